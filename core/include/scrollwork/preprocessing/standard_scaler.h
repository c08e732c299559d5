#pragma once

#include <memory>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct StandardScalerOptions {
  bool withMean = true;  ///< Subtract the column's mean.
  bool withStd = true;   ///< Divide by the column's standard deviation.

  static constexpr const char* kOwner = "StandardScaler";
  static void fields(auto& field, auto& o) {
    field("withMean", o.withMean);
    field("withStd", o.withStd);
  }
};

/// Brings every column to mean 0 and variance 1, as scikit-learn's StandardScaler: the variance divides by n, and a
/// constant column (also one whose spread is rounding alone) keeps scale 1, so that it becomes 0 and not NaN.
/// Means and variances take two passes (Chan, Golub & LeVeque, 1983), so a large offset costs no digits.
/// Cost: O(n d) for fit and for transform.
class StandardScaler final : public Transformer {
 public:
  explicit StandardScaler(StandardScalerOptions options = {}) : options_(options) {}

  /// Learns from X (n x d, finite, n >= 1, d >= 1). Throws Error (kBadShape, kBadValue; also kBadValue when the squares
  /// of a column's deviations overflow) and is then left unfitted.
  void fit(const MatrixView& X) override;
  /// (X - mean) / scale, n x d. Throws kNotFitted, or kBadShape when X has another width than in fit.
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;
  /// X * scale + mean: undoes transform, up to rounding. Throws like transform.
  [[nodiscard]] Matrix inverseTransform(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return mean_.size() > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const StandardScalerOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const {
    return static_cast<int>(mean_.size());
  }  ///< d of the last fit; 0 when unfitted.

  /// Learned, d numbers each, in X's units (variance: units squared). They are learned whatever the options say;
  /// transform uses the mean only withMean, the scale only withStd (scikit-learn leaves the unused ones None).
  [[nodiscard]] const Vector& mean() const { return mean_; }
  [[nodiscard]] const Vector& var() const { return var_; }
  [[nodiscard]] const Vector& scale() const { return scale_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("mean", self.mean_);
    field("var", self.var_);
    field("scale", self.scale_);
  }
  void checkState() const;

  StandardScalerOptions options_;
  Vector mean_, var_, scale_;
};

}  // namespace scrollwork
