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

/// By bisection: k - (values above x) is read off the signs of the pivots of the matrix with 0 on the diagonal and
/// b1, e1, b2, e2, … beside it, whose eigenvalues are plus and minus the singular values (Golub & Kahan).
Vector Bidiagonal::singularValues() const {
  std::vector<double> squares;
  double widest = 0.0, before = 0.0;
  for (std::size_t i = 0; i < diagonal_.size(); ++i) {
    for (const double entry : {diagonal_[i], i < above_.size() ? above_[i] : 0.0}) {
      widest = std::max(widest, before + std::fabs(entry));
      before = std::fabs(entry);
      squares.push_back(entry * entry);
    }
  }
  if (!squares.empty()) squares.pop_back();
  const double tiny = std::numeric_limits<double>::min() / std::numeric_limits<double>::epsilon();
  // How many of the 2 k eigenvalues lie below x.
  const auto below = [&](double x) {
    Index count = 0;
    double pivot = -x;
    if (pivot < 0.0) ++count;
    for (const double square : squares) {
      if (std::fabs(pivot) < tiny) pivot = -tiny;
      pivot = -x - square / pivot;
      if (pivot < 0.0) ++count;
    }
    return count;
  };
  Vector values(k_);
  double high = widest * (1.0 + 4 * std::numeric_limits<double>::epsilon());
  for (Index j = 0; j < k_; ++j) {
    // The largest j + 1 eigenvalues lie at or above value j.
    double low = 0.0, top = high;
    for (int i = 0; i < 64; ++i) {
      const double middle = 0.5 * (low + top);
      if (middle <= low || middle >= top) break;
      (below(middle) >= 2 * k_ - j ? top : low) = middle;
    }
    values[j] = 0.5 * (low + top);
    high = top;
  }
  return values;
}

}  // namespace scrollwork
