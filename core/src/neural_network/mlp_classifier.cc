#include "scrollwork/neural_network/mlp_classifier.h"

#include <utility>

#include "linear_model/logistic_objective.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

MLPClassifier::MLPClassifier(MLPOptions options) : MultilayerPerceptron(Task::kClassification, std::move(options)) {}

void MLPClassifier::begin(const MatrixView& X, const LabelView& y) {
  forget();
  classes_.resize(0);
  nClasses_ = 0;
  requireSamples(X, y);
  ClassIndex index = indexClasses(y);
  const auto k = static_cast<int>(index.classes.size());
  std::vector<float> targets(static_cast<std::size_t>(y.size()));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i] = static_cast<float>(index.position[static_cast<Eigen::Index>(i)]);
  }
  beginTraining(X, targets, k == 2 ? 1 : k);
  classes_ = std::move(index.classes);
  nClasses_ = classes_[k - 1] + 1;
}

void MLPClassifier::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  trainToEnd();
}

Matrix MLPClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "MLPClassifier");
  const FloatMatrix a = activations(X, nLayers() - 1);
  Matrix proba(X.rows(), nClasses_);
  if (nClasses_ > 2 || classes_.size() > 2) proba.setZero();
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    if (a.cols() == 1) {
      const auto p = static_cast<double>(a(i, 0));
      proba(i, classes_[0]) = 1.0 - p;
      proba(i, classes_[1]) = p;
      continue;
    }
    // Floats that sum to 1 up to float's rounding; rows shall sum to 1 in double.
    double sum = 0.0;
    for (Eigen::Index c = 0; c < a.cols(); ++c) sum += static_cast<double>(a(i, c));
    for (Eigen::Index c = 0; c < a.cols(); ++c) proba(i, classes_[c]) = static_cast<double>(a(i, c)) / sum;
  }
  return proba;
}

Labels MLPClassifier::predict(const MatrixView& X) const { return labelsFromProbabilities(predictProba(X)); }

std::unique_ptr<Classifier> MLPClassifier::clone() const { return std::make_unique<MLPClassifier>(options_); }

void MLPClassifier::checkState() const {
  checkNetworkState();
  requireStateClasses(classes_, nClasses_);
  requireState((classes_.size() > 0) == fitted(), "classes", "labels where there are layers");
  if (fitted()) requireStateSize("layers: outputs", nOutputs(), classes_.size() == 2 ? 1 : classes_.size());
}

}  // namespace scrollwork
