#include "scrollwork/inspection/regression_curve.h"

#include <cmath>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

Matrix regressionGrid(const RegressionCurveOptions& options, int d) {
  if (!std::isfinite(options.xMin) || !std::isfinite(options.xMax - options.xMin) || options.xMin >= options.xMax) {
    fail(ErrorCode::kBadValue, {"xMax: expected a finite number above xMin = ", options.xMin, ", got ", options.xMax});
  }
  requireRange("nPoints", options.nPoints, 2, 100000);
  requireRange("feature", options.feature, 0, d - 1);
  const auto given = static_cast<int>(options.fixed.size());
  if (given != d && !(given == 0 && d == 1)) {
    fail(ErrorCode::kBadShape, {"fixed: expected one number for each of ", d, " columns, got ", given});
  }
  Matrix grid(options.nPoints, d);
  const double step = (options.xMax - options.xMin) / (options.nPoints - 1);
  for (Index i = 0; i < grid.rows(); ++i) {
    for (Index j = 0; j < d; ++j) {
      if (j != options.feature) grid(i, j) = options.fixed[static_cast<std::size_t>(j)];
    }
    grid(i, options.feature) = options.xMin + static_cast<double>(i) * step;
  }
  grid(grid.rows() - 1, options.feature) = options.xMax;
  return grid;
}

RegressionCurve regressionCurve(const Regressor& regressor, const RegressionCurveOptions& options) {
  requireFitted(regressor.fitted(), "regressor");
  const Matrix grid = regressionGrid(options, regressor.nFeaturesIn());
  return {grid.col(options.feature), regressor.predict(grid)};
}

}  // namespace scrollwork
