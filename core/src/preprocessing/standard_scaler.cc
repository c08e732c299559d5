// Tony Chan, Gene Golub, Randall LeVeque: "Algorithms for computing the sample variance: analysis and recommendations"
// (1983): the two-pass algorithm with the correction by the sum of the deviations.

#include "scrollwork/preprocessing/standard_scaler.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void StandardScaler::fit(const MatrixView& X) {
  *this = StandardScaler(options_);
  requireSamples(X);
  const Index n = X.rows(), d = X.cols();
  const double count = static_cast<double>(n);
  // Plain loops keep one order of summation in every build.
  Vector sum = Vector::Zero(d);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < d; ++j) sum[j] += X(i, j) / count;  // divided first: the sum cannot overflow
  }
  Vector squares = Vector::Zero(d), rest = Vector::Zero(d);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < d; ++j) {
      const double deviation = X(i, j) - sum[j];
      squares[j] += deviation * deviation;
      rest[j] += deviation;  // 0 but for the rounding of the mean
    }
  }
  Vector mean(d), var(d), scale(d);
  for (Index j = 0; j < d; ++j) {
    mean[j] = sum[j] + rest[j] / count;
    var[j] = (squares[j] - rest[j] * rest[j] / count) / count;
    if (!std::isfinite(var[j])) {
      fail(ErrorCode::kBadValue, {"X: expected deviations below 1e154, got larger ones in column ", j});
    }
    // A column that is constant but for rounding: the bound that scikit-learn 1.2 takes from Chan, Golub & LeVeque.
    constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
    const double roundingOfMean = count * mean[j] * kEpsilon;
    const bool constant = var[j] <= count * kEpsilon * var[j] + roundingOfMean * roundingOfMean;
    scale[j] = constant ? 1.0 : std::sqrt(var[j]);
  }
  mean_ = std::move(mean);
  var_ = std::move(var);
  scale_ = std::move(scale);
}

Matrix StandardScaler::transform(const MatrixView& X) const {
  requireFitted(fitted(), "StandardScaler");
  requireColumns(X, mean_.size());
  Matrix out(X.rows(), X.cols());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) {
      const double centred = options_.withMean ? X(i, j) - mean_[j] : X(i, j);
      out(i, j) = options_.withStd ? centred / scale_[j] : centred;
    }
  }
  return out;
}

Matrix StandardScaler::inverseTransform(const MatrixView& X) const {
  requireFitted(fitted(), "StandardScaler");
  requireColumns(X, mean_.size());
  Matrix out(X.rows(), X.cols());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) {
      const double scaled = options_.withStd ? X(i, j) * scale_[j] : X(i, j);
      out(i, j) = options_.withMean ? scaled + mean_[j] : scaled;
    }
  }
  return out;
}

std::unique_ptr<Transformer> StandardScaler::clone() const { return std::make_unique<StandardScaler>(options_); }

void StandardScaler::checkState() const {
  const Index d = mean_.size();
  requireStateSize("var", var_.size(), d);
  requireStateSize("scale", scale_.size(), d);
  requireStateFinite("mean", mean_);
  requireStateFinite("var", var_);
  requireStateFinite("scale", scale_);
  for (Index j = 0; j < d; ++j) {
    requireState(var_[j] >= 0, "var", "numbers >= 0", var_[j]);
    requireState(scale_[j] > 0, "scale", "numbers > 0", scale_[j]);
  }
}

}  // namespace scrollwork
