#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// A = U B V' with orthogonal U and V and an upper bidiagonal B: Golub & Kahan, "Calculating the singular values and
/// pseudo-inverse of a matrix" (1965). A is k x k, column-major; it is consumed. O(k^3).
class Bidiagonal {
 public:
  using Index = Eigen::Index;

  Bidiagonal(std::vector<double> A, Index k);

  [[nodiscard]] Index size() const { return k_; }
  void applyLeftTransposed(double* v) const;  ///< v (k numbers) becomes U'v.
  void applyRight(double* v) const;           ///< v becomes V v.

  /// Minimises |B z - c|^2 + alpha |z|^2 over z, in O(k), by rotations (Eldén, "Algorithms for the regularization of
  /// ill-conditioned least squares problems", 1977): the squares of B's condition never appear. alpha >= 0; z and c may
  /// be the same.
  void solve(double alpha, const double* c, double* z) const;
  /// The k singular values of A, largest first, each to a few units of rounding of the largest.
  [[nodiscard]] Vector singularValues() const;

 private:
  Index k_;
  std::vector<double> left_;   ///< k x k: tails of the left reflections below the diagonal, column by column.
  std::vector<double> right_;  ///< k x k: tails of the right reflections, one row of memory each.
  std::vector<double> leftScale_, rightScale_;
  std::vector<double> diagonal_, above_;  ///< Of B: k and k - 1 numbers.
};

}  // namespace scrollwork
