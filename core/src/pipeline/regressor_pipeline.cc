#include "scrollwork/pipeline/regressor_pipeline.h"

#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

RegressorPipeline::RegressorPipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers,
                                     const Regressor& regressor)
    : regressor_(regressor.clone()) {
  transformers_.reserve(transformers.size());
  for (const Transformer& transformer : transformers) transformers_.push_back(transformer.clone());
}

RegressorPipeline::RegressorPipeline(const RegressorPipeline& other)
    : Regressor(other), regressor_(other.regressor_->clone()) {
  transformers_.reserve(other.transformers_.size());
  for (const auto& transformer : other.transformers_) transformers_.push_back(transformer->clone());
}

RegressorPipeline& RegressorPipeline::operator=(const RegressorPipeline& other) {
  if (this != &other) *this = RegressorPipeline(other);
  return *this;
}

void RegressorPipeline::fit(const MatrixView& X, const VectorView& y) {
  nFeaturesIn_ = 0;
  requireSamples(X, y);
  if (transformers_.empty()) {
    regressor_->fit(X, y);
  } else {
    Matrix transformed;
    for (std::size_t i = 0; i < transformers_.size(); ++i) {
      const MatrixView input = i == 0 ? X : MatrixView(transformed);
      transformers_[i]->fit(input);
      Matrix output = transformers_[i]->transform(input);
      transformed = std::move(output);
    }
    regressor_->fit(transformed, y);
  }
  nFeaturesIn_ = static_cast<int>(X.cols());
}

Matrix RegressorPipeline::transform(const MatrixView& X) const {
  requireFitted(fitted(), "RegressorPipeline");
  requireColumns(X, nFeaturesIn_);
  if (transformers_.empty()) return X;
  Matrix transformed = transformers_.front()->transform(X);
  for (std::size_t i = 1; i < transformers_.size(); ++i) transformed = transformers_[i]->transform(transformed);
  return transformed;
}

Vector RegressorPipeline::predict(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? regressor_->predict(X) : regressor_->predict(transform(X));
}

std::unique_ptr<Regressor> RegressorPipeline::clone() const { return std::make_unique<RegressorPipeline>(*this); }

const Transformer& RegressorPipeline::transformer(std::size_t index) const {
  if (index >= transformers_.size()) {
    fail(ErrorCode::kBadValue, {"transformer: expected an index below ", transformers_.size(), ", got ", index});
  }
  return *transformers_[index];
}

void RegressorPipeline::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0");
  requireState(regressor_ != nullptr, "regressor", "a regressor");
  requireState(!fitted() || regressor_->fitted(), "regressor", "one that is fitted, as the pipeline is");
  for (const auto& transformer : transformers_) {
    requireState(transformer != nullptr, "transformers", "transformers");
    requireState(!fitted() || transformer->fitted(), "transformers", "fitted ones, as the pipeline is");
  }
}

}  // namespace scrollwork
