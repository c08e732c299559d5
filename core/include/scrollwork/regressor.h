#pragma once

#include <memory>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// What every regressor can do, so that curves, cross-validation and pipelines take any of them.
class Regressor {
 public:
  virtual ~Regressor() = default;

  /// Learns from X (n x d, finite, n >= 1) and y (n finite numbers); forgets what was learned before.
  /// Throws Error (kBadShape, kBadValue) and is then left unfitted.
  virtual void fit(const MatrixView& X, const VectorView& y) = 0;
  /// n numbers. Throws kNotFitted, or kBadShape when X has another width than in fit.
  [[nodiscard]] virtual Vector predict(const MatrixView& X) const = 0;

  [[nodiscard]] virtual bool fitted() const = 0;
  [[nodiscard]] virtual int nFeaturesIn() const = 0;  ///< d of the last fit; 0 when unfitted.
  /// A new regressor with the same options that has learned nothing (scikit-learn's `clone`).
  [[nodiscard]] virtual std::unique_ptr<Regressor> clone() const = 0;

 protected:
  Regressor() = default;
  Regressor(const Regressor&) = default;
  Regressor& operator=(const Regressor&) = default;
};

}  // namespace scrollwork
