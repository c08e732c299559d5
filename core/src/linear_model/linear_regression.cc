#include "scrollwork/linear_model/linear_regression.h"

#include <utility>

#include "linear_model/centred_columns.h"
#include "linear_model/coordinate_descent.h"
#include "linear_model/orthogonal_decomposition.h"
#include "linear_model/ridge_solver.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

Vector nonNegativeLeastSquares(const CentredColumns& problem) {
  CoordinateDescent descent(problem, {.positive = true, .tol = 0.0, .maxIter = 1000000});
  descent.solve(0.0, 0.0);
  return descent.coef();
}

}  // namespace

void LinearRegression::fit(const MatrixView& X, const VectorView& y) {
  forget();
  rank_ = 0;
  singular_.resize(0);
  requireSamples(X, y);
  const CentredColumns problem(X, y, options_.fitIntercept);
  problem.requireSquares();
  LeastSquares solution = minimumNormLeastSquares(problem);
  if (options_.positive) solution.coef = nonNegativeLeastSquares(problem);
  const double intercept = problem.intercept(solution.coef);
  Vector singular;
  if (options_.computeSingular) singular = RidgeSolver(problem).singularValues();
  learn(std::move(solution.coef), intercept);
  rank_ = solution.rank;
  singular_ = std::move(singular);
}

void LinearRegression::checkState() const {
  checkCoefficients();
  requireState(rank_ >= 0 && rank_ <= nFeaturesIn(), "rank", "a number from 0 to d", rank_);
  requireState(singular_.size() <= coef_.size(), "singular", "up to d numbers", singular_.size());
}

}  // namespace scrollwork
