#pragma once

#include <memory>

#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct LocalRegressionOptions {
  double frac = 2.0 / 3.0;  ///< (0, 1] of the training rows that each answer looks at: its span.
  int degree = 1;           ///< [0, 2] of the polynomial that is fitted to them.
  int iterations = 3;       ///< [0, 100] rounds in which rows with large residuals lose weight; 0: not robust.

  static constexpr const char* kOwner = "LocalRegression";
  static void fields(auto& field, auto& o) {
    field("frac", o.frac);
    field("degree", o.degree);
    field("iterations", o.iterations);
  }
};

/// LOESS (Cleveland, Robust locally weighted regression and smoothing scatterplots, 1979; for more than one feature
/// Cleveland & Devlin 1988). The answer at x is that of a polynomial fitted by weighted least squares to the q =
/// floor(frac n) nearest rows (at least one, Euclidean distance: scale the columns first). With h the distance of the
/// q-th, a row at distance r weighs (1 - (r / h)^3)^3. Then, `iterations` times: residuals e of all rows, s the median
/// of |e|; the weight of each row is multiplied by (1 - (e / 6 s)^2)^2, or 0 beyond 6 s, and all is fitted anew.
///
/// Not in scikit-learn; frac and the default of three rounds are those of R's lowess, which interpolates between some
/// of the points where this fits at every one.
///
/// Edges. Terms that the rows with weight cannot tell apart from lower ones (their norm beyond those below 1e-9) are
/// left out. Where all nearest rows lie on x, or no row has weight, the answer is the mean of the nearest ones. Where
/// robustness would leave none of them, it is not applied.
///
/// Cost for p terms (1, 1 + d or (d + 1)(d + 2) / 2 <= 500): O(n d + q p^2) a prediction; fit n of these a round.
class LocalRegression final : public Regressor {
 public:
  explicit LocalRegression(LocalRegressionOptions options = {}) : options_(options) {}

  /// Keeps a copy of X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers) and learns the robustness weights.
  /// Throws Error: kBadShape, kBadValue (NaN, option out of range, more than 500 terms, distances above 1e154), and is
  /// then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return X_.rows() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(X_.cols()); }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const LocalRegressionOptions& options() const { return options_; }
  /// n weights in [0, 1]: 1 where a row fits well or `iterations` is 0, 0 for an outlier. Empty when unfitted.
  [[nodiscard]] const Vector& robustness() const { return robustness_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("X", self.X_);
    field("y", self.y_);
    field("robustness", self.robustness_);
  }
  void checkState() const;

  LocalRegressionOptions options_;
  Matrix X_;
  Vector y_, robustness_;
};

}  // namespace scrollwork
