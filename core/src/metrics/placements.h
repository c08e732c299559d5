#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Where each case lies among the cases of the other class: for a positive one the share of negatives that it beats,
/// for a negative one the share of positives that beat it, ties counting half. Their means over either class are the
/// area under the ROC curve.
struct Placements {
  Vector positive;  ///< In order of the rows.
  Vector negative;
};
/// Checks as rankScores does, and that there are `least` cases of each class. O(n log n).
[[nodiscard]] Placements placementsOf(const LabelView& yTrue, const VectorView& yScore, int posLabel, int least);

struct AreaBounds {
  double low, high;
};
/// What an area leaves open in which nothing varies: of 0 or 1 the bound of delong.h, with k the number of cases of the
/// smaller class; of any other, which is that of a score that is the same for all, nothing. confidence: (0, 1).
[[nodiscard]] AreaBounds boundsWithoutVariance(double auc, Eigen::Index k, double confidence);

}  // namespace scrollwork
