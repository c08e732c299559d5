#include "scrollwork/linear_model/ridge.h"

#include <cmath>

#include "linear_model/centred_columns.h"
#include "linear_model/ridge_solver.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

void requireAlpha(const char* name, double alpha) {
  if (alpha >= 0.0 && std::isfinite(alpha)) return;
  fail(ErrorCode::kBadValue, {name, ": expected a finite number >= 0, got ", alpha});
}

}  // namespace

void Ridge::fit(const MatrixView& X, const VectorView& y) {
  forget();
  requireAlpha("alpha", options_.alpha);
  requireSamples(X, y);
  const CentredColumns problem(X, y, options_.fitIntercept);
  problem.requireSquares();
  const Vector coef = RidgeSolver(problem).solve(options_.alpha);
  learn(coef, problem.intercept(coef));
}

void Ridge::checkState() const { checkCoefficients(); }

RidgePath ridgePath(const MatrixView& X, const VectorView& y, const RidgePathOptions& options) {
  if (options.alphas.empty()) fail(ErrorCode::kBadShape, {"alphas: expected at least one number, got none"});
  for (const double alpha : options.alphas) requireAlpha("alphas", alpha);
  requireSamples(X, y);
  const CentredColumns problem(X, y, options.fitIntercept);
  problem.requireSquares();
  const RidgeSolver solver(problem);
  const auto size = static_cast<Eigen::Index>(options.alphas.size());
  RidgePath path{Eigen::Map<const Vector>(options.alphas.data(), size), Matrix(size, problem.d), Vector(size),
                 solver.singularValues(), Vector::Zero(size)};
  for (Eigen::Index i = 0; i < size; ++i) {
    const Vector coef = solver.solve(path.alphas[i]);
    if (!coef.allFinite()) {
      fail(ErrorCode::kBadValue, {"X: expected columns whose coefficients are finite numbers, got extreme magnitudes"});
    }
    path.coefs.row(i) = coef.transpose();
    path.intercepts[i] = problem.intercept(coef);
    const double root = std::sqrt(path.alphas[i]);
    for (const double s : path.singular) {
      if (s == 0.0) continue;
      const double ratio = root / s;
      path.degreesOfFreedom[i] += 1.0 / (1.0 + ratio * ratio);
    }
  }
  return path;
}

}  // namespace scrollwork
