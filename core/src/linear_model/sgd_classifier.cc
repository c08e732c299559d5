#include "scrollwork/linear_model/sgd_classifier.h"

#include <algorithm>
#include <utility>

#include "linear_model/logistic_objective.h"
#include "linear_model/stochastic_descent.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

/// A row of n numbers for each score: 1 for its class, -1 for the others.
Matrix targetsOf(const Labels& position, Index nClasses) {
  const Index nScores = nClasses == 2 ? 1 : nClasses;
  Matrix targets(nScores, position.size());
  for (Index k = 0; k < nScores; ++k) {
    const Index own = nScores == 1 ? 1 : k;
    for (Index i = 0; i < position.size(); ++i) targets(k, i) = position[i] == own ? 1.0 : -1.0;
  }
  return targets;
}

}  // namespace

SGDClassifier::SGDClassifier(SGDClassifierOptions options) : options_(std::move(options)) {}
SGDClassifier::SGDClassifier(SGDClassifier&& other) noexcept = default;
SGDClassifier& SGDClassifier::operator=(SGDClassifier&& other) noexcept = default;
SGDClassifier::~SGDClassifier() = default;

SGDClassifier::SGDClassifier(const SGDClassifier& other)
    : Classifier(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<StochasticDescent>(*other.run_) : nullptr),
      coef_(other.coef_),
      intercept_(other.intercept_),
      classes_(other.classes_),
      nClasses_(other.nClasses_),
      nIter_(other.nIter_),
      nSteps_(other.nSteps_),
      diverged_(other.diverged_),
      converged_(other.converged_),
      lossHistory_(other.lossHistory_),
      trajectory_(other.trajectory_) {}

SGDClassifier& SGDClassifier::operator=(const SGDClassifier& other) {
  if (this != &other) *this = SGDClassifier(other);
  return *this;
}

void SGDClassifier::begin(const MatrixView& X, const LabelView& y) {
  *this = SGDClassifier(std::move(options_));
  const auto settings = StochasticDescent::settingsOf(options_, /*forClasses=*/true);
  requireSamples(X, y);
  const ClassIndex index = indexClasses(y);
  Matrix targets = targetsOf(index.position, index.classes.size());
  const Index nScores = targets.rows();
  run_ = std::make_unique<StochasticDescent>(X, std::move(targets), settings);
  classes_ = index.classes;
  nClasses_ = classes_[classes_.size() - 1] + 1;
  coef_ = Matrix::Zero(nScores, X.cols());
  intercept_ = Vector::Zero(nScores);
  show();
}

/// What can be read becomes what the run has come to.
void SGDClassifier::show() {
  for (Index k = 0; k < coef_.rows(); ++k) {
    const double* parameters = run_->parameters(k);
    std::copy_n(parameters, coef_.cols(), coef_.row(k).data());
    intercept_[k] = parameters[coef_.cols()];
  }
  nIter_ = run_->nEpochs();
  nSteps_ = run_->nSteps();
  diverged_ = run_->diverged();
  converged_ = run_->converged();
  const auto& losses = run_->lossHistory();
  lossHistory_.insert(lossHistory_.end(), losses.begin() + static_cast<std::ptrdiff_t>(lossHistory_.size()),
                      losses.end());
  const Index width = coef_.size() + intercept_.size(), before = trajectory_.rows();
  const auto& points = run_->trajectory();
  const auto rows = static_cast<Index>(points.size()) / width;
  if (rows == before) return;
  trajectory_.conservativeResize(rows, width);
  std::copy(points.begin() + before * width, points.end(), trajectory_.data() + before * width);
}

bool SGDClassifier::done() const { return fitted() && (run_ == nullptr || run_->done()); }

void SGDClassifier::step(int n) {
  requireFitted(fitted(), "SGDClassifier");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of steps >= 0, got ", n});
  if (done()) return;
  for (int i = 0; i < n && !run_->done(); ++i) run_->step();
  show();
}

