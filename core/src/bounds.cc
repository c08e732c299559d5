#include "scrollwork/bounds.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

/// Widens low .. high by the margin on each side; a single value gets a width of 1 around it first.
void widen(double& low, double& high, double margin) {
  if (!(low < high)) {
    // Where the numbers are so large that half a unit gets lost in rounding, a share of the magnitude takes its place.
    const double half = std::max(0.5, std::abs(low) * 1e-6);
    low -= half;
    high += half;
  }
  const double pad = margin * (high - low);
  low -= pad;
  high += pad;
}

}  // namespace

void checkBounds(const Bounds& bounds) {
  const auto check = [](const char* axis, double low, double high) {
    // The difference must be finite too, because every use divides by it or multiplies with it.
    if (!std::isfinite(high - low) || !(low < high)) {
      fail(ErrorCode::kBadValue, {"bounds: expected finite ", axis, "Min < ", axis, "Max, got ", low, " and ", high});
    }
  };
  check("x", bounds.xMin, bounds.xMax);
  check("y", bounds.yMin, bounds.yMax);
}

Bounds boundsOf(const MatrixView& X, double margin) {
  requireSamples(X);
  requireRange("margin", margin, 0.0, 1.0);
  if (X.cols() < 2) fail(ErrorCode::kBadShape, {"X: expected at least 2 columns, got 1"});
  Bounds bounds{X.col(0).minCoeff(), X.col(0).maxCoeff(), X.col(1).minCoeff(), X.col(1).maxCoeff()};
  widen(bounds.xMin, bounds.xMax, margin);
  widen(bounds.yMin, bounds.yMax, margin);
  checkBounds(bounds);
  return bounds;
}

}  // namespace scrollwork
