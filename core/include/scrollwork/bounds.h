#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// A rectangle of the plane in data units, xMin < xMax and yMin < yMax. In JavaScript: `[xMin, xMax, yMin, yMax]`.
struct Bounds {
  double xMin = 0;
  double xMax = 1;
  double yMin = 0;
  double yMax = 1;

  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// Throws Error kBadValue naming `bounds` unless all four are finite, xMin < xMax and yMin < yMax.
void checkBounds(const Bounds& bounds);

/// The smallest rectangle around the first two columns of X (n x d, finite, n >= 1, d >= 2), widened on each side by
/// `margin` ([0, 1]) of its width and height. A column with one value gets a width of 1 around it before widening.
/// Throws Error: kBadShape (no rows, fewer than two columns), kBadValue (NaN or infinity, margin out of range).
[[nodiscard]] Bounds boundsOf(const MatrixView& X, double margin = 0.05);

}  // namespace scrollwork
