#include "scrollwork/metrics/curve_distance.h"

#include <cmath>
#include <limits>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void requireFinite(const char* name, const VectorView& values) {
  for (Index i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      fail(ErrorCode::kBadValue, {name, ": expected finite numbers, got ", values[i], " in row ", i});
    }
  }
}

void requireCurves(const VectorView& x, const VectorView& yTrue, const VectorView& yPred) {
  if (x.size() < 2 || yTrue.size() != x.size() || yPred.size() != x.size()) {
    fail(ErrorCode::kBadShape, {"x, yTrue and yPred: expected as many numbers in each, at least two, got ", x.size(),
                                ", ", yTrue.size(), " and ", yPred.size()});
  }
  requireFinite("x", x);
  requireFinite("yTrue", yTrue);
  requireFinite("yPred", yPred);
  const bool rises = x[1] > x[0];
  for (Index i = 1; i < x.size(); ++i) {
    if (x[i] == x[i - 1] || (x[i] > x[i - 1]) != rises) {
      fail(ErrorCode::kBadValue,
           {"x: expected numbers that rise or fall strictly, got ", x[i - 1], " before ", x[i], " in row ", i});
    }
  }
}

/// Mean of |d| on the way from d = `from` to d = `to` in a straight line. Two triangles where it crosses zero.
double meanDistance(double from, double to) {
  const double a = std::fabs(from);
  const double b = std::fabs(to);
  if (a == 0.0 || b == 0.0 || (from > 0.0) == (to > 0.0)) return 0.5 * a + 0.5 * b;
  const double share = a / (a + b);
  return 0.5 * a * share + 0.5 * b * (1.0 - share);
}

}  // namespace

CurveDistance curveDistance(const VectorView& x, const VectorView& yTrue, const VectorView& yPred,
                            const CurveDistanceOptions& options) {
  requireRange("tolerance", options.tolerance, 0.0, std::numeric_limits<double>::max());
  requireCurves(x, yTrue, yPred);
  const Index n = x.size();
  CurveDistance result;
  result.difference = yPred - yTrue;
  result.apartFrom = static_cast<int>(n);
  const double width = x[n - 1] - x[0];
  for (Index i = 0; i < n; ++i) {
    const double distance = std::fabs(result.difference[i]);
    if (distance > result.largest) {
      result.largest = distance;
      result.largestAt = static_cast<int>(i);
    }
    if (distance > options.tolerance && result.apartFrom == n) result.apartFrom = static_cast<int>(i);
    if (i > 0) {
      const double share = (x[i] - x[i - 1]) / width;
      result.mean += share * meanDistance(result.difference[i - 1], result.difference[i]);
    }
  }
  if (!std::isfinite(width) || !std::isfinite(result.largest)) {
    fail(ErrorCode::kBadValue, {"x, yTrue and yPred: expected distances that a double holds, got ",
                                std::isfinite(width) ? result.largest : width});
  }
  return result;
}

}  // namespace scrollwork
