#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Scores of predicted labels and probabilities, as in scikit-learn's metrics. All take n >= 1 labels >= 0 and throw
/// Error: kBadShape when sizes differ or n == 0, kBadValue for a label or number out of range. Cost: O(n), or O(n k).

/// Share of the labels that agree, in [0, 1].
[[nodiscard]] double accuracyScore(const LabelView& yTrue, const LabelView& yPred);

/// Mean over the classes that occur in yTrue of the share of that class that was recognised (its recall), in [0, 1].
[[nodiscard]] double balancedAccuracyScore(const LabelView& yTrue, const LabelView& yPred);

/// k x k counts: at (i, j) the samples of class i that were predicted as j. k = nClasses, or one more than the highest
/// label of both when nClasses is 0. (scikit-learn drops labels that occur in neither; here row i is always class i.)
[[nodiscard]] Eigen::MatrixXi confusionMatrix(const LabelView& yTrue, const LabelView& yPred, int nClasses = 0);

/// Mean of -log(probability given to the true class), natural logarithm. As scikit-learn 1.2 does: probabilities (n x
/// k, each in [0, 1]) are clipped to [2^-52, 1 - 2^-52], then each row is divided by its sum; so a certain mistake
/// costs 36.04 and not infinity.
[[nodiscard]] double logLoss(const LabelView& yTrue, const MatrixView& probabilities);

/// A closed interval of proportions.
struct Interval {
  double low = 0;   ///< [0, high]
  double high = 1;  ///< [low, 1]
};

/// Confidence interval for a proportion of which `successes` in `n` independent trials were seen: Wilson, "Probable
/// inference, the law of succession, and statistical inference", 1927 (the score interval, no continuity correction).
/// It stays inside [0, 1] and has sensible width at 0 and n successes, where the textbook p +- 1.96 s.e. has none.
/// successes in [0, n], n >= 1, confidence in (0, 1). Throws Error (kBadValue).
[[nodiscard]] Interval wilsonInterval(int successes, int n, double confidence = 0.95);

}  // namespace scrollwork
