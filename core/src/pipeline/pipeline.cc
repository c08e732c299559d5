#include "scrollwork/pipeline/pipeline.h"

#include <string>
#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

Pipeline::Pipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers,
                   const Classifier& classifier)
    : classifier_(classifier.clone()) {
  transformers_.reserve(transformers.size());
  for (const Transformer& transformer : transformers) transformers_.push_back(transformer.clone());
}

Pipeline::Pipeline(const Pipeline& other) : Classifier(other), classifier_(other.classifier_->clone()) {
  transformers_.reserve(other.transformers_.size());
  for (const auto& transformer : other.transformers_) transformers_.push_back(transformer->clone());
}

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
    Matrix transformed;
    for (std::size_t i = 0; i < transformers_.size(); ++i) {
      const MatrixView input = i == 0 ? X : MatrixView(transformed);
      transformers_[i]->fit(input);
      Matrix output = transformers_[i]->transform(input);
      transformed = std::move(output);
    }
    classifier_->fit(transformed, y);
  }
  nFeaturesIn_ = static_cast<int>(X.cols());
}

Matrix Pipeline::transform(const MatrixView& X) const {
  requireFitted(fitted(), "Pipeline");
  requireColumns(X, nFeaturesIn_);
  if (transformers_.empty()) return X;
  Matrix transformed = transformers_.front()->transform(X);
  for (std::size_t i = 1; i < transformers_.size(); ++i) transformed = transformers_[i]->transform(transformed);
  return transformed;
}

Matrix Pipeline::predictProba(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? classifier_->predictProba(X) : classifier_->predictProba(transform(X));
}

Labels Pipeline::predict(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? classifier_->predict(X) : classifier_->predict(transform(X));
}

std::unique_ptr<Classifier> Pipeline::clone() const { return std::make_unique<Pipeline>(*this); }

const Transformer& Pipeline::transformer(std::size_t index) const {
  if (index >= transformers_.size()) {
    fail(ErrorCode::kBadValue, {"transformer: expected an index below ", transformers_.size(), ", got ", index});
  }
  return *transformers_[index];
}

void Pipeline::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0");
  requireState(classifier_ != nullptr, "classifier", "a classifier");
  requireState(!fitted() || classifier_->fitted(), "classifier", "one that is fitted, as the pipeline is");
  for (const auto& transformer : transformers_) {
    requireState(transformer != nullptr, "transformers", "transformers");
    requireState(!fitted() || transformer->fitted(), "transformers", "fitted ones, as the pipeline is");
  }
}

}  // namespace scrollwork
