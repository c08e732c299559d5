#include "scrollwork/pipeline/transformer_chain.h"

#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"

namespace scrollwork {

TransformerChain::TransformerChain(const std::vector<std::reference_wrapper<const Transformer>>& transformers) {
  steps_.reserve(transformers.size());
  for (const Transformer& transformer : transformers) steps_.push_back(transformer.clone());
}

TransformerChain::TransformerChain(const TransformerChain& other) {
  steps_.reserve(other.steps_.size());
  for (const auto& step : other.steps_) steps_.push_back(step->clone());
}

TransformerChain& TransformerChain::operator=(const TransformerChain& other) {
  if (this != &other) *this = TransformerChain(other);
  return *this;
}

const Transformer& TransformerChain::operator[](std::size_t index) const {
  if (index >= steps_.size()) {
    fail(ErrorCode::kBadValue, {"transformer: expected an index below ", steps_.size(), ", got ", index});
  }
  return *steps_[index];
}

Matrix TransformerChain::fitTransform(const MatrixView& X) {
  if (empty()) return X;
  steps_.front()->fit(X);
  Matrix transformed = steps_.front()->transform(X);
  for (std::size_t i = 1; i < steps_.size(); ++i) {
    steps_[i]->fit(transformed);
    transformed = steps_[i]->transform(transformed);
  }
  return transformed;
}

Matrix TransformerChain::transform(const MatrixView& X) const {
  if (empty()) return X;
  Matrix transformed = steps_.front()->transform(X);
  for (std::size_t i = 1; i < steps_.size(); ++i) transformed = steps_[i]->transform(transformed);
  return transformed;
}

void TransformerChain::checkState(bool fitted) const {
  for (const auto& step : steps_) {
    requireState(step != nullptr, "transformers", "transformers");
    requireState(!fitted || step->fitted(), "transformers", "fitted ones, as the pipeline is");
  }
}

}  // namespace scrollwork
