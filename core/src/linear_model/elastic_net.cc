#include "scrollwork/linear_model/elastic_net.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "linear_model/centred_columns.h"
#include "linear_model/coordinate_descent.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

/// The penalty shrinks by this factor from one station to the next.
constexpr double kStations = 0.7;

RegularizationPath path(const MatrixView& X, const VectorView& y, const LassoPathOptions& options, double l1Ratio) {
  requireRange("nAlphas", options.nAlphas, 1, 10000);
  if (!(options.eps > 0.0 && options.eps <= 1.0)) {
    fail(ErrorCode::kBadValue, {"eps: expected a number > 0 and <= 1, got ", options.eps});
  }
  for (const double alpha : options.alphas) requireNotNegative("alphas", alpha);
  requireRange("maxIter", options.maxIter, 1, 1000000);
  requireNotNegative("tol", options.tol);
  requireSamples(X, y);

  const CentredColumns problem(X, y, options.fitIntercept);
  problem.requireSquares();
  CoordinateDescent descent(problem, {.positive = options.positive, .tol = options.tol, .maxIter = options.maxIter});
  const auto n = static_cast<double>(problem.n);
  RegularizationPath result;
  if (!options.alphas.empty()) {
    result.alphas = Eigen::Map<const Vector>(options.alphas.data(), static_cast<Index>(options.alphas.size()));
    std::sort(result.alphas.begin(), result.alphas.end(), [](double a, double b) { return a > b; });
  } else {
    result.alphas.resize(options.nAlphas);
    const double largest = descent.largestL1() / (n * l1Ratio);
    const double step = options.nAlphas > 1 ? math::log(options.eps) / (options.nAlphas - 1) : 0.0;
    for (int i = 0; i < options.nAlphas; ++i) result.alphas[i] = largest * math::exp(step * i);
  }
  const Index size = result.alphas.size();
  result.coefs.resize(size, problem.d);
  result.intercepts.resize(size);
  result.dualGaps.resize(size);
  result.nIters.resize(size);
  for (Index i = 0; i < size; ++i) {
    const double strength = result.alphas[i] * n;
    const CoordinateDescent::Result step = descent.solve(strength * l1Ratio, strength * (1.0 - l1Ratio));
    result.coefs.row(i) = descent.coef().transpose();
    result.intercepts[i] = problem.intercept(descent.coef());
    result.dualGaps[i] = step.dualGap / n;
    result.nIters[i] = step.nIter;
  }
  return result;
}

}  // namespace

void SparseLinearModel::fitElasticNet(const MatrixView& X, const VectorView& y, const ElasticNetOptions& options) {
  const Vector start = options.warmStart ? std::move(coef_) : Vector();
  forget();
  nIter_ = 0;
  dualGap_ = 0;
  converged_ = false;
  requireNotNegative("alpha", options.alpha);
  requireRange("l1Ratio", options.l1Ratio, 0.0, 1.0);
  requireRange("maxIter", options.maxIter, 1, 1000000);
  requireNotNegative("tol", options.tol);
  requireSamples(X, y);

  const CentredColumns problem(X, y, options.fitIntercept);
  problem.requireSquares();
  CoordinateDescent descent(problem, {.positive = options.positive, .tol = options.tol, .maxIter = options.maxIter});
  if (start.size() == problem.d) descent.start(start);
  const auto n = static_cast<double>(problem.n);
  const double strength = options.alpha * n;
  const double l1 = strength * options.l1Ratio, l2 = strength * (1.0 - options.l1Ratio);
  int nIter = 0;
  if (start.size() != problem.d && problem.d > problem.n && l1 > 0.0) {
    // With many columns to choose from, a few stations on the way save the detours of a support that starts too large.
    for (double station = kStations * descent.largestL1(); station > l1; station *= kStations) {
      nIter += descent.solve(station, l2).nIter;
    }
  }
  const CoordinateDescent::Result result = descent.solve(l1, l2);
  learn(descent.coef(), problem.intercept(descent.coef()));
  nIter_ = nIter + result.nIter;
  dualGap_ = result.dualGap / n;
  converged_ = result.converged;
}

void SparseLinearModel::checkFit() const {
  checkCoefficients();
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
  requireState(dualGap_ >= 0.0, "dualGap", "a number >= 0", dualGap_);
}

void ElasticNet::fit(const MatrixView& X, const VectorView& y) { fitElasticNet(X, y, options_); }
void ElasticNet::checkState() const { checkFit(); }

void Lasso::fit(const MatrixView& X, const VectorView& y) {
  fitElasticNet(X, y,
                {.alpha = options_.alpha,
                 .l1Ratio = 1.0,
                 .fitIntercept = options_.fitIntercept,
                 .positive = options_.positive,
                 .maxIter = options_.maxIter,
                 .tol = options_.tol,
                 .warmStart = options_.warmStart});
}
void Lasso::checkState() const { checkFit(); }

RegularizationPath lassoPath(const MatrixView& X, const VectorView& y, const LassoPathOptions& options) {
  return path(X, y, options, 1.0);
}

RegularizationPath enetPath(const MatrixView& X, const VectorView& y, const EnetPathOptions& options) {
  if (!(options.l1Ratio > 0.0 && options.l1Ratio <= 1.0)) {
    fail(ErrorCode::kBadValue, {"l1Ratio: expected a number > 0 and <= 1, got ", options.l1Ratio});
  }
  return path(X, y, options, options.l1Ratio);
}

}  // namespace scrollwork
