#pragma once

#include "scrollwork/bounds.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Labelled rows, as every generator returns them.
struct Sample {
  Matrix X;       ///< n x d, one sample per row, finite.
  Labels y;       ///< n labels in [0, k).
  Bounds bounds;  ///< A rectangle for drawing the first two columns; all points lie inside. {0, 1, 0, 1} when d = 1.
};

}  // namespace scrollwork
