#include "scrollwork/linear_model/linear_predictor.h"

#include <cmath>
#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

Vector LinearPredictor::predict(const MatrixView& X) const {
  requireFitted(fitted(), "predict");
  requireColumns(X, coef_.size());
  Vector y(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const double* x = X.row(i).data();
    double sum = intercept_;
    for (Eigen::Index j = 0; j < coef_.size(); ++j) sum += x[j] * coef_[j];
    if (!std::isfinite(sum)) {
      fail(ErrorCode::kBadValue, {"X: expected numbers that give finite predictions, got an overflow in row ", i});
    }
    y[i] = sum;
  }
  return y;
}

void LinearPredictor::forget() {
  coef_.resize(0);
  intercept_ = 0;
}

void LinearPredictor::learn(Vector coef, double intercept) {
  if (!coef.allFinite() || !std::isfinite(intercept)) {
    fail(ErrorCode::kBadValue, {"X: expected columns whose coefficients are finite numbers, got extreme magnitudes"});
  }
  coef_ = std::move(coef);
  intercept_ = intercept;
}

void LinearPredictor::checkCoefficients() const {
  requireState(coef_.allFinite(), "coef", "finite numbers");
  requireState(std::isfinite(intercept_), "intercept", "a finite number", intercept_);
}

}  // namespace scrollwork
