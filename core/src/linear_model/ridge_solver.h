#pragma once

#include <vector>

#include "linear_model/bidiagonal.h"
#include "linear_model/centred_columns.h"
#include "linear_model/orthogonal_decomposition.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// min |y - X w|^2 + alpha |w|^2 for any number of alphas after one factorisation: O(n d min(n, d)), then
/// O(d min(n, d)) for each alpha. At alpha = 0 the shortest least-squares solution, to which the others tend.
class RidgeSolver {
 public:
  explicit RidgeSolver(const CentredColumns& problem);

  [[nodiscard]] Vector solve(double alpha) const;  ///< alpha >= 0.
  /// min(n, d) of them, largest first; 0 beyond the rank.
  [[nodiscard]] Vector singularValues() const;

 private:
  int exponent_;  ///< The factorisation is of X 2^-exponent = U (L B R') V'.
  OrthogonalDecomposition outer_;
  Bidiagonal inner_;
  Eigen::Index nSingular_;
  std::vector<double> target_;  ///< y in the basis of B's rows; the first rank() numbers count.
};

}  // namespace scrollwork
