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
///
/// A sample without one mistake (area 1, or 0) has nothing that varies, and the method gives a standard error of 0: it
/// cannot say how sure such an area is. The interval then is what can be said by counting: the k cases of the smaller
/// class, each beside another of the larger one, are k independent pairs, all of them right, so the area is at least
/// (alpha / 2)^(1 / k), the Clopper-Pearson bound (1934), 1 - 3.7 / k for 95 %. It holds for scores of any shape, and
/// is wide: 0.69 for ten of a kind, 0.94 for sixty.

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
  /// auc -+ z standardError, cut at 0 and 1; of an area of 0 or 1 the bound above. Trust it less near the ends, where
  /// the sampling distribution is skew. The BCa bootstrap knows better (bootstrap.h).
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
  /// Interval of the difference. Where the standard error is 0 the two areas may still be unsure, each by the bound
  /// above: two detectors without a mistake may differ by as much. It has no width only for two scores that rank all
  /// pairs alike and make mistakes.
  double low = 0;
  double high = 0;
  double z = 0;  ///< difference / standardError; 0 where that is 0.
  /// Two-sided, of "both areas are equal". Where the standard error is 0: 1 for equal areas, else 2^(1 - k), the sign
  /// test of the k pairs.
  double pValue = 1;

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