void SGDClassifier::stepEpoch(int n) {
  requireFitted(fitted(), "SGDClassifier");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of epochs >= 0, got ", n});
  if (done()) return;
  const int before = run_->nEpochs();
  while (run_->nEpochs() - before < n && !run_->done()) run_->step();
  show();
}

void SGDClassifier::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  stepEpoch(options_.maxIter);
  run_.reset();
}

std::unique_ptr<Classifier> SGDClassifier::clone() const { return std::make_unique<SGDClassifier>(options_); }

Matrix SGDClassifier::decisionFunction(const MatrixView& X) const {
  requireFitted(fitted(), "SGDClassifier");
  requireColumns(X, coef_.cols());
  return linearScores(X, coef_, intercept_);
}

Matrix SGDClassifier::predictProba(const MatrixView& X) const {
  const Matrix scores = decisionFunction(X);
  const bool logistic = options_.loss == "log_loss", clipped = options_.loss == "modified_huber";
  const auto shareOf = [&](double score) {
    return logistic ? math::expit(score) : std::clamp(0.5 * (score + 1.0), 0.0, 1.0);
  };
  Matrix proba = Matrix::Zero(X.rows(), nClasses_);
  for (Index i = 0; i < X.rows(); ++i) {
    if (scores.cols() == 1) {
      const double p = logistic || clipped ? shareOf(scores(i, 0)) : (scores(i, 0) > 0.0 ? 1.0 : 0.0);
      proba(i, classes_[0]) = 1.0 - p;
      proba(i, classes_[1]) = p;
      continue;
    }
    double sum = 0.0;
    Index best = 0;
    for (Index k = 0; k < scores.cols(); ++k) {
      if (scores(i, k) > scores(i, best)) best = k;
      if (logistic || clipped) sum += proba(i, classes_[k]) = shareOf(scores(i, k));
    }
    if (sum > 0.0) {
      for (Index k = 0; k < scores.cols(); ++k) proba(i, classes_[k]) /= sum;
    } else {
      // Other losses; or every score is so low that its share has vanished, and the best one is all that is left.
      proba(i, classes_[best]) = 1.0;
    }
  }
  return proba;
}

Labels SGDClassifier::predict(const MatrixView& X) const { return labelsFromProbabilities(predictProba(X)); }

double SGDClassifier::objective(const MatrixView& X, const LabelView& y) const {
  requireFitted(fitted(), "SGDClassifier");
  requireSamples(X, y);
  requireColumns(X, coef_.cols());
  const auto settings = StochasticDescent::settingsOf(options_, /*forClasses=*/true);
  Labels position(y.size());
  for (Index i = 0; i < y.size(); ++i) {
    const auto found = std::find(classes_.begin(), classes_.end(), y[i]);
    if (found == classes_.end())
      fail(ErrorCode::kBadValue, {"y: expected labels as in fit, got ", y[i], " in row ", i});
    position[i] = static_cast<int>(found - classes_.begin());
  }
  const Matrix targets = targetsOf(position, classes_.size());
  double sum = 0.0;
  Vector parameters(coef_.cols() + 1);
  for (Index k = 0; k < coef_.rows(); ++k) {
    parameters << coef_.row(k).transpose(), intercept_[k];
    sum += meanLoss(X, parameters.data(), targets.row(k).data(), settings.loss, settings.epsilon) +
           penaltyOf(parameters.data(), coef_.cols(), settings.l1, settings.l2);
  }
  return sum;
}

void SGDClassifier::checkState() const {
  requireLinearState(coef_, intercept_, classes_, nClasses_);
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
  requireState(nSteps_ >= 0, "nSteps", "a number >= 0", nSteps_);
  requireStateSize("lossHistory", static_cast<Index>(lossHistory_.size()), nIter_);
  requireState(trajectory_.rows() == 0 || trajectory_.cols() == coef_.size() + intercept_.size(), "trajectory",
               "d + 1 columns for each score");
}

}  // namespace scrollwork
