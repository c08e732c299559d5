#include "linear_model/bidiagonal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "linear_model/householder_qr.h"
#include "linear_model/vector_loops.h"

namespace scrollwork {

using Index = Eigen::Index;
using vector_loops::addScaled;

Bidiagonal::Bidiagonal(std::vector<double> A, Index k)
    : k_(k),
      left_(std::move(A)),
      right_(static_cast<std::size_t>(k * k), 0.0),
      leftScale_(static_cast<std::size_t>(k)),
      rightScale_(static_cast<std::size_t>(k)),
      diagonal_(static_cast<std::size_t>(k)),
      above_(static_cast<std::size_t>(k > 0 ? k - 1 : 0)) {
  const auto at = [this](Index j) { return left_.data() + j * k_; };
  std::vector<double> sums(static_cast<std::size_t>(k));
  for (Index i = 0; i < k; ++i) {
    double* column = at(i) + i;
    const double scale = makeReflection(column, k - i);
    leftScale_[static_cast<std::size_t>(i)] = scale;
    diagonal_[static_cast<std::size_t>(i)] = column[0];
    for (Index j = i + 1; j < k; ++j) applyReflection(scale, column + 1, at(j) + i, k - i);
    if (i + 1 == k) break;
    // The row to the right of the diagonal becomes (above, 0, …): A -= scale (A v) v'.
    double* row = right_.data() + i * k;
    const Index width = k - i - 1;
    for (Index j = 0; j < width; ++j) row[j] = at(i + 1 + j)[i];
    const double rightScale = makeReflection(row, width);
    rightScale_[static_cast<std::size_t>(i)] = rightScale;
    above_[static_cast<std::size_t>(i)] = row[0];
    if (rightScale == 0.0) continue;
    row[0] = 1.0;
    const Index below = k - i - 1;
    std::fill_n(sums.data(), below, 0.0);
    for (Index j = 0; j < width; ++j) addScaled(sums.data(), row[j], at(i + 1 + j) + i + 1, below);
    for (Index j = 0; j < width; ++j) addScaled(at(i + 1 + j) + i + 1, -rightScale * row[j], sums.data(), below);
  }
}

void Bidiagonal::applyLeftTransposed(double* v) const {
  for (Index i = 0; i < k_; ++i) {
    applyReflection(leftScale_[static_cast<std::size_t>(i)], left_.data() + i * k_ + i + 1, v + i, k_ - i);
  }
}

void Bidiagonal::applyRight(double* v) const {
  for (Index i = k_ - 1; i-- > 0;) {
    applyReflection(rightScale_[static_cast<std::size_t>(i)], right_.data() + i * k_ + 1, v + i + 1, k_ - i - 1);
  }
}

/// Rows of B and of sqrt(alpha) I are rotated against each other from the top. `mu` is what stands in the second one's
/// row on its diagonal when its turn comes, `nu` its right side.
void Bidiagonal::solve(double alpha, const double* c, double* z) const {
  const auto k = static_cast<std::size_t>(k_);
  const double root = std::sqrt(alpha);
  std::vector<double> r(k), next(k, 0.0);
  double mu = root, nu = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    // Not std::hypot, whose last bit differs between libraries; X has been scaled, so squares neither vanish nor
    // overflow.
    const double length = std::sqrt(diagonal_[i] * diagonal_[i] + mu * mu);
    const double ci = c[i];
    const double cosine = diagonal_[i] / length, sine = mu / length;
    r[i] = length;
    z[i] = cosine * ci + sine * nu;
    const double rest = cosine * nu - sine * ci;
    if (i + 1 == k) break;
    next[i] = cosine * above_[i];
    const double fill = -sine * above_[i];
    mu = std::sqrt(alpha + fill * fill);
    nu = mu > 0.0 ? fill * rest / mu : 0.0;
  }
  for (std::size_t i = k; i-- > 0;) z[i] = (z[i] - (i + 1 < k ? next[i] * z[i + 1] : 0.0)) / r[i];
}

/// The implicit QR iteration with the shift of the last 2 x 2 block (Golub & Van Loan 2013, section 8.6.2), without the
/// vectors: a handful of sweeps for each value, O(k^2) in all.
Vector Bidiagonal::singularValues() const {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  constexpr int kMaxSweepsEach = 60;  // a handful are needed
  std::vector<double> d = diagonal_, e = above_;
  double largest = 0.0;
  for (const double x : d) largest = std::max(largest, std::fabs(x));
  for (const double x : e) largest = std::max(largest, std::fabs(x));
  // (x, y) turned into (length, 0) by (c, s).
  struct Rotation {
    double c = 1, s = 0, length = 0;
    Rotation(double x, double y) : length(std::sqrt(x * x + y * y)) {
      if (length > 0.0) c = x / length, s = y / length;
    }
  };
  Index last = k_ - 1;
  for (Index sweeps = 0; last > 0 && sweeps < kMaxSweepsEach * k_; ++sweeps) {
    const auto negligible = [&](Index i) {
      return std::fabs(e[static_cast<std::size_t>(i)]) <=
             kEpsilon * (std::fabs(d[static_cast<std::size_t>(i)]) + std::fabs(d[static_cast<std::size_t>(i + 1)]));
    };
    if (negligible(last - 1)) {
      --last;
      continue;
    }
    Index first = last - 1;
    while (first > 0 && !negligible(first - 1)) --first;
    double* const b = d.data();
    double* const above = e.data();
    // A diagonal entry without size splits the block: what stands beside it is turned out of the row.
    Index zero = first;
    while (zero < last && std::fabs(b[zero]) > kEpsilon * largest) ++zero;
    if (zero < last) {
      double fill = above[zero];
      above[zero] = 0.0;
      for (Index j = zero + 1; j <= last && fill != 0.0; ++j) {
        const Rotation turn(b[j], fill);
        b[j] = turn.length;
        if (j == last) break;
        fill = -turn.s * above[j];
        above[j] *= turn.c;
      }
      continue;
    }
    const double before = last - 1 > first ? above[last - 2] : 0.0;
    const double t11 = b[last - 1] * b[last - 1] + before * before, t12 = b[last - 1] * above[last - 1];
    const double t22 = b[last] * b[last] + above[last - 1] * above[last - 1];
    const double half = 0.5 * (t11 - t22);
    const double divisor = half + std::copysign(std::sqrt(half * half + t12 * t12), half);
    const double shift = divisor != 0.0 ? t22 - t12 * (t12 / divisor) : t22;
    double y = b[first] * b[first] - shift, z = b[first] * above[first];
    for (Index i = first; i < last; ++i) {
      const Rotation right(y, z);
      if (i > first) above[i - 1] = right.length;
      y = right.c * b[i] + right.s * above[i];
      above[i] = right.c * above[i] - right.s * b[i];
      z = right.s * b[i + 1];
      b[i + 1] *= right.c;
      const Rotation left(y, z);
      b[i] = left.length;
      y = left.c * above[i] + left.s * b[i + 1];
      b[i + 1] = left.c * b[i + 1] - left.s * above[i];
      if (i + 1 < last) {
        z = left.s * above[i + 1];
        above[i + 1] *= left.c;
      }
    }
    above[last - 1] = y;
  }
  Vector values(k_);
  for (Index i = 0; i < k_; ++i) values[i] = std::fabs(d[static_cast<std::size_t>(i)]);
  std::sort(values.begin(), values.end(), [](double a, double b) { return a > b; });
  return values;
}

}  // namespace scrollwork
