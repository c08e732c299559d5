#include "scrollwork/metrics/regression.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void requireBoth(const VectorView& yTrue, const VectorView& yPred) {
  if (yTrue.size() == 0 || yTrue.size() != yPred.size()) {
    fail(ErrorCode::kBadShape, {"yTrue and yPred: expected as many numbers in both, at least one, got ", yTrue.size(),
                                " and ", yPred.size()});
  }
  for (Index i = 0; i < yTrue.size(); ++i) {
    if (std::isfinite(yTrue[i]) && std::isfinite(yPred[i])) continue;
    const bool inTrue = !std::isfinite(yTrue[i]);
    fail(ErrorCode::kBadValue,
         {inTrue ? "yTrue" : "yPred", ": expected finite numbers, got ", inTrue ? yTrue[i] : yPred[i], " in row ", i});
  }
}

double meanOf(const VectorView& y) {
  double sum = 0.0;
  for (Index i = 0; i < y.size(); ++i) sum += y[i];
  return sum / static_cast<double>(y.size());
}

/// Of y from `centre`, summed.
double squaredDeviations(const VectorView& y, double centre) {
  double sum = 0.0;
  for (Index i = 0; i < y.size(); ++i) sum += (y[i] - centre) * (y[i] - centre);
  return sum;
}

/// 1 - unexplained / all.
double explainedShare(double unexplained, double all) {
  if (all > 0.0) return 1.0 - unexplained / all;
  return unexplained > 0.0 ? 0.0 : 1.0;
}

}  // namespace

double meanSquaredError(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  double sum = 0.0;
  for (Index i = 0; i < yTrue.size(); ++i) sum += (yTrue[i] - yPred[i]) * (yTrue[i] - yPred[i]);
  return sum / static_cast<double>(yTrue.size());
}

double rootMeanSquaredError(const VectorView& yTrue, const VectorView& yPred) {
  return std::sqrt(meanSquaredError(yTrue, yPred));
}

double meanAbsoluteError(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  double sum = 0.0;
  for (Index i = 0; i < yTrue.size(); ++i) sum += std::fabs(yTrue[i] - yPred[i]);
  return sum / static_cast<double>(yTrue.size());
}

double medianAbsoluteError(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  Vector errors(yTrue.size());
  for (Index i = 0; i < yTrue.size(); ++i) errors[i] = std::fabs(yTrue[i] - yPred[i]);
  double* const middle = errors.data() + errors.size() / 2;
  std::nth_element(errors.data(), middle, errors.data() + errors.size());
  if (errors.size() % 2 == 1) return *middle;
  return 0.5 * (*std::max_element(errors.data(), middle) + *middle);
}

double maxError(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  double largest = 0.0;
  for (Index i = 0; i < yTrue.size(); ++i) largest = std::max(largest, std::fabs(yTrue[i] - yPred[i]));
  return largest;
}

double r2Score(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  if (yTrue.size() < 2) fail(ErrorCode::kBadShape, {"r2Score: expected two or more numbers, got 1"});
  const double n = static_cast<double>(yTrue.size());
  return explainedShare(n * meanSquaredError(yTrue, yPred), squaredDeviations(yTrue, meanOf(yTrue)));
}

double explainedVarianceScore(const VectorView& yTrue, const VectorView& yPred) {
  requireBoth(yTrue, yPred);
  const Vector error = yTrue - yPred;
  return explainedShare(squaredDeviations(error, meanOf(error)), squaredDeviations(yTrue, meanOf(yTrue)));
}

}  // namespace scrollwork
