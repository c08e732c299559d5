#pragma once

#include <vector>

#include "linear_model/centred_columns.h"
#include "linear_model/householder_qr.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// X = U T V' of rank r: U and V have r orthonormal columns, T is r x r, triangular and regular (complete orthogonal
/// decomposition: Golub & Van Loan, "Matrix computations", 2013, section 5.4.7). One QR factorisation with pivoting,
/// and a second one where r < min(n, d). What the first one takes for rounding (HouseholderQr::rank) is cut off, so
/// nothing that is made of T divides by noise. O(n d min(n, d)).
class OrthogonalDecomposition {
 public:
  using Index = Eigen::Index;

  /// Of X with column j divided by 2^exponents[j].
  OrthogonalDecomposition(const CentredColumns& problem, const std::vector<int>& exponents);

  [[nodiscard]] Index rank() const { return rank_; }
  /// U'y: r numbers count; n remain.
  [[nodiscard]] std::vector<double> reduce(std::vector<double> y) const;
  /// V z from r numbers.
  [[nodiscard]] Vector expand(const double* z) const;
  /// T z = c, in place.
  void solve(double* c) const;
  /// T, column-major.
  [[nodiscard]] std::vector<double> middle() const;

 private:
  bool tall_;  ///< n >= d: first_ is of X, else of X'.
  HouseholderQr first_;
  Index rank_;
  bool short_;            ///< rank < min(n, d), so there is
  HouseholderQr second_;  ///< of the transposed factor of first_.
};

/// The exponents e for which X / 2^e has magnitudes up to 2: one for each column, or the same for all.
[[nodiscard]] std::vector<int> columnExponents(const CentredColumns& problem);
[[nodiscard]] std::vector<int> commonExponents(const CentredColumns& problem);

struct LeastSquares {
  Vector coef;
  int rank = 0;
};
/// The shortest of all vectors that minimise |X w - y|. Where all columns are independent there is one such vector, and
/// columns are scaled first, so that neither rank nor digits depend on their units. Where they are not, "shortest" has
/// a meaning only in the units as they are.
[[nodiscard]] LeastSquares minimumNormLeastSquares(const CentredColumns& problem);

}  // namespace scrollwork
