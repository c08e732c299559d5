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

}  // namespace scrollwork
