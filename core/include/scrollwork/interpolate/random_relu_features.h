#pragma once

#include <cstdint>
#include <memory>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct RandomReluFeaturesOptions {
  int nComponents = 100;   ///< [1, 100000] ramps.
  double biasRange = 1.0;  ///< >= 0: the farthest from the origin that a kink may be, in units of X.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "RandomReluFeatures";
  static void fields(auto& field, auto& o) {
    field("nComponents", o.nComponents);
    field("biasRange", o.biasRange);
    field("seed", o.seed);
  }
};

/// Ramps of random direction and place, the hidden layer of a network that is never trained (Belkin, Hsu, Ma & Mandal,
/// Reconciling modern machine-learning practice and the classical bias-variance trade-off, 2019): with D = nComponents,
///
///     z_j(x) = max(0, w_j . x + b_j) / sqrt(D),  w_j uniform on the unit sphere (in one dimension -1 or 1),
///     b_j uniform in [-biasRange, biasRange).
///
/// Ramp j has its kink at distance |b_j| from the origin, so X should be scaled to that range. It is drawn from
/// (seed, j) alone: the first columns of a larger set are those of a smaller one, but for the common factor.
/// Cost: fit O(d D), transform O(n d D).
class RandomReluFeatures final : public Transformer {
 public:
  explicit RandomReluFeatures(RandomReluFeaturesOptions options = {}) : options_(options) {}

  /// Draws the ramps for the d columns of X (n x d, finite, n >= 1, d >= 1; the numbers do not matter). Throws Error:
  /// kBadShape, kBadValue (NaN, option out of range), and is then left unfitted.
  void fit(const MatrixView& X) override;
  /// n x nComponents. Throws kNotFitted; kBadShape when X has another width than in fit; kBadValue (NaN, an overflow).
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return weights_.rows() > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const RandomReluFeaturesOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return static_cast<int>(weights_.cols()); }      ///< 0 when unfitted.
  [[nodiscard]] int nOutputFeatures() const { return static_cast<int>(weights_.rows()); }  ///< 0 when unfitted.
  [[nodiscard]] const Matrix& weights() const { return weights_; }  ///< D x d: w_j, each of length 1.
  [[nodiscard]] const Vector& offsets() const { return offsets_; }  ///< D numbers b_j.

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("weights", self.weights_);
    field("offsets", self.offsets_);
  }
  void checkState() const;

  RandomReluFeaturesOptions options_;
  Matrix weights_;
  Vector offsets_;
};

}  // namespace scrollwork
