#pragma once

#include "scrollwork/matrix.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

/// What linear regressors have in common: y = X coef + intercept. They differ in how coef is learned.
class LinearPredictor : public Regressor {
 public:
  /// Throws kNotFitted, kBadShape; kBadValue for X so large that a sum overflows. O(d) a row.
  [[nodiscard]] Vector predict(const MatrixView& X) const final;
  [[nodiscard]] bool fitted() const final { return coef_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const final { return static_cast<int>(coef_.size()); }

  [[nodiscard]] const Vector& coef() const { return coef_; }     ///< d numbers; none when unfitted.
  [[nodiscard]] double intercept() const { return intercept_; }  ///< 0 without fitIntercept.

 protected:
  LinearPredictor() = default;
  LinearPredictor(const LinearPredictor&) = default;
  LinearPredictor& operator=(const LinearPredictor&) = default;

  void forget();
  /// The end of every fit. Throws kBadValue when a coefficient is not finite (columns of extreme scale overflow), and
  /// is then unfitted.
  void learn(Vector coef, double intercept);
  /// For checkState: finite numbers only. Throws kBadValue.
  void checkCoefficients() const;

  Vector coef_;
  double intercept_ = 0;
};

}  // namespace scrollwork
