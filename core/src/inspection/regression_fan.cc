#include "scrollwork/inspection/regression_fan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "math/nan.h"
#include "scrollwork/current_error.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

/// Of ascending numbers, interpolated linearly between neighbours.
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), sorted.size() - 1);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
}

}  // namespace

RegressionFan::RegressionFan(RegressionFanOptions options) : options_(std::move(options)) {}

void RegressionFan::begin(const MatrixView& X, const VectorView& y, const Regressor& prototype) {
  *this = RegressionFan(options_);
  requireRange("nFits", options_.nFits, 1, 10000);
  requireRange("high", options_.high, 0.0, 1.0);
  requireRange("low", options_.low, 0.0, options_.high);
  const bool without = options_.resample == "subsample";
  if (!without && options_.resample != "bootstrap") {
    fail(ErrorCode::kBadValue, {"resample: expected \"bootstrap\" or \"subsample\", got \"", options_.resample, "\""});
  }
  requireSamples(X, y);
  requireRange("trainSize", options_.trainSize, 0, without ? static_cast<int>(X.rows()) : 1000000);
  const Matrix grid = regressionGrid({options_.xMin, options_.xMax, options_.nPoints, options_.feature, options_.fixed},
                                     static_cast<int>(X.cols()));
  curves_ = Matrix::Constant(options_.nFits, options_.nPoints, kNan);
  X_ = X;
  y_ = y;
  grid_ = grid;
  x_ = grid.col(options_.feature);
  prototype_ = prototype.clone();
}

Labels RegressionFan::trainingRows(int i) const {
  requireFitted(prototype_ != nullptr, "RegressionFan: begin");
  requireRange("i", i, 0, options_.nFits - 1);
  const int n = static_cast<int>(X_.rows());
  const bool without = options_.resample == "subsample";
  const int size = options_.trainSize > 0 ? options_.trainSize : without ? (n + 1) / 2 : n;
  Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(i));
  if (without) return rng.permutation(n).head(size);
  Labels rows(size);
  for (int& row : rows) row = rng.integer(0, n - 1);
  return rows;
}

void RegressionFan::step(int n) {
  requireFitted(prototype_ != nullptr, "RegressionFan: begin");
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  for (; n > 0 && !done(); --n) {
    const Labels rows = trainingRows(nDone_);
    Matrix X(rows.size(), X_.cols());
    Vector y(rows.size());
    for (Index i = 0; i < rows.size(); ++i) {
      X.row(i) = X_.row(rows[i]);
      y[i] = y_[rows[i]];
    }
    fitTo(X, y);
  }
}

void RegressionFan::addFit(const MatrixView& X, const VectorView& y) {
  requireFitted(prototype_ != nullptr, "RegressionFan: begin");
  if (done()) return;
  requireSamples(X, y);
  requireColumns(X, X_.cols());
  fitTo(X, y);
}

void RegressionFan::fitTo(const MatrixView& X, const VectorView& y) {
  try {
    const std::unique_ptr<Regressor> model = prototype_->clone();
    model->fit(X, y);
    curves_.row(nDone_) = model->predict(grid_).transpose();
  } catch (...) {
    curves_.row(nDone_).setConstant(kNan);
    rethrowWithin({"fit ", nDone_, ": "});
  }
  ++nDone_;
}

FanSummary RegressionFan::summary() const {
  requireFitted(prototype_ != nullptr, "RegressionFan: begin");
  FanSummary out;
  out.mean = Vector::Constant(options_.nPoints, kNan);
  out.std = out.low = out.high = out.mean;
  if (nDone_ == 0) return out;
  std::vector<double> values(static_cast<std::size_t>(nDone_));
  for (Index j = 0; j < out.mean.size(); ++j) {
    for (int i = 0; i < nDone_; ++i) values[static_cast<std::size_t>(i)] = curves_(i, j);
    std::sort(values.begin(), values.end());
    double mean = 0, squares = 0;
    for (const double value : values) mean += value / nDone_;
    for (const double value : values) squares += (value - mean) * (value - mean);
    out.mean[j] = mean;
    out.std[j] = std::sqrt(squares / nDone_);
    out.low[j] = quantile(values, options_.low);
    out.high[j] = quantile(values, options_.high);
  }
  return out;
}

}  // namespace scrollwork
