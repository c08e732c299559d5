#pragma once

#include <cstdint>
#include <memory>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct RandomFourierFeaturesOptions {
  double gamma = 1.0;     ///< > 0, of the kernel: 1 / (2 width^2), in units of 1 / X^2.
  int nComponents = 100;  ///< [1, 100000] waves.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "RandomFourierFeatures";
  static void fields(auto& field, auto& o) {
    field("gamma", o.gamma);
    field("nComponents", o.nComponents);
    field("seed", o.seed);
  }
};

/// Waves of random frequency, direction and phase whose products approximate the RBF kernel (Rahimi & Recht, Random
/// features for large-scale kernel machines, 2007): with D = nComponents,
///
///     z_j(x) = sqrt(2 / D) cos(w_j . x + b_j),  w_j ~ N(0, 2 gamma I),  b_j uniform in [0, 2 pi),
///     z(x) . z(y) -> exp(-gamma |x - y|^2),  with an error of about 1 / sqrt(D).
///
/// scikit-learn's RBFSampler, with other draws. Wave j is drawn from (seed, j) alone: the first columns of a larger set
/// are those of a smaller one, but for the common factor, which is what a double-descent curve needs.
/// Cost: fit O(d D), transform O(n d D).
class RandomFourierFeatures final : public Transformer {
 public:
  explicit RandomFourierFeatures(RandomFourierFeaturesOptions options = {}) : options_(options) {}

  /// Draws the waves for the d columns of X (n x d, finite, n >= 1, d >= 1; the numbers do not matter). Throws Error:
  /// kBadShape, kBadValue (NaN, option out of range), and is then left unfitted.
  void fit(const MatrixView& X) override;
  /// n x nComponents. Throws kNotFitted; kBadShape when X has another width than in fit; kBadValue (NaN, a phase beyond
  /// 2^20 radians: scale the columns first).
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return weights_.rows() > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const RandomFourierFeaturesOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return static_cast<int>(weights_.cols()); }      ///< 0 when unfitted.
  [[nodiscard]] int nOutputFeatures() const { return static_cast<int>(weights_.rows()); }  ///< 0 when unfitted.
  [[nodiscard]] const Matrix& weights() const { return weights_; }  ///< D x d: w_j (scikit-learn's transposed).
  [[nodiscard]] const Vector& offsets() const { return offsets_; }  ///< D phases b_j.

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("weights", self.weights_);
    field("offsets", self.offsets_);
  }
  void checkState() const;

  RandomFourierFeaturesOptions options_;
  Matrix weights_;
  Vector offsets_;
};

}  // namespace scrollwork
