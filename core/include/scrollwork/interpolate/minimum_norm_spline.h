#pragma once

#include <memory>
#include <string>

#include "scrollwork/interpolate/spline_transformer.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct MinimumNormSplineOptions {
  int nKnots = 10;                   ///< [2, 1000] knots on each column's range; may be far more than there are rows.
  std::string knots = "uniform";     ///< "uniform" or "quantile", as in SplineTransformer.
  std::string boundary = "natural";  ///< "natural": no second derivative at the ends; "free": nothing is asked there.
  bool fitIntercept = true;          ///< The curve's level is free of the norm.

  static constexpr const char* kOwner = "MinimumNormSpline";
  static void fields(auto& field, auto& o) {
    field("nKnots", o.nKnots);
    field("knots", o.knots);
    field("boundary", o.boundary);
    field("fitIntercept", o.fitIntercept);
  }
};

/// Regression by a cubic spline that may have more knots than there are points: of all splines with the least squared
/// error, the one whose B-spline coefficients have the least Euclidean norm. With few knots that is the usual
/// regression spline; where their number meets that of the points it begins to interpolate, wildly; beyond, it calms
/// down: double descent in one picture (James, Witten, Hastie & Tibshirani, An Introduction to Statistical Learning,
/// 2021, section 10.8).
///
/// More than one column: the sum of a spline of each. A column has nKnots + 2 coefficients, natural ends take away two.
/// Beyond the range of the training column a spline goes on along its tangent.
///
/// Cost: O(n m min(n, m)) for m coefficients; O(d) a prediction.
class MinimumNormSpline final : public Regressor {
 public:
  explicit MinimumNormSpline(MinimumNormSplineOptions options = {});
  MinimumNormSpline(const MinimumNormSpline&) = default;
  MinimumNormSpline& operator=(const MinimumNormSpline&) = default;
  MinimumNormSpline(MinimumNormSpline&&) noexcept = default;
  MinimumNormSpline& operator=(MinimumNormSpline&&) noexcept = default;
  ~MinimumNormSpline() override = default;

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers). Throws Error: kBadShape, kBadValue (NaN,
  /// option out of range, magnitudes above 1e150), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return coef_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return basis_.nFeaturesIn(); }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const MinimumNormSplineOptions& options() const { return options_; }

  /// nKnots + 2 for each column, those of the first column first. Empty when unfitted.
  [[nodiscard]] const Vector& coef() const { return coef_; }
  [[nodiscard]] double intercept() const { return intercept_; }
  [[nodiscard]] int rank() const { return rank_; }  ///< Functions that the rows tell apart: n, when it interpolates.
  /// d x (nKnots + 6), as in SplineTransformer.
  [[nodiscard]] const Matrix& knots() const { return basis_.knots(); }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("basis", self.basis_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("rank", self.rank_);
  }
  void checkState() const;

  MinimumNormSplineOptions options_;
  SplineTransformer basis_;
  Vector coef_;
  double intercept_ = 0;
  int rank_ = 0;
};

}  // namespace scrollwork
