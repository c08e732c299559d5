#pragma once

#include <vector>

#include "scrollwork/regressor.h"

namespace scrollwork {

struct RegressionCurveOptions {
  double xMin = 0.0;               ///< The grid's first number; below xMax.
  double xMax = 1.0;               ///< Its last one.
  int nPoints = 200;               ///< [2, 100000] numbers, evenly spaced, both ends included.
  int feature = 0;                 ///< [0, d) the column that runs along the grid.
  std::vector<double> fixed = {};  ///< What the d columns are elsewhere; may be empty when d = 1.

  static constexpr const char* kOwner = "regressionCurve";
  static void fields(auto& field, auto& o) {
    field("xMin", o.xMin);
    field("xMax", o.xMax);
    field("nPoints", o.nPoints);
    field("feature", o.feature);
    field("fixed", o.fixed);
  }
};

/// What a regressor answers along a line.
struct RegressionCurve {
  Vector x;  ///< nPoints numbers of the grid.
  Vector y;  ///< The prediction at each.
};

/// The rows of a grid, nPoints x d. Throws Error kBadValue (option out of range), kBadShape (`fixed` has another number
/// of columns than d >= 1).
[[nodiscard]] Matrix regressionGrid(const RegressionCurveOptions& options, int d);

/// The predictions of a fitted regressor along one of its features. Cost: nPoints predictions. Throws Error:
/// kNotFitted, kBadShape, kBadValue.
[[nodiscard]] RegressionCurve regressionCurve(const Regressor& regressor, const RegressionCurveOptions& options = {});

}  // namespace scrollwork
