#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork::math {

/// Eigenvalues, descending, and orthonormal eigenvectors, one a row.
struct SymmetricEigen {
  Vector values;
  Matrix vectors;
};

/// Of a symmetric matrix (n x n, finite; the lower triangle is read) by Householder tridiagonalisation and implicit QL
/// steps with Wilkinson's shift (Golub & Van Loan, Matrix Computations, 8.3). Eigenvalues are off by a small multiple
/// of n eps times the largest in magnitude; vectors are orthonormal to the same accuracy, their signs are what comes
/// out. Every build gets the same bits. Cost: about 4 n^3 multiplications. An eigenvalue that takes more than
/// `maxSteps` of the QL steps is an Error; two are usual.
[[nodiscard]] SymmetricEigen symmetricEigen(const Matrix& a, int maxSteps = 60);

}  // namespace scrollwork::math
