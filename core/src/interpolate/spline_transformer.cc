// Paul Eilers, Brian Marx: "Flexible smoothing with B-splines and penalties" (1996): knots that go on beyond the range
// instead of being repeated at its ends.

#include "scrollwork/interpolate/spline_transformer.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "interpolate/b_spline_values.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kMaxKnots = 1000;

void checkOptions(const SplineTransformerOptions& options) {
  requireRange("nKnots", options.nKnots, 2, kMaxKnots);
  requireRange("degree", options.degree, 0, kMaxSplineDegree);
  if (options.knots != "uniform" && options.knots != "quantile") {
    fail(ErrorCode::kBadValue, {"knots: expected \"uniform\" or \"quantile\", got \"", options.knots, "\""});
  }
  const std::string& mode = options.extrapolation;
  if (mode != "constant" && mode != "linear" && mode != "continue" && mode != "error" && mode != "periodic") {
    fail(ErrorCode::kBadValue,
         {"extrapolation: expected \"constant\", \"linear\", \"continue\", \"error\" or \"periodic\", got \"", mode,
          "\""});
  }
  if (mode == "periodic" && options.degree >= options.nKnots) {
    fail(ErrorCode::kBadValue,
         {"degree: expected below nKnots = ", options.nKnots, " when periodic, got ", options.degree});
  }
  if (options.nKnots + options.degree == 2 && !options.includeBias) {
    fail(ErrorCode::kBadValue, {"includeBias: expected true for a single function, got false"});
  }
}

/// The quantiles i / (m - 1) of ascending values, interpolated linearly (numpy's percentile).
void quantiles(const std::vector<double>& sorted, int m, double* out) {
  for (int i = 0; i < m; ++i) {
    const double at = static_cast<double>(sorted.size() - 1) * (static_cast<double>(i) / (m - 1));
    const auto below = std::min(static_cast<std::size_t>(at), sorted.size() - 1);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    out[i] = sorted[below] + (sorted[above] - sorted[below]) * (at - static_cast<double>(below));
  }
}

/// m knots from the smallest to the largest of the values.
void placeBaseKnots(std::vector<double> values, int m, bool byQuantiles, double* out) {
  std::sort(values.begin(), values.end());
  double low = values.front(), high = values.back();
  if (low == high) {
    low -= 0.5;
    high += 0.5;
    if (low == high) high = low + std::max(std::fabs(low), 1.0) * 1e-3;  // 1/2 is lost beside a number above 1e16
    byQuantiles = false;
  }
  if (byQuantiles) {
    quantiles(values, m, out);
    if (std::adjacent_find(out, out + m, std::greater_equal<>()) == out + m) return;
    values.erase(std::unique(values.begin(), values.end()), values.end());
    quantiles(values, m, out);
    return;
  }
  const double step = (high - low) / (m - 1);
  for (int i = 0; i < m; ++i) out[i] = low + i * step;
  out[m - 1] = high;
}

}  // namespace

SplineTransformer::SplineTransformer(SplineTransformerOptions options) : options_(std::move(options)) {}

void SplineTransformer::fit(const MatrixView& X) {
  *this = SplineTransformer(options_);
  checkOptions(options_);
  requireSamples(X);
  const int m = options_.nKnots, degree = options_.degree;
  Matrix knots(X.cols(), m + 2 * degree);
  for (Index j = 0; j < X.cols(); ++j) {
    std::vector<double> values(static_cast<std::size_t>(X.rows()));
    for (Index i = 0; i < X.rows(); ++i) values[static_cast<std::size_t>(i)] = X(i, j);
    double* const base = knots.row(j).data() + degree;
    placeBaseKnots(std::move(values), m, options_.knots == "quantile", base);
    const bool periodic = options_.extrapolation == "periodic";
    const double period = base[m - 1] - base[0];
    for (int i = 1; i <= degree; ++i) {
      base[-i] = periodic ? base[m - 1 - i] - period : base[0] - i * (base[1] - base[0]);
      base[m - 1 + i] = periodic ? base[i] + period : base[m - 1] + i * (base[m - 1] - base[m - 2]);
    }
    if (!std::isfinite(base[-degree]) || !std::isfinite(base[m - 1 + degree]) || !std::isfinite(period)) {
      fail(ErrorCode::kBadValue, {"X: expected a range that does not overflow, got one that does in column ", j});
    }
  }
  knots_ = std::move(knots);
}

int SplineTransformer::nFunctions() const {
  return options_.extrapolation == "periodic" ? options_.nKnots - 1 : options_.nKnots + options_.degree - 1;
}

int SplineTransformer::nOutputFeatures() const {
  return nFeaturesIn() * (nFunctions() - (options_.includeBias ? 0 : 1));
}

Matrix SplineTransformer::transform(const MatrixView& X) const {
  requireFitted(fitted(), "SplineTransformer");
  requireColumns(X, knots_.rows());
  const int degree = options_.degree, m = options_.nKnots + degree - 1;
  const int functions = nFunctions(), kept = functions - (options_.includeBias ? 0 : 1);
  const std::string& mode = options_.extrapolation;
  Matrix out = Matrix::Zero(X.rows(), nOutputFeatures());
  double notFinite = 0;
  for (Index j = 0; j < X.cols(); ++j) {
    const double* const t = knots_.row(j).data();
    const double low = t[degree], high = t[m];
    for (Index i = 0; i < X.rows(); ++i) {
      double x = X(i, j);
      const double inside = std::clamp(x, low, high);
      double beyond = 0;  // what the tangents are followed for
      if (x != inside && mode != "continue") {
        if (mode == "error") {
          fail(ErrorCode::kBadValue, {"X: expected ", low, "..", high, " in column ", j, ", got ", x, " in row ", i});
        }
        if (mode == "periodic") {
          x -= std::floor((x - low) / (high - low)) * (high - low);
          x = std::clamp(x, low, high);  // the product rounds
        } else {
          if (mode == "linear" && degree > 0) beyond = x - inside;
          x = inside;
        }
      }
      const BSplineValues values = bSplineValues(t, m, degree, 0, x);
      BSplineValues tangents;
      if (beyond != 0) tangents = bSplineValues(t, m, degree, 1, x);
      double* const to = out.row(i).data() + j * kept;
      for (int r = 0; r <= degree; ++r) {
        const auto at = static_cast<std::size_t>(r);
        const double value = values.value[at] + beyond * tangents.value[at];
        const int function = values.first + r < functions ? values.first + r : values.first + r - functions;
        notFinite += value - value;
        if (function < kept) to[function] += value;
      }
    }
  }
  if (notFinite != 0) {
    fail(ErrorCode::kBadValue, {"X: expected numbers near the range of fit, got one so far away that it overflows"});
  }
  return out;
}

std::unique_ptr<Transformer> SplineTransformer::clone() const { return std::make_unique<SplineTransformer>(options_); }

void SplineTransformer::checkState() const {
  checkOptions(options_);
  if (knots_.size() == 0) return;
  const int m = options_.nKnots, degree = options_.degree;
  requireColumns(knots_, m + 2 * degree, "knots");
  for (Index j = 0; j < knots_.rows(); ++j) {
    const double* const t = knots_.row(j).data();
    if (!std::is_sorted(t, t + knots_.cols()) || t[degree] == t[m + degree - 1]) {
      fail(ErrorCode::kBadValue, {"knots: expected ascending numbers, got others in row ", j});
    }
  }
}

}  // namespace scrollwork
