#include "scrollwork/pipeline/regressor_pipeline.h"

#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

RegressorPipeline::RegressorPipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers,
                                     const Regressor& regressor)
    : transformers_(transformers), regressor_(regressor.clone()) {}

RegressorPipeline::RegressorPipeline(const RegressorPipeline& other)
    : Regressor(other), transformers_(other.transformers_), regressor_(other.regressor_->clone()) {}

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
    regressor_->fit(transformers_.fitTransform(X), y);
  }
  nFeaturesIn_ = static_cast<int>(X.cols());
}

Matrix RegressorPipeline::transform(const MatrixView& X) const {
  requireFitted(fitted(), "RegressorPipeline");
  requireColumns(X, nFeaturesIn_);
  return transformers_.transform(X);
}

Vector RegressorPipeline::predict(const MatrixView& X) const {
  return transformers_.empty() && fitted() ? regressor_->predict(X) : regressor_->predict(transform(X));
}

std::unique_ptr<Regressor> RegressorPipeline::clone() const { return std::make_unique<RegressorPipeline>(*this); }

void RegressorPipeline::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0", nFeaturesIn_);
  requireState(regressor_ != nullptr, "regressor", "a regressor");
  requireState(!fitted() || regressor_->fitted(), "regressor", "one that is fitted, as the pipeline is");
  transformers_.checkState(fitted());
}

}  // namespace scrollwork
