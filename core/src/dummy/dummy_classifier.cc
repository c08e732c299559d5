#include "scrollwork/dummy/dummy_classifier.h"

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

/// Eigen leaves open which of several largest entries it finds; here it is the first.
Index mostFrequent(const Vector& classPrior) {
  Index best = 0;
  for (Index c = 1; c < classPrior.size(); ++c) {
    if (classPrior[c] > classPrior[best]) best = c;
  }
  return best;
}

void requireOptions(const DummyClassifierOptions& options) {
  if (options.strategy != "prior" && options.strategy != "most_frequent") {
    fail(ErrorCode::kBadValue, {"strategy: expected \"prior\" or \"most_frequent\", got \"", options.strategy, "\""});
  }
}

}  // namespace

void DummyClassifier::fit(const MatrixView& X, const LabelView& y) {
  *this = DummyClassifier(std::move(options_));
  requireOptions(options_);
  if (X.cols() > 0) requireSamples(X);
  requireLabels(y, X.rows());
  Vector prior = Vector::Zero(y.maxCoeff() + 1);
  for (Index i = 0; i < y.size(); ++i) prior[y[i]] += 1.0;
  for (double& frequency : prior) frequency /= static_cast<double>(y.size());
  classPrior_ = std::move(prior);
  nFeaturesIn_ = static_cast<int>(X.cols());
}

Matrix DummyClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "DummyClassifier");
  requireColumns(X, nFeaturesIn_);
  Vector row = classPrior_;
  if (options_.strategy == "most_frequent") row = Vector::Unit(row.size(), mostFrequent(classPrior_));
  return row.transpose().replicate(X.rows(), 1);
}

Labels DummyClassifier::predict(const MatrixView& X) const {
  requireFitted(fitted(), "DummyClassifier");
  requireColumns(X, nFeaturesIn_);
  return Labels::Constant(X.rows(), static_cast<int>(mostFrequent(classPrior_)));
}

std::unique_ptr<Classifier> DummyClassifier::clone() const { return std::make_unique<DummyClassifier>(options_); }

void DummyClassifier::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0", nFeaturesIn_);
  if (!fitted()) return;
  requireOptions(options_);
  requireState(classPrior_.size() <= kMaxClasses, "classPrior", "1024 classes at most", classPrior_.size());
  double sum = 0;
  for (const double frequency : classPrior_) {
    requireState(frequency >= 0 && frequency <= 1, "classPrior", "frequencies in [0, 1]", frequency);
    sum += frequency;
  }
  requireState(sum > 1 - 1e-9 && sum < 1 + 1e-9, "classPrior", "frequencies that sum to 1", sum);
}

}  // namespace scrollwork
