#include "scrollwork/linear_model/logistic_descent.h"

#include <cmath>
#include <utility>

#include "linear_model/logistic_objective.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

struct LogisticDescent::Run {
  Run(const MatrixView& X, const ClassIndex& y, const LogisticObjective::Settings& settings)
      : objective(X, y, settings),
        theta(Vector::Zero(objective.size())),
        next(objective.size()),
        gradient(objective.size()),
        nextGradient(objective.size()) {}

  LogisticObjective objective;
  Vector theta, next, gradient, nextGradient;
};

LogisticDescent::LogisticDescent(LogisticDescentOptions options) : options_(std::move(options)) {}
LogisticDescent::LogisticDescent(LogisticDescent&& other) noexcept = default;
LogisticDescent& LogisticDescent::operator=(LogisticDescent&& other) noexcept = default;
LogisticDescent::~LogisticDescent() = default;

LogisticDescent::LogisticDescent(const LogisticDescent& other)
    : Classifier(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      coef_(other.coef_),
      intercept_(other.intercept_),
      classes_(other.classes_),
      nClasses_(other.nClasses_),
      nIter_(other.nIter_),
      diverged_(other.diverged_),
      lossHistory_(other.lossHistory_) {}

LogisticDescent& LogisticDescent::operator=(const LogisticDescent& other) {
  if (this != &other) *this = LogisticDescent(other);
  return *this;
}

void LogisticDescent::begin(const MatrixView& X, const LabelView& y) {
  *this = LogisticDescent(std::move(options_));
  requireLogisticPenalty(options_.penalty, options_.C);
  requirePositive("learningRate", options_.learningRate);
  requireRange("maxIter", options_.maxIter, 1, 1000000);
  requireSamples(X, y);
  const ClassIndex index = indexClasses(y);
  auto run = std::make_unique<Run>(
      X, index,
      LogisticObjective::Settings{.fitIntercept = options_.fitIntercept,
                                  .penalty = penaltyWeight(options_.penalty, options_.C, X.rows()),
                                  .standardise = false});
  lossHistory_.reserve(static_cast<std::size_t>(options_.maxIter) + 1);
  lossHistory_.push_back(run->objective.evaluate(run->theta.data(), run->gradient.data()));
  run_ = std::move(run);
  classes_ = index.classes;
  nClasses_ = classes_[classes_.size() - 1] + 1;
  run_->objective.toCoefficients(run_->theta.data(), coef_, intercept_);
}

bool LogisticDescent::done() const { return fitted() && (!run_ || diverged_ || nIter_ >= options_.maxIter); }

bool LogisticDescent::diverged() const { return diverged_; }

void LogisticDescent::step(int n) {
  requireFitted(fitted(), "LogisticDescent");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of steps >= 0, got ", n});
  if (done() || n == 0) return;
  Run& run = *run_;
  for (int i = 0; i < n && !done(); ++i) {
    double magnitude = 0.0;
    for (Eigen::Index j = 0; j < run.theta.size(); ++j) {
      run.next[j] = run.theta[j] - options_.learningRate * run.gradient[j];
      magnitude += std::fabs(run.next[j]);
    }
    const double loss = run.objective.evaluate(run.next.data(), run.nextGradient.data());
    for (const double component : run.nextGradient) magnitude += std::fabs(component);
    if (!std::isfinite(loss) || !std::isfinite(magnitude)) {
      diverged_ = true;
      break;
    }
    run.theta.swap(run.next);
    run.gradient.swap(run.nextGradient);
    lossHistory_.push_back(loss);
    ++nIter_;
  }
  run.objective.toCoefficients(run.theta.data(), coef_, intercept_);
}

void LogisticDescent::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  step(options_.maxIter);
  run_.reset();
}

Matrix LogisticDescent::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "LogisticDescent");
  requireColumns(X, coef_.cols());
  return probabilitiesFromScores(linearScores(X, coef_, intercept_), classes_);
}

Labels LogisticDescent::predict(const MatrixView& X) const { return labelsFromProbabilities(predictProba(X)); }

std::unique_ptr<Classifier> LogisticDescent::clone() const { return std::make_unique<LogisticDescent>(options_); }

void LogisticDescent::checkState() const {
  requireLinearState(coef_, intercept_, classes_, nClasses_);
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
  const auto losses = static_cast<Eigen::Index>(lossHistory_.size());
  requireStateSize("lossHistory", losses, fitted() ? Eigen::Index{nIter_} + 1 : 0);
}

}  // namespace scrollwork
