#include "scrollwork/naive_bayes/gaussian_nb.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr double kLog2Pi = 1.8378770664093454836;
constexpr double kNoVariance = 1e-290;

void requireOptions(const GaussianNBOptions& options) {
  requireRange("varSmoothing", options.varSmoothing, 0.0, 1e6);
  double sum = 0;
  for (const double prior : options.priors) {
    requireRange("priors", prior, 0.0, 1.0);
    sum += prior;
  }
  if (!options.priors.empty() && !(std::fabs(sum - 1) <= 1e-8)) {
    fail(ErrorCode::kBadValue, {"priors: expected numbers that sum to 1, got a sum of ", sum});
  }
}

}  // namespace

void GaussianNB::fit(const MatrixView& X, const LabelView& y) {
  *this = GaussianNB(std::move(options_));
  requireOptions(options_);
  requireSamples(X, y);
  const Index n = X.rows(), d = X.cols();
  const int nLabels = y.maxCoeff() + 1;
  Labels count = Labels::Zero(nLabels);
  for (const int label : y) ++count[label];
  Labels position(nLabels);  // of a label among those that occur
  int k = 0;
  for (int label = 0; label < nLabels; ++label) position[label] = count[label] > 0 ? k++ : -1;
  if (!options_.priors.empty() && options_.priors.size() != static_cast<std::size_t>(k)) {
    fail(ErrorCode::kBadShape,
         {"priors: expected one number for each of ", k, " labels that occur, got ", options_.priors.size()});
  }

  Matrix theta = Matrix::Zero(k, d), var = Matrix::Zero(k, d);
  Vector mean = Vector::Zero(d), spread = Vector::Zero(d);
  for (Index i = 0; i < n; ++i) {
    const int c = position[y[i]];
    for (Index j = 0; j < d; ++j) theta(c, j) += X(i, j);
  }
  for (int label = 0; label < nLabels; ++label) {
    if (count[label] == 0) continue;
    for (Index j = 0; j < d; ++j) {
      mean[j] += theta(position[label], j) / static_cast<double>(n);
      theta(position[label], j) /= count[label];
    }
  }
  for (Index i = 0; i < n; ++i) {
    const int c = position[y[i]];
    for (Index j = 0; j < d; ++j) {
      const double within = X(i, j) - theta(c, j);
      const double overall = X(i, j) - mean[j];
      var(c, j) += within * within;
      spread[j] += overall * overall;
    }
  }
  double largest = 0;
  for (Index j = 0; j < d; ++j) {
    if (!std::isfinite(spread[j])) {
      fail(ErrorCode::kBadValue, {"X: expected deviations below 1e154, got larger ones in column ", j});
    }
    largest = std::max(largest, spread[j] / static_cast<double>(n));
  }
  const double epsilon = options_.varSmoothing * largest;
  Vector prior(k);
  Labels classes(k), classCount(k);
  for (int label = 0; label < nLabels; ++label) {
    const int c = position[label];
    if (c < 0) continue;
    classes[c] = label;
    classCount[c] = count[label];
    prior[c] = options_.priors.empty() ? static_cast<double>(count[label]) / static_cast<double>(n)
                                       : options_.priors[static_cast<std::size_t>(c)];
    for (Index j = 0; j < d; ++j) {
      const double smoothed = var(c, j) / count[label] + epsilon;
      if (!std::isfinite(smoothed)) {
        fail(ErrorCode::kBadValue, {"X: expected smoothed variances below 1e308, got ", smoothed, " in column ", j});
      }
      var(c, j) = smoothed >= kNoVariance ? smoothed : 1.0;
    }
  }
  theta_ = std::move(theta);
  var_ = std::move(var);
  classPrior_ = std::move(prior);
  classCount_ = std::move(classCount);
  classes_ = std::move(classes);
  epsilon_ = epsilon;
  nClasses_ = nLabels;
}

Matrix GaussianNB::predictJointLogProba(const MatrixView& X) const {
  requireFitted(fitted(), "GaussianNB");
  requireColumns(X, theta_.cols());
  const Index n = X.rows(), d = theta_.cols(), k = theta_.rows();
  Vector constant(k);
  Matrix weight(k, d);  // 1 / (2 var)
  for (Index c = 0; c < k; ++c) {
    double sum = 0;
    for (Index j = 0; j < d; ++j) {
      sum += kLog2Pi + math::log(var_(c, j));
      weight(c, j) = 0.5 / var_(c, j);
    }
    constant[c] = math::log(classPrior_[c]) - 0.5 * sum;  // -inf for a prior of 0
  }
  Matrix joint(n, k);
  for (Index i = 0; i < n; ++i) {
    const double* const x = X.row(i).data();
    bool reachable = false;
    for (Index c = 0; c < k; ++c) {
      const double* const centre = theta_.row(c).data();
      const double* const w = weight.row(c).data();
      double distance = 0;
      for (Index j = 0; j < d; ++j) distance += (x[j] - centre[j]) * (x[j] - centre[j]) * w[j];
      joint(i, c) = constant[c] - distance;
      reachable |= std::isfinite(joint(i, c));
    }
    if (!reachable) {
      fail(ErrorCode::kBadValue, {"X: expected rows within 1e150 standard deviations of a class, got row ", i});
    }
  }
  return joint;
}

Matrix GaussianNB::predictProba(const MatrixView& X) const {
  const Matrix joint = predictJointLogProba(X);
  const Index k = joint.cols();
  Matrix out = Matrix::Zero(joint.rows(), nClasses_);
  for (Index i = 0; i < joint.rows(); ++i) {
    const double* const scores = joint.row(i).data();
    const double highest = *std::max_element(scores, scores + k);
    double* const row = out.row(i).data();
    double sum = 0;
    for (Index c = 0; c < k; ++c) sum += row[classes_[c]] = math::exp(scores[c] - highest);
    for (Index c = 0; c < k; ++c) row[classes_[c]] /= sum;
  }
  return out;
}

Labels GaussianNB::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    const double* const row = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + nClasses_) - row);
  }
  return labels;
}

std::unique_ptr<Classifier> GaussianNB::clone() const { return std::make_unique<GaussianNB>(options_); }

void GaussianNB::checkState() const {
  requireOptions(options_);
  const Index k = theta_.rows(), d = theta_.cols();
  if (k == 0 && d == 0 && nClasses_ == 0) return;  // unfitted
  requireState(k > 0 && d > 0 && theta_.allFinite(), "theta", "finite numbers, k x d");
  requireState(var_.rows() == k && var_.cols() == d && var_.allFinite() && var_.minCoeff() >= kNoVariance, "var",
               "positive numbers, as many as in theta");
  requireState(classPrior_.size() == k && classPrior_.allFinite() && classPrior_.minCoeff() >= 0 &&
                   classPrior_.maxCoeff() > 0 && classPrior_.maxCoeff() <= 1,
               "classPrior", "a probability for each class");
  requireState(classCount_.size() == k && classCount_.minCoeff() > 0, "classCount", "a count for each class");
  requireState(classes_.size() == k && classes_[0] >= 0 && classes_[k - 1] == nClasses_ - 1 &&
                   nClasses_ <= kMaxClasses &&
                   std::adjacent_find(classes_.begin(), classes_.end(), std::greater_equal<>()) == classes_.end(),
               "classes", "ascending labels below nClasses");
}

}  // namespace scrollwork
