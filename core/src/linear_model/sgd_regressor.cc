#include "scrollwork/linear_model/sgd_regressor.h"

#include <algorithm>
#include <utility>

#include "linear_model/stochastic_descent.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

SGDRegressor::SGDRegressor(SGDRegressorOptions options) : options_(std::move(options)) {}
SGDRegressor::SGDRegressor(SGDRegressor&& other) noexcept = default;
SGDRegressor& SGDRegressor::operator=(SGDRegressor&& other) noexcept = default;
SGDRegressor::~SGDRegressor() = default;

SGDRegressor::SGDRegressor(const SGDRegressor& other)
    : LinearPredictor(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<StochasticDescent>(*other.run_) : nullptr),
      nIter_(other.nIter_),
      nSteps_(other.nSteps_),
      diverged_(other.diverged_),
      converged_(other.converged_),
      lossHistory_(other.lossHistory_),
      trajectory_(other.trajectory_) {}

SGDRegressor& SGDRegressor::operator=(const SGDRegressor& other) {
  if (this != &other) *this = SGDRegressor(other);
  return *this;
}

void SGDRegressor::begin(const MatrixView& X, const VectorView& y) {
  *this = SGDRegressor(std::move(options_));
  const auto settings = StochasticDescent::settingsOf(options_, /*forClasses=*/false);
  requireSamples(X, y);
  run_ = std::make_unique<StochasticDescent>(X, y.transpose(), settings);
  coef_ = Vector::Zero(X.cols());
  show();
}

/// What can be read becomes what the run has come to.
void SGDRegressor::show() {
  const double* parameters = run_->parameters(0);
  std::copy_n(parameters, coef_.size(), coef_.begin());
  intercept_ = parameters[coef_.size()];
  nIter_ = run_->nEpochs();
  nSteps_ = run_->nSteps();
  diverged_ = run_->diverged();
  converged_ = run_->converged();
  const auto& losses = run_->lossHistory();
  lossHistory_.insert(lossHistory_.end(), losses.begin() + static_cast<std::ptrdiff_t>(lossHistory_.size()),
                      losses.end());
  const Index width = coef_.size() + 1, before = trajectory_.rows();
  const auto& points = run_->trajectory();
  const auto rows = static_cast<Index>(points.size()) / width;
  if (rows == before) return;
  trajectory_.conservativeResize(rows, width);
  std::copy(points.begin() + before * width, points.end(), trajectory_.data() + before * width);
}

bool SGDRegressor::done() const { return fitted() && (run_ == nullptr || run_->done()); }

void SGDRegressor::step(int n) {
  requireFitted(fitted(), "SGDRegressor");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of steps >= 0, got ", n});
  if (done()) return;
  for (int i = 0; i < n && !run_->done(); ++i) run_->step();
  show();
}

void SGDRegressor::stepEpoch(int n) {
  requireFitted(fitted(), "SGDRegressor");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of epochs >= 0, got ", n});
  if (done()) return;
  const int before = run_->nEpochs();
  while (run_->nEpochs() - before < n && !run_->done()) run_->step();
  show();
}

void SGDRegressor::fit(const MatrixView& X, const VectorView& y) {
  begin(X, y);
  stepEpoch(options_.maxIter);
  run_.reset();
}

std::unique_ptr<Regressor> SGDRegressor::clone() const { return std::make_unique<SGDRegressor>(options_); }

double SGDRegressor::objective(const MatrixView& X, const VectorView& y) const {
  requireFitted(fitted(), "SGDRegressor");
  requireSamples(X, y);
  requireColumns(X, coef_.size());
  const auto settings = StochasticDescent::settingsOf(options_, /*forClasses=*/false);
  Vector parameters(coef_.size() + 1);
  parameters << coef_, intercept_;
  return meanLoss(X, parameters.data(), y.data(), settings.loss, settings.epsilon) +
         penaltyOf(parameters.data(), coef_.size(), settings.l1, settings.l2);
}

void SGDRegressor::checkState() const {
  checkCoefficients();
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
  requireState(nSteps_ >= 0, "nSteps", "a number >= 0", nSteps_);
  requireStateSize("lossHistory", static_cast<Index>(lossHistory_.size()), nIter_);
  requireState(trajectory_.rows() == 0 || trajectory_.cols() == coef_.size() + 1, "trajectory", "d + 1 columns");
}

}  // namespace scrollwork
