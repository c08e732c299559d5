#pragma once

#include <memory>

#include "scrollwork/linear_model/linear_predictor.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct LinearRegressionOptions {
  bool fitIntercept = true;  ///< With it, X and y are centred first: the intercept is free of the norm below.
  bool positive = false;     ///< Only coefficients >= 0 (then found by sweeps; not unique where columns depend).
  /// Learn singular() too. scikit-learn always does; here it would double the cost of a fit.
  bool computeSingular = false;

  static constexpr const char* kOwner = "LinearRegression";
  static void fields(auto& field, auto& o) {
    field("fitIntercept", o.fitIntercept);
    field("positive", o.positive);
    field("computeSingular", o.computeSingular);
  }
};

/// Ordinary least squares: minimises |y - X w - b|. Where many w do (more columns than rows, linearly dependent
/// columns), it is the shortest of them, as in scikit-learn: the model that interpolates beyond the second descent.
///
/// By Householder QR with column pivoting (Businger & Golub, "Linear least squares solutions by Householder
/// transformations", 1965), and a second QR where the rank is not full (complete orthogonal decomposition), so it is as
/// exact as the problem's condition allows; normal equations would be off by its square.
/// Cost: O(n d min(n, d)), one copy of X.
class LinearRegression final : public LinearPredictor {
 public:
  explicit LinearRegression(LinearRegressionOptions options = {}) : options_(options) {}

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers). Throws Error: kBadShape, kBadValue (NaN,
  /// magnitudes above 1e150), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override {
    return std::make_unique<LinearRegression>(options_);
  }
  [[nodiscard]] const LinearRegressionOptions& options() const { return options_; }

  /// Columns of X (centred where there is an intercept) that are linearly independent: pivots of the factorisation
  /// above max(n, d) eps times the first. 0 when unfitted. With full rank it does not depend on the units of columns.
  [[nodiscard]] int rank() const { return rank_; }
  /// min(n, d) singular values of that matrix, largest first; none without computeSingular.
  [[nodiscard]] const Vector& singular() const { return singular_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("rank", self.rank_);
    field("singular", self.singular_);
  }
  void checkState() const;

  LinearRegressionOptions options_;
  int rank_ = 0;
  Vector singular_;
};

}  // namespace scrollwork
