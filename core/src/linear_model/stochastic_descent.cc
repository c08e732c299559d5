// Bottou, "Stochastic gradient descent tricks" (2012), as scikit-learn has it: the schedules "optimal" and
// "invscaling", the rule by which it ends, and the bound on a slope are those of its SGDClassifier and SGDRegressor, so
// that one row at a time, unshuffled and with plain steps the paths are the same.

#include "linear_model/stochastic_descent.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "linear_model/vector_loops.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

/// Row by row no slope is steeper, as in scikit-learn: "optimal" begins with steps so long that losses which grow like
/// a square need it. A batch has the true gradient.
constexpr double kMaxSlope = 1e12;

using Index = Eigen::Index;
using vector_loops::addScaled;
using vector_loops::dot;

}  // namespace

double meanLoss(const MatrixView& X, const double* parameters, const double* targets, Loss loss, double epsilon) {
  const Index d = X.cols();
  double sum = 0.0;
  for (Index i = 0; i < X.rows(); ++i) {
    sum += lossOf(loss, parameters[d] + dot(X.row(i).data(), parameters, d), targets[i], epsilon);
  }
  return sum / static_cast<double>(X.rows());
}

PenaltyWeights penaltyWeights(const std::string& penalty, double alpha, double l1Ratio) {
  requireNotNegative("alpha", alpha);
  requireRange("l1Ratio", l1Ratio, 0.0, 1.0);
  if (penalty == "l2") return {0.0, alpha};
  if (penalty == "l1") return {alpha, 0.0};
  if (penalty == "elasticnet") return {alpha * l1Ratio, alpha * (1.0 - l1Ratio)};
  if (penalty == "none") return {};
  fail(ErrorCode::kBadValue, {R"(penalty: expected "l2", "l1", "elasticnet" or "none", got ")", penalty, "\""});
}

double penaltyOf(const double* w, Index d, double l1, double l2) {
  double sum = 0.0;
  for (Index j = 0; j < d; ++j) sum += l1 * std::fabs(w[j]) + 0.5 * l2 * w[j] * w[j];
  return sum;
}

void StochasticDescent::check(Settings& settings, const std::string& penalty, double l1Ratio,
                              const std::string& learningRate, const std::string& optimizer,
                              const std::string& trajectory) {
  const PenaltyWeights weights = penaltyWeights(penalty, settings.alpha, l1Ratio);
  settings.l1 = weights.l1;
  settings.l2 = weights.l2;
  requireRange("maxIter", settings.maxIter, 1, 1000000);
  if (!std::isfinite(settings.tol)) fail(ErrorCode::kBadValue, {"tol: expected a finite number, got ", settings.tol});
  requireRange("nIterNoChange", settings.nIterNoChange, 1, 1000000);
  requireNotNegative("epsilon", settings.epsilon);
  requireNotNegative("powerT", settings.powerT);
  requireRange("batchSize", settings.batchSize, 0, std::numeric_limits<int>::max());
  if (learningRate == "optimal") {
    settings.schedule = Schedule::kOptimal;
    if (settings.alpha == 0.0) {
      fail(ErrorCode::kBadValue, {"alpha: expected a number > 0 with learningRate \"optimal\", got 0"});
    }
  } else if (learningRate == "constant") {
    settings.schedule = Schedule::kConstant;
  } else if (learningRate == "invscaling") {
    settings.schedule = Schedule::kInvscaling;
  } else if (learningRate == "adaptive") {
    settings.schedule = Schedule::kAdaptive;
  } else {
    fail(ErrorCode::kBadValue,
         {R"(learningRate: expected "constant", "optimal", "invscaling" or "adaptive", got ")", learningRate, "\""});
  }
  if (settings.schedule == Schedule::kOptimal) {
    requireNotNegative("eta0", settings.eta0);
  } else {
    requirePositive("eta0", settings.eta0);
  }
  settings.optimizer.rule = updateRuleNamed(optimizer);
  requireOptimizerSettings(settings.optimizer);
  if (trajectory == "none") {
    settings.recording = Recording::kNone;
  } else if (trajectory == "epoch") {
    settings.recording = Recording::kEpoch;
  } else if (trajectory == "batch") {
    settings.recording = Recording::kBatch;
  } else {
    fail(ErrorCode::kBadValue, {R"(trajectory: expected "none", "epoch" or "batch", got ")", trajectory, "\""});
  }
}

