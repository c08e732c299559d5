#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct ThresholdScoresOptions {
  /// Where to look, in any order, no NaN. Empty: infinity, at which nothing is called, then each distinct score,
  /// falling.
  std::vector<double> thresholds = {};
  int posLabel = 1;  ///< [0, kMaxClasses)
  double beta = 1;   ///< >= 0, of the F score.
  /// [0, 1): the scores as they would be in a world with this share of positives and the same two crowds; 0 = as in the
  /// data. Counts are not touched, ratios are.
  double prevalence = 0;
  double zeroDivision = 0;  ///< 0 or 1: precision and F where nothing is called positive.

  static constexpr const char* kOwner = "thresholdScores";
  static void fields(auto& field, auto& o) {
    field("thresholds", o.thresholds);
    field("posLabel", o.posLabel);
    field("beta", o.beta);
    field("prevalence", o.prevalence);
    field("zeroDivision", o.zeroDivision);
  }
};

/// One entry a threshold.
struct ThresholdScores {
  Vector thresholds;
  Labels truePositives, falsePositives, trueNegatives, falseNegatives;
  Vector accuracy, balancedAccuracy, precision, recall, specificity, fbeta, matthewsCorrcoef;

  static void fields(auto& field, auto& o) {
    field("thresholds", o.thresholds);
    field("truePositives", o.truePositives);
    field("falsePositives", o.falsePositives);
    field("trueNegatives", o.trueNegatives);
    field("falseNegatives", o.falseNegatives);
    field("accuracy", o.accuracy);
    field("balancedAccuracy", o.balancedAccuracy);
    field("precision", o.precision);
    field("recall", o.recall);
    field("specificity", o.specificity);
    field("fbeta", o.fbeta);
    field("matthewsCorrcoef", o.matthewsCorrcoef);
  }
};

/// Every score of a detector against its threshold, in one pass. A case is called positive when its score is at least
/// the threshold.
///
/// yTrue (n labels in [0, kMaxClasses)), yScore (n finite numbers), cases of both classes. Throws Error: kBadShape,
/// kBadValue. Cost: O(n) for most scores, and O(log n) a given threshold.
[[nodiscard]] ThresholdScores thresholdScores(const LabelView& yTrue, const VectorView& yScore,
                                              const ThresholdScoresOptions& options = {});

}  // namespace scrollwork
