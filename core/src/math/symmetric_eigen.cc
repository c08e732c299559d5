// Golub & Van Loan, Matrix Computations, sections 8.3.1 (tridiagonalisation) and 8.3.3 (implicit steps with Wilkinson's
// shift), as QL: from the bottom up. Notation: A = Q T Q^T with T tridiagonal (diagonal, offDiagonal), T = S L S^T; the
// rows of Z end as the columns of Q S. Rows are contiguous, so every inner loop is; the rotations of one step are
// written down first and then applied to Z a few columns at a time, which loads and stores each number once.

#include "math/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "math/pair.h"
#include "scrollwork/error.h"

namespace scrollwork::math {
namespace {

using Index = Eigen::Index;

struct Rotation {
  double c, s;
};

/// Applies the rotations of the neighbouring rows (i, i + 1), i = last - 1 down to first.
void rotateRows(Matrix& Z, Index first, Index last, const std::vector<Rotation>& rotations) {
  const Index n = Z.cols();
  double* const z = Z.data();
  constexpr Index kWidth = 8;
  Index j = 0;
  for (; j + kWidth <= n; j += kWidth) {
    const double* lower = z + last * n + j;
    Pair c0 = load(lower), c1 = load(lower + 2), c2 = load(lower + 4), c3 = load(lower + 6);
    for (Index i = last - 1; i >= first; --i) {
      const Rotation& rotation = rotations[static_cast<std::size_t>(i)];
      const Pair c = both(rotation.c), s = both(rotation.s);
      double* const row = z + i * n + j;
      double* const below = row + n;
      const Pair r0 = load(row), r1 = load(row + 2), r2 = load(row + 4), r3 = load(row + 6);
      store(below, s * r0 + c * c0);
      store(below + 2, s * r1 + c * c1);
      store(below + 4, s * r2 + c * c2);
      store(below + 6, s * r3 + c * c3);
      c0 = c * r0 - s * c0;
      c1 = c * r1 - s * c1;
      c2 = c * r2 - s * c2;
      c3 = c * r3 - s * c3;
    }
    double* const top = z + first * n + j;
    store(top, c0);
    store(top + 2, c1);
    store(top + 4, c2);
    store(top + 6, c3);
  }
  for (; j < n; ++j) {
    double carried = z[last * n + j];
    for (Index i = last - 1; i >= first; --i) {
      const auto [c, s] = rotations[static_cast<std::size_t>(i)];
      const double value = z[i * n + j];
      z[(i + 1) * n + j] = s * value + c * carried;
      carried = c * value - s * carried;
    }
    z[first * n + j] = carried;
  }
}

/// Overwrites the lower triangle of A; Z becomes Q^T.
void tridiagonalise(Matrix& A, Vector& diagonal, Vector& offDiagonal, Matrix& Z) {
  const Index n = A.rows();
  Matrix reflectors = Matrix::Zero(n, n);  // row k: v of the k-th reflection I - tau v v^T, from column k + 1 on
  Vector tau = Vector::Zero(n), p(n);
  for (Index k = 0; k + 2 < n; ++k) {
    const Index m = n - k - 1;
    double* const v = reflectors.row(k).data() + k + 1;
    for (Index i = 0; i < m; ++i) v[i] = A(k + 1 + i, k);
    const double tail = dot(v + 1, v + 1, m - 1);
    if (tail == 0) {
      offDiagonal[k] = v[0];
      continue;
    }
    const double norm = std::sqrt(v[0] * v[0] + tail);
    const double alpha = v[0] > 0 ? -norm : norm;
    const double head = v[0] - alpha;
    for (Index i = 1; i < m; ++i) v[i] /= head;
    v[0] = 1;
    tau[k] = -head / alpha;
    offDiagonal[k] = alpha;

    // p = tau A v from the lower triangle, then w = p - tau (p . v) / 2 v and A -= v w^T + w v^T.
    std::fill(p.data(), p.data() + m, 0.0);
    for (Index i = 0; i < m; ++i) {
      const double* const row = A.row(k + 1 + i).data() + k + 1;
      p[i] += dot(row, v, i) + row[i] * v[i];
      addScaled(v[i], row, p.data(), i);
    }
    for (Index i = 0; i < m; ++i) p[i] *= tau[k];
    addScaled(-0.5 * tau[k] * dot(p.data(), v, m), v, p.data(), m);
    for (Index i = 0; i < m; ++i) {
      double* const row = A.row(k + 1 + i).data() + k + 1;
      const Pair vi = both(v[i]), wi = both(p[i]);
      Index j = 0;
      for (; j + 2 <= i + 1; j += 2) store(row + j, load(row + j) - (vi * load(p.data() + j) + wi * load(v + j)));
      if (j <= i) row[j] -= v[i] * p[j] + p[i] * v[j];
    }
  }
  for (Index i = 0; i < n; ++i) diagonal[i] = A(i, i);
  if (n > 1) offDiagonal[n - 2] = A(n - 1, n - 2);

  Z.setIdentity(n, n);
  for (Index k = n - 3; k >= 0; --k) {
    if (tau[k] == 0) continue;
    const Index m = n - k - 1;
    const double* const v = reflectors.row(k).data() + k + 1;
    for (Index i = k + 1; i < n; ++i) {
      double* const row = Z.row(i).data() + k + 1;
      addScaled(-tau[k] * dot(row, v, m), v, row, m);
    }
  }
}

/// Diagonalises T; `diagonal` ends as the eigenvalues, in no order.
void implicitQl(Vector& diagonal, Vector& offDiagonal, Matrix& Z, int maxSteps) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const Index n = diagonal.size();
  std::vector<Rotation> rotations(static_cast<std::size_t>(n));
  for (Index first = 0; first < n; ++first) {
    for (int step = 0;; ++step) {
      Index last = first;  // of the unreduced block that begins at `first`
      while (last + 1 < n &&
             std::fabs(offDiagonal[last]) > kEpsilon * (std::fabs(diagonal[last]) + std::fabs(diagonal[last + 1]))) {
        ++last;
      }
      if (last == first) break;
      if (step == maxSteps) {
        fail(ErrorCode::kBadValue, {"X: expected eigenvalues that converge in ", maxSteps, " steps each, got ",
                                    offDiagonal[first], " left beside ", diagonal[first]});
      }

      const double half = (diagonal[first + 1] - diagonal[first]) / (2 * offDiagonal[first]);
      const double root = std::sqrt(half * half + 1);
      const double shift = diagonal[first] - offDiagonal[first] / (half + (half < 0 ? -root : root));
      double g = diagonal[last] - shift;
      double c = 1, s = 1, carried = 0;  // `carried` has been taken from the diagonal
      Index i = last - 1;
      for (; i >= first; --i) {
        const double f = s * offDiagonal[i];
        const double b = c * offDiagonal[i];
        const double r = std::sqrt(f * f + g * g);
        offDiagonal[i + 1] = r;
        if (r == 0) break;  // the block falls apart here
        s = f / r;
        c = g / r;
        rotations[static_cast<std::size_t>(i)] = {c, s};
        g = diagonal[i + 1] - carried;
        const double t = (diagonal[i] - g) * s + 2 * c * b;
        carried = s * t;
        diagonal[i + 1] = g + carried;
        g = c * t - b;
      }
      if (i >= first) {
        diagonal[i + 1] -= carried;
        rotateRows(Z, i + 1, last, rotations);
      } else {
        diagonal[first] -= carried;
        offDiagonal[first] = g;
        rotateRows(Z, first, last, rotations);
      }
      offDiagonal[last] = 0;
    }
  }
}

}  // namespace

SymmetricEigen symmetricEigen(const Matrix& a, int maxSteps) {
  const Index n = a.rows();
  SymmetricEigen result;
  result.values.resize(n);
  result.vectors.resize(n, n);
  double largest = 0;
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j <= i; ++j) largest = std::max(largest, std::fabs(a(i, j)));
  }
  // A power of two brings the entries near 1, so that no square here over- or underflows; it changes no digit.
  int exponent = 0;
  if (largest > 0) std::frexp(largest, &exponent);
  Matrix A = a * std::ldexp(1.0, -exponent);
  Vector diagonal(n), offDiagonal = Vector::Zero(n);
  Matrix Z;
  tridiagonalise(A, diagonal, offDiagonal, Z);
  implicitQl(diagonal, offDiagonal, Z, maxSteps);

  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index x, Index y) { return diagonal[x] > diagonal[y]; });
  for (Index i = 0; i < n; ++i) {
    const Index from = order[static_cast<std::size_t>(i)];
    result.values[i] = std::ldexp(diagonal[from], exponent);
    std::copy_n(Z.row(from).data(), n, result.vectors.row(i).data());
  }
  return result;
}

}  // namespace scrollwork::math
