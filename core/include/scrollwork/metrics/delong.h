#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// How sure an area under a ROC curve is, without assuming a shape of the crowds: DeLong, DeLong & Clarke-Pearson,
/// Comparing the areas under two or more correlated receiver operating characteristic curves, 1988, computed from
/// midranks as in Sun & Xu, Fast implementation of DeLong's algorithm, 2014.
///
/// The covariance asks how much the area would change with each single case; so scores on the same cases may be
/// compared, which is a sharper test than two separate intervals.
///
/// Arguments: yTrue (n labels in [0, kMaxClasses); posLabel against the rest), scores (n x m finite numbers: a column a
/// score). At least two cases of each class. Throws Error: kBadShape, kBadValue. Cost: O(m n log n + m^2 n).

struct DelongCovariance {
  Vector auc;         ///< m areas.
  Matrix covariance;  ///< m x m, of the areas.

  static void fields(auto& field, auto& o) {
    field("auc", o.auc);
    field("covariance", o.covariance);
  }
};
[[nodiscard]] DelongCovariance delongCovariance(const LabelView& yTrue, const MatrixView& scores, int posLabel = 1);

struct DelongOptions {
  int posLabel = 1;          ///< [0, kMaxClasses)
  double confidence = 0.95;  ///< (0, 1)

  static constexpr const char* kOwner = "delongInterval";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("confidence", o.confidence);
  }
};

struct DelongInterval {
  double auc = 0;
  double standardError = 0;
  /// auc -+ z standardError, cut at 0 and 1. Trust it less near the ends, where the sampling distribution is skew: an
  /// area of 1 gets an interval of no width. The BCa bootstrap knows better (bootstrap.h).
  double low = 0;
  double high = 1;

  static void fields(auto& field, auto& o) {
    field("auc", o.auc);
    field("standardError", o.standardError);
    field("low", o.low);
    field("high", o.high);
  }
};
[[nodiscard]] DelongInterval delongInterval(const LabelView& yTrue, const VectorView& yScore,
                                            const DelongOptions& options = {});

struct DelongTest {
  double aucA = 0;
  double aucB = 0;
  double difference = 0;     ///< aucA - aucB
  double standardError = 0;  ///< Of the difference.
  double low = 0;            ///< Interval of the difference.
  double high = 0;
  double z = 0;       ///< difference / standardError; 0 for two scores that rank all pairs alike.
  double pValue = 1;  ///< Two-sided, of "both areas are equal".

  static void fields(auto& field, auto& o) {
    field("aucA", o.aucA);
    field("aucB", o.aucB);
    field("difference", o.difference);
    field("standardError", o.standardError);
    field("low", o.low);
    field("high", o.high);
    field("z", o.z);
    field("pValue", o.pValue);
  }
};
/// Whether two scores of the same cases differ in area.
[[nodiscard]] DelongTest delongTest(const LabelView& yTrue, const VectorView& scoreA, const VectorView& scoreB,
                                    const DelongOptions& options = {});

}  // namespace scrollwork
