#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/pipeline/transformer_chain.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

/// Transformers one after the other, then a regressor; itself a Regressor: what Pipeline is for classifiers, and
/// scikit-learn's one Pipeline for both. (They are two here because what they learn from and what they answer have
/// different types, labels and numbers, and each is handed on as what it is.)
///
/// It owns clones: the objects handed in stay as they are, and learn nothing. No transformers are fine.
/// Cost: that of its steps, and a copy of X between them.
class RegressorPipeline final : public Regressor {
 public:
  RegressorPipeline(const std::vector<std::reference_wrapper<const Transformer>>& transformers,
                    const Regressor& regressor);
  RegressorPipeline(const RegressorPipeline& other);  ///< Clones: same options, nothing learned.
  RegressorPipeline(RegressorPipeline&&) noexcept = default;
  RegressorPipeline& operator=(const RegressorPipeline& other);
  RegressorPipeline& operator=(RegressorPipeline&&) noexcept = default;
  ~RegressorPipeline() override = default;

  /// Fits and applies each transformer in turn, then fits the regressor on what comes out. Throws what a step throws,
  /// and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// X as the regressor sees it. Throws like predict.
  [[nodiscard]] Matrix transform(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nFeaturesIn_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeaturesIn_; }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;

  /// The steps, to read what they have learned.
  [[nodiscard]] std::size_t nTransformers() const { return transformers_.size(); }
  [[nodiscard]] const Transformer& transformer(std::size_t index) const {  ///< Throws kBadValue outside 0 .. n - 1.
    return transformers_[index];
  }
  [[nodiscard]] const Regressor& regressor() const { return *regressor_; }

 private:
  friend class StateAccess;
  RegressorPipeline() = default;  // only to be filled from a file
  static void fields(auto& field, auto& self) {
    field("nFeaturesIn", self.nFeaturesIn_);
    field("transformers", self.transformers_.steps());
    field("regressor", self.regressor_);
  }
  void checkState() const;

  TransformerChain transformers_;
  std::unique_ptr<Regressor> regressor_;
  int nFeaturesIn_ = 0;
};

}  // namespace scrollwork
