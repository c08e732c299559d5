#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Transformers one after the other: what stands before the model of a pipeline. It owns them; a copy holds clones,
/// which have the same options and have learned nothing.
class TransformerChain {
 public:
  TransformerChain() = default;
  explicit TransformerChain(const std::vector<std::reference_wrapper<const Transformer>>& transformers);
  TransformerChain(const TransformerChain& other);
  TransformerChain(TransformerChain&&) noexcept = default;
  TransformerChain& operator=(const TransformerChain& other);
  TransformerChain& operator=(TransformerChain&&) noexcept = default;
  ~TransformerChain() = default;

  [[nodiscard]] std::size_t size() const { return steps_.size(); }
  [[nodiscard]] bool empty() const { return steps_.empty(); }
  [[nodiscard]] const Transformer& operator[](std::size_t index) const;  ///< Throws kBadValue outside 0 .. size - 1.

  /// Fits each on what the one before it gives; what the last gives. Throws what a step throws.
  [[nodiscard]] Matrix fitTransform(const MatrixView& X);
  /// X through all of them; a copy of X without any. Throws what a step throws.
  [[nodiscard]] Matrix transform(const MatrixView& X) const;

  /// For reading and writing files.
  [[nodiscard]] std::vector<std::unique_ptr<Transformer>>& steps() { return steps_; }
  [[nodiscard]] const std::vector<std::unique_ptr<Transformer>>& steps() const { return steps_; }
  /// For what was read from a file: throws where a step is missing, or not fitted in a pipeline that is.
  void checkState(bool fitted) const;

 private:
  std::vector<std::unique_ptr<Transformer>> steps_;
};

}  // namespace scrollwork