StochasticDescent::StochasticDescent(const MatrixView& X, Matrix targets, const Settings& settings)
    : settings_(settings),
      X_(X),
      targets_(std::move(targets)),
      batchSize_(settings.batchSize == 0 ? static_cast<int>(X.rows())
                                         : std::min(settings.batchSize, static_cast<int>(X.rows()))),
      theta_(Matrix::Zero(targets_.rows(), X.cols() + 1)),
      gradient_(static_cast<std::size_t>(X.cols()) + 1),
      next_(gradient_.size()),
      order_(X.rows()) {
  if (settings.l1 > 0.0) {
    l1_.assign(gradient_.size(), settings.l1);
    l1_.back() = 0.0;
  }
  const Problem fresh{.rule = Optimizer<double>(settings.optimizer, gradient_.size()),
                      .bestLoss = std::numeric_limits<double>::infinity(),
                      .rate = settings.eta0};
  problems_.assign(static_cast<std::size_t>(targets_.rows()), fresh);
  if (settings.schedule == Schedule::kOptimal) {
    const double typical = std::sqrt(1.0 / std::sqrt(settings.alpha));
    const double first = typical / std::max(1.0, lossSlope(settings.loss, -typical, 1.0, settings.epsilon));
    optimalInit_ = 1.0 / (first * settings.alpha);
  }
  std::iota(order_.begin(), order_.end(), 0);
  if (settings_.recording != Recording::kNone) record();
}

double StochasticDescent::rate(const Problem& problem) const {
  const double t = nSteps_ + 1.0;
  switch (settings_.schedule) {
    case Schedule::kConstant:
    case Schedule::kAdaptive:
      return problem.rate;
    case Schedule::kOptimal:
      return 1.0 / (settings_.alpha * (optimalInit_ + t - 1.0));
    case Schedule::kInvscaling:
      return settings_.eta0 / math::pow(t, settings_.powerT);
  }
  return 0.0;
}

void StochasticDescent::step() {
  if (finished_) return;
  const Index d = X_.cols();
  const int n = static_cast<int>(X_.rows());
  if (position_ == 0 && settings_.shuffle && batchSize_ < n) {
    order_ = Rng(settings_.seed).stream(static_cast<std::uint64_t>(nEpochs_)).permutation(n);
  }
  const int size = std::min(batchSize_, n - position_);
  for (std::size_t k = 0; k < problems_.size(); ++k) {
    Problem& problem = problems_[k];
    if (!problem.active) continue;
    double* theta = theta_.row(static_cast<Index>(k)).data();
    const double* y = targets_.row(static_cast<Index>(k)).data();
    std::fill(gradient_.begin(), gradient_.end(), 0.0);
    double loss = 0.0;
    for (int i = position_; i < position_ + size; ++i) {
      const double* x = X_.row(order_[i]).data();
      const double p = theta[d] + dot(x, theta, d);
      const double target = y[order_[i]];
      loss += lossOf(settings_.loss, p, target, settings_.epsilon);
      double slope = lossSlope(settings_.loss, p, target, settings_.epsilon);
      if (batchSize_ == 1) slope = std::clamp(slope, -kMaxSlope, kMaxSlope);
      if (slope == 0.0) continue;
      addScaled(gradient_.data(), slope, x, d);
      gradient_[static_cast<std::size_t>(d)] += slope;
    }
    const double share = 1.0 / size;
    for (Index j = 0; j < d; ++j) {
      double& g = gradient_[static_cast<std::size_t>(j)];
      g = g * share + settings_.l2 * theta[j];
    }
    double& intercept = gradient_[static_cast<std::size_t>(d)];
    intercept = settings_.fitIntercept ? intercept * share : 0.0;
    std::copy_n(theta, d + 1, next_.begin());
    problem.rule.update(next_, gradient_, rate(problem), l1_);
    double magnitude = loss;
    for (const double value : next_) magnitude += std::fabs(value);
    if (!std::isfinite(magnitude)) {
      diverged_ = finished_ = true;
      return;
    }
    std::copy_n(next_.begin(), d + 1, theta);
    problem.epochLoss += loss;
  }
  ++nSteps_;
  position_ += size;
  if (settings_.recording == Recording::kBatch) record();
  if (position_ == n) endEpoch();
}

void StochasticDescent::endEpoch() {
  const double n = static_cast<double>(X_.rows());
  position_ = 0;
  ++nEpochs_;
  double sum = 0.0;
  bool anyActive = false;
  for (Problem& problem : problems_) {
    sum += problem.epochLoss / n;  // of a problem that has ended: its last one
    if (!problem.active) continue;
    if (settings_.tol >= 0.0 && problem.epochLoss > problem.bestLoss - settings_.tol * n) {
      ++problem.epochsWithoutGain;
    } else {
      problem.epochsWithoutGain = 0;
    }
    problem.bestLoss = std::min(problem.bestLoss, problem.epochLoss);
    if (problem.epochsWithoutGain >= settings_.nIterNoChange) {
      if (settings_.schedule == Schedule::kAdaptive && problem.rate > 1e-6) {
        problem.rate /= 5.0;
        problem.epochsWithoutGain = 0;
      } else {
        problem.active = false;
      }
    }
    if (problem.active) problem.epochLoss = 0.0;
    anyActive = anyActive || problem.active;
  }
  lossHistory_.push_back(sum);
  if (settings_.recording == Recording::kEpoch) record();
  converged_ = !anyActive;
  finished_ = converged_ || nEpochs_ >= settings_.maxIter;
}

void StochasticDescent::record() {
  const auto size = static_cast<std::size_t>(theta_.size());
  if (trajectory_.size() + size > kMaxTrajectory) return;
  trajectory_.insert(trajectory_.end(), theta_.data(), theta_.data() + size);
}

}  // namespace scrollwork
