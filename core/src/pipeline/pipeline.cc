#include "scrollwork/pipeline/pipeline.h"

#include <string>
#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

Pipeline::Pipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers,
                   const Classifier& classifier)
    : transformers_(transformers), classifier_(classifier.clone()) {}

Pipeline::Pipeline(const Pipeline& other)
    : Classifier(other), transformers_(other.transformers_), classifier_(other.classifier_->clone()) {}

Pipeline& Pipeline::operator=(const Pipeline& other) {
  if (this != &other) *this = Pipeline(other);
  return *this;
}

void Pipeline::fit(const MatrixView& X, const LabelView& y) {
  nFeaturesIn_ = 0;
  requireSamples(X, y);
  if (transformers_.empty()) {
    classifier_->fit(X, y);
  } else {
    classifier_->fit(transformers_.fitTransform(X), y);
  }
  nFeaturesIn_ = static_cast<int>(X.cols());
}

Matrix Pipeline::transform(const MatrixView& X) const {
  requireFitted(fitted(), "Pipeline");
  requireColumns(X, nFeaturesIn_);
  return transformers_.transform(X);
}

Matrix Pipeline::predictProba(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? classifier_->predictProba(X) : classifier_->predictProba(transform(X));
}

Labels Pipeline::predict(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? classifier_->predict(X) : classifier_->predict(transform(X));
}

std::unique_ptr<Classifier> Pipeline::clone() const { return std::make_unique<Pipeline>(*this); }

void Pipeline::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0", nFeaturesIn_);
  requireState(classifier_ != nullptr, "classifier", "a classifier");
  requireState(!fitted() || classifier_->fitted(), "classifier", "one that is fitted, as the pipeline is");
  transformers_.checkState(fitted());
}

}  // namespace scrollwork
