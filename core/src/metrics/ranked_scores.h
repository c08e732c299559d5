#pragma once

#include <cstdint>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// The cases by falling score: for each distinct score, how many positives and negatives score at least that much.
/// Every curve over thresholds is read off these columns.
struct RankedScores {
  std::vector<double> threshold;    ///< Distinct scores, falling.
  std::vector<int> truePositives;   ///< Cumulative; the last entry is the number of positives.
  std::vector<int> falsePositives;  ///< Cumulative; the last entry is the number of negatives.

  [[nodiscard]] std::size_t size() const { return threshold.size(); }
  [[nodiscard]] int nPositive() const { return truePositives.back(); }
  [[nodiscard]] int nNegative() const { return falsePositives.back(); }
};

/// Label `posLabel` is positive, every other one negative. Scores must be finite, labels as requireLabels wants them,
/// at least one. Throws Error kBadShape, kBadValue. Cost: O(n) for scores that are not crowded into a tiny part of
/// their range, never more than O(n log n).
[[nodiscard]] RankedScores rankScores(const LabelView& yTrue, const VectorView& yScore, int posLabel);

/// Throws kBadValue unless there are cases of both classes.
void requireBothClasses(const RankedScores& ranked, int posLabel);

/// Twice the number of pairs (positive, negative) in which the positive scores higher, ties counting as half a pair:
/// an exact integer. Divided by 2 P N it is the area under the ROC curve (Mann & Whitney, 1947; Bamber, 1975).
[[nodiscard]] std::uint64_t twicePairsWon(const RankedScores& ranked);

}  // namespace scrollwork
