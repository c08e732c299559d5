#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// A regression problem as the linear solvers want it: X column by column, and, with an intercept, X and y minus their
/// means. The intercept of the original problem is then intercept(coef).
struct CentredColumns {
  /// X and y must have passed requireSamples. O(n d), one copy of X.
  [[gnu::cold]] CentredColumns(const MatrixView& X, const VectorView& y, bool fitIntercept);

  [[nodiscard]] const double* column(Eigen::Index j) const { return data.data() + j * n; }
  [[nodiscard]] double* column(Eigen::Index j) { return data.data() + j * n; }
  /// mean(y) - mean(X) coef; 0 without an intercept.
  [[nodiscard]] double intercept(const Vector& coef) const;

  /// Throws Error (kBadValue) for magnitudes above 1e150: the squares of all columns and of y must have finite sums.
  void requireSquares() const;

  Eigen::Index n, d;
  std::vector<double> data;  ///< d columns of n numbers. A constant column is exactly 0 when centred.
  std::vector<double> y;
  Vector xMean;  ///< 0 without an intercept.
  double yMean = 0;
};

}  // namespace scrollwork
