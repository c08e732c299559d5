// The model and its objective are those of scikit-learn 1.2 (Pedregosa et al., "Scikit-learn: machine learning in
// Python", 2011), user guide section 1.1.11; the solvers stand in files of their own.

#include "scrollwork/linear_model/logistic_regression.h"

#include "linear_model/logistic_objective.h"
#include "linear_model/logistic_solvers.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kMaxNewtonParameters = 200;

void requireOptions(const LogisticRegressionOptions& options) {
  requireLogisticPenalty(options.penalty, options.C);
  requirePositive("tol", options.tol);
  requireRange("maxIter", options.maxIter, 1, 1000000);
  if (options.solver != "auto" && options.solver != "newton-cholesky" && options.solver != "lbfgs") {
    fail(ErrorCode::kBadValue,
         {"solver: expected \"auto\", \"newton-cholesky\" or \"lbfgs\", got \"", options.solver, "\""});
  }
}

}  // namespace

void LogisticRegression::fit(const MatrixView& X, const LabelView& y) {
  const Matrix startCoef = options_.warmStart ? std::move(coef_) : Matrix();
  const Vector startIntercept = std::move(intercept_);
  *this = LogisticRegression(std::move(options_));
  requireOptions(options_);
  requireSamples(X, y);
  const ClassIndex index = indexClasses(y);

  LogisticObjective objective(X, index,
                              {.fitIntercept = options_.fitIntercept,
                               .penalty = penaltyWeight(options_.penalty, options_.C, X.rows()),
                               .standardise = true});
  Vector theta = Vector::Zero(objective.size());
  if (startCoef.rows() == objective.nScores() && startCoef.cols() == X.cols()) {
    objective.fromCoefficients(startCoef, startIntercept, theta.data());
  }
  const bool newton =
      options_.solver == "newton-cholesky" || (options_.solver == "auto" && theta.size() <= kMaxNewtonParameters);
  const SolverResult result = newton ? minimiseNewtonCholesky(objective, theta, options_.tol, options_.maxIter)
                                     : minimiseLbfgs(objective, theta, options_.tol, options_.maxIter);

  Matrix coef;
  Vector intercept;
  objective.toCoefficients(theta.data(), coef, intercept);
  if (!coef.allFinite() || !intercept.allFinite()) {
    fail(ErrorCode::kBadValue,
         {"X: expected columns whose coefficients are finite numbers, got one of too small magnitude"});
  }
  coef_ = std::move(coef);
  intercept_ = std::move(intercept);
  classes_ = index.classes;
  nClasses_ = classes_[classes_.size() - 1] + 1;
  nIter_ = result.nIter;
  converged_ = result.converged;
  loss_ = result.loss;
}

Matrix LogisticRegression::decisionFunction(const MatrixView& X) const {
  requireFitted(fitted(), "LogisticRegression");
  requireColumns(X, coef_.cols());
  return linearScores(X, coef_, intercept_);
}

Matrix LogisticRegression::predictProba(const MatrixView& X) const {
  return probabilitiesFromScores(decisionFunction(X), classes_);
}

Labels LogisticRegression::predict(const MatrixView& X) const { return labelsFromProbabilities(predictProba(X)); }

std::unique_ptr<Classifier> LogisticRegression::clone() const { return std::make_unique<LogisticRegression>(options_); }

void LogisticRegression::checkState() const {
  requireLinearState(coef_, intercept_, classes_, nClasses_);
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
}

}  // namespace scrollwork
