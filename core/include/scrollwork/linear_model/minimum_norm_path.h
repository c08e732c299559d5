#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct MinimumNormPathOptions {
  std::vector<int> sizes = {};  ///< Numbers of columns, ascending, in [1, d]; when empty every one from 1 to d.
  bool fitIntercept = true;     ///< As in LinearRegression: it is free of the norm.

  static constexpr const char* kOwner = "minimumNormPath";
  static void fields(auto& field, auto& o) {
    field("sizes", o.sizes);
    field("fitIntercept", o.fitIntercept);
  }
};

/// One entry, or one row, for each of m sizes.
struct MinimumNormPath {
  Labels sizes;       ///< The p of each model: it has the first p columns of X.
  Labels rank;        ///< How many of them are linearly independent.
  Matrix coef;        ///< m x d; 0 from column p on.
  Vector intercept;   ///< 0 without fitIntercept.
  Vector coefNorm;    ///< Euclidean norm of coef: large where the model barely interpolates.
  Vector trainError;  ///< Mean squared error on the rows that were fitted: 0, up to rounding, from rank n on.
  Vector testError;   ///< Mean squared error on the test rows; empty without them.
};

/// Least squares on the first p columns of X for each p of a list, the shortest solution where there are many: the
/// double-descent curve (Belkin, Hsu, Ma & Mandal, Reconciling modern machine-learning practice and the classical
/// bias-variance trade-off, 2019). Every entry is what LinearRegression gives on those columns, but columns that are
/// fitted once need not be fitted again.
///
/// An orthonormal basis of the columns grows by one column at a time. While all of them are independent, the solution
/// is a back-substitution; after that the triangular factor of the coordinates' rows is updated, and the solution
/// follows from its semi-normal equations, which for the shortest solution lose no more digits than a factorisation
/// (Paige, An error analysis of a method for solving matrix equations, 1973). Columns count as dependent when what is
/// left of them is rounding, given the condition of those before. Where that cannot be told apart (a condition above
/// 1e7, columns whose sizes differ a millionfold), this size and all larger ones are fitted one by one, as by
/// LinearRegression.
///
/// Cost with r = min(n, d): O(d n r + d r^2) for the factors and O(p r) for each size, instead of O(p n r) for each; a
/// one by one size costs that. Throws Error: kBadShape, kBadValue (NaN, sizes, magnitudes above 1e150).
[[nodiscard]] MinimumNormPath minimumNormPath(const MatrixView& X, const VectorView& y,
                                              const MinimumNormPathOptions& options = {});
/// The same, with testError on XTest (m x d, m >= 1) and yTest.
[[nodiscard]] MinimumNormPath minimumNormPath(const MatrixView& X, const VectorView& y, const MatrixView& XTest,
                                              const VectorView& yTest, const MinimumNormPathOptions& options = {});

}  // namespace scrollwork
