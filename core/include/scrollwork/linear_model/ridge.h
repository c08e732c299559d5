#pragma once

#include <memory>
#include <vector>

#include "scrollwork/linear_model/linear_predictor.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct RidgeOptions {
  double alpha = 1.0;        ///< >= 0, strength of the penalty, in the units of |y|^2 / |w|^2: it is not divided by n.
  bool fitIntercept = true;  ///< The intercept is never penalised.

  static constexpr const char* kOwner = "Ridge";
  static void fields(auto& field, auto& o) {
    field("alpha", o.alpha);
    field("fitIntercept", o.fitIntercept);
  }
};

/// Ridge regression (Hoerl & Kennard, "Ridge regression: biased estimation for nonorthogonal problems", 1970). It
/// minimises, as scikit-learn,
///
///     |y - X w - b|^2 + alpha |w|^2
///
/// in closed form: X is made bidiagonal by orthogonal transformations, and the rest solved by rotations (Eldén 1977),
/// so that the condition of X is never squared, and alpha may be as small as one likes: as it tends to 0 the answer
/// tends to LinearRegression's, the shortest one where there are many, and equals it at 0. Works for any n and d. Cost:
/// O(n d min(n, d)), two copies of X.
class Ridge final : public LinearPredictor {
 public:
  explicit Ridge(RidgeOptions options = {}) : options_(options) {}

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers). Throws Error: kBadShape, kBadValue (NaN,
  /// alpha out of range, magnitudes above 1e150), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override { return std::make_unique<Ridge>(options_); }
  [[nodiscard]] const RidgeOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
  }
  void checkState() const;

  RidgeOptions options_;
};

struct RidgePathOptions {
  std::vector<double> alphas = {};  ///< At least one, each >= 0, in any order.
  bool fitIntercept = true;

  static constexpr const char* kOwner = "ridgePath";
  static void fields(auto& field, auto& o) {
    field("alphas", o.alphas);
    field("fitIntercept", o.fitIntercept);
  }
};

struct RidgePath {
  Vector alphas;  ///< As they were given.
  Matrix coefs;   ///< nAlphas x d: a row for each alpha.
  Vector intercepts;
  Vector singular;  ///< min(n, d) singular values s of X (centred with an intercept), largest first.
  /// For each alpha sum of s^2 / (s^2 + alpha): the number of free coefficients that the fit is worth, from rank(X) at
  /// 0 down to 0 (Hastie, Tibshirani & Friedman, "The elements of statistical learning", 2009, equation 3.50); the
  /// intercept not counted.
  Vector degreesOfFreedom;
};

/// Ridge for many alphas with one factorisation: O(n d min(n, d)), then O(d min(n, d)) for each alpha.
/// Throws Error like Ridge::fit.
[[nodiscard]] RidgePath ridgePath(const MatrixView& X, const VectorView& y, const RidgePathOptions& options);

}  // namespace scrollwork
