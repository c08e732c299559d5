#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/pipeline/transformer_chain.h"

namespace scrollwork {

/// Transformers one after the other, then a classifier; itself a Classifier, so that what the transformers learn comes
/// from the training rows alone, in every re-split and every surface.
///
/// It owns clones: the objects handed in stay as they are, and learn nothing. No transformers are fine.
/// Cost: that of its steps, and a copy of X between them.
class Pipeline final : public Classifier {
 public:
  Pipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers, const Classifier& classifier);
  Pipeline(const Pipeline& other);  ///< Clones: same options, nothing learned.
  Pipeline(Pipeline&&) noexcept = default;
  Pipeline& operator=(const Pipeline& other);
  Pipeline& operator=(Pipeline&&) noexcept = default;
  ~Pipeline() override = default;

  /// Fits and applies each transformer in turn, then fits the classifier on what comes out. Throws what a step throws,
  /// and is then left unfitted.
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// X as the classifier sees it. Throws like predictProba.
  [[nodiscard]] Matrix transform(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nFeaturesIn_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeaturesIn_; }
  [[nodiscard]] int nClasses() const override { return fitted() ? classifier_->nClasses() : 0; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;

  /// The steps, to read what they have learned.
  [[nodiscard]] std::size_t nTransformers() const { return transformers_.size(); }
  [[nodiscard]] const Transformer& transformer(std::size_t index) const {  ///< Throws kBadValue outside 0 .. n - 1.
    return transformers_[index];
  }
  [[nodiscard]] const Classifier& classifier() const { return *classifier_; }

 private:
  friend class StateAccess;
  Pipeline() = default;  // only to be filled from a file
  static void fields(auto& field, auto& self) {
    field("nFeaturesIn", self.nFeaturesIn_);
    field("transformers", self.transformers_.steps());
    field("classifier", self.classifier_);
  }
  void checkState() const;

  TransformerChain transformers_;
  std::unique_ptr<Classifier> classifier_;
  int nFeaturesIn_ = 0;
};

}  // namespace scrollwork
