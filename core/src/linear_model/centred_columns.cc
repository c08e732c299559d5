#include "linear_model/centred_columns.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/error.h"

namespace scrollwork {
namespace {

/// The mean by two passes: the second one adds what the rounding of the first has lost, so that columns far from 0 are
/// centred to the last bit. Each number is divided before it is added, because the sum of large ones could overflow.
double meanOf(const double* x, Eigen::Index n) {
  const auto [low, high] = std::minmax_element(x, x + n);
  if (*low == *high) return *low;
  const double share = 1.0 / static_cast<double>(n);
  double mean = 0.0, lost = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) mean += x[i] * share;
  for (Eigen::Index i = 0; i < n; ++i) lost += (x[i] - mean) * share;
  return mean + lost;
}

}  // namespace

CentredColumns::CentredColumns(const MatrixView& X, const VectorView& target, bool fitIntercept)
    : n(X.rows()),
      d(X.cols()),
      data(static_cast<std::size_t>(X.size())),
      y(target.begin(), target.end()),
      xMean(Vector::Zero(X.cols())) {
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < d; ++j) data[static_cast<std::size_t>(j * n + i)] = X(i, j);
  }
  if (!fitIntercept) return;
  for (Eigen::Index j = 0; j < d; ++j) {
    double* x = column(j);
    xMean[j] = meanOf(x, n);
    for (Eigen::Index i = 0; i < n; ++i) x[i] -= xMean[j];
  }
  yMean = meanOf(y.data(), n);
  for (double& value : y) value -= yMean;
}

void CentredColumns::requireSquares() const {
  constexpr double kMost = 1e150;
  const auto require = [](const char* name, const std::vector<double>& values) {
    double largest = 0.0;
    for (const double value : values) largest = std::max(largest, std::fabs(value));
    // Not `largest > kMost`: centring may have overflowed to NaN.
    if (!(largest <= kMost)) fail(ErrorCode::kBadValue, {name, ": expected magnitudes up to 1e150, got ", largest});
  };
  require("X", data);
  require("y", y);
}

double CentredColumns::intercept(const Vector& coef) const {
  double sum = yMean;
  for (Eigen::Index j = 0; j < d; ++j) sum -= xMean[j] * coef[j];
  return sum;
}

}  // namespace scrollwork
