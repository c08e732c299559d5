#include "linear_model/householder_qr.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "linear_model/vector_loops.h"

namespace scrollwork {

using Index = Eigen::Index;
using vector_loops::addScaled;
using vector_loops::dot;

double makeReflection(double* x, Index n) {
  const double tail = n > 1 ? dot(x + 1, x + 1, n - 1) : 0.0;
  if (tail == 0.0) return 0.0;
  const double length = std::sqrt(x[0] * x[0] + tail);
  const double beta = x[0] > 0.0 ? -length : length;  // away from x[0]: no cancellation in the next line
  const double first = x[0] - beta;
  const double inverse = 1.0 / first;
  for (Index i = 1; i < n; ++i) x[i] *= inverse;
  x[0] = beta;
  return -first / beta;
}

void applyReflection(double scale, const double* tail, double* x, Index n) {
  if (scale == 0.0) return;
  const double along = scale * (x[0] + dot(tail, x + 1, n - 1));
  x[0] -= along;
  addScaled(x + 1, -along, tail, n - 1);
}

HouseholderQr::HouseholderQr(std::vector<double> A, Index rows, Index cols, Pivoting pivoting)
    : data_(std::move(A)),
      scale_(static_cast<std::size_t>(std::min(rows, cols))),
      permutation_(static_cast<std::size_t>(cols)),
      rows_(rows),
      cols_(cols),
      rank_(std::min(rows, cols)) {
  std::iota(permutation_.begin(), permutation_.end(), Index{0});
  const bool pivots = pivoting == Pivoting::kLargestColumn;
  const auto at = [this](Index j) { return data_.data() + j * rows_; };
  // Squares of what is left of each column, and what they were when last summed: taking away row after row loses
  // digits, so the sum is made anew when most of it is gone.
  std::vector<double> left, whole;
  if (pivots) {
    left.resize(static_cast<std::size_t>(cols));
    for (Index j = 0; j < cols; ++j) left[static_cast<std::size_t>(j)] = dot(at(j), at(j), rows);
    whole = left;
  }
  double smallest = 0.0;
  for (Index k = 0; k < std::min(rows, cols); ++k) {
    if (pivots) {
      const auto best = static_cast<std::size_t>(std::max_element(left.begin() + k, left.end()) - left.begin());
      const auto here = static_cast<std::size_t>(k);
      if (best != here) {
        std::swap_ranges(at(k), at(k) + rows, at(static_cast<Index>(best)));
        std::swap(permutation_[here], permutation_[best]);
        std::swap(left[here], left[best]);
        std::swap(whole[here], whole[best]);
      }
    }
    double* column = at(k) + k;
    const double scale = makeReflection(column, rows - k);
    scale_[static_cast<std::size_t>(k)] = scale;
    if (pivots) {
      const double pivot = std::fabs(column[0]);
      if (k == 0) {
        smallest = pivot * static_cast<double>(std::max(rows, cols)) * std::numeric_limits<double>::epsilon();
      }
      if (pivot <= smallest) {
        rank_ = k;
        return;
      }
    }
    for (Index j = k + 1; j < cols; ++j) {
      double* other = at(j) + k;
      applyReflection(scale, column + 1, other, rows - k);
      if (!pivots) continue;
      double& norm = left[static_cast<std::size_t>(j)];
      norm -= other[0] * other[0];
      if (norm <= 1e-3 * whole[static_cast<std::size_t>(j)]) {
        norm = dot(other + 1, other + 1, rows - k - 1);
        whole[static_cast<std::size_t>(j)] = norm;
      }
    }
  }
}

void HouseholderQr::applyQTransposed(double* v) const {
  for (Index k = 0; k < rank_; ++k) {
    applyReflection(scale_[static_cast<std::size_t>(k)], column(k) + k + 1, v + k, rows_ - k);
  }
}

void HouseholderQr::applyQ(double* v) const {
  for (Index k = rank_; k-- > 0;) {
    applyReflection(scale_[static_cast<std::size_t>(k)], column(k) + k + 1, v + k, rows_ - k);
  }
}

void HouseholderQr::solveUpper(const double* c, double* z) const {
  std::copy_n(c, rank_, z);
  for (Index i = rank_; i-- > 0;) {
    z[i] /= r(i, i);
    addScaled(z, -z[i], column(i), i);
  }
}

void HouseholderQr::solveUpperTransposed(const double* c, double* z) const {
  for (Index i = 0; i < rank_; ++i) z[i] = (c[i] - dot(column(i), z, i)) / r(i, i);
}

}  // namespace scrollwork
