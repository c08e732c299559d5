// Carl de Boor: "A Practical Guide to Splines" (1978), chapter IV: the slopes at the points solve a tridiagonal system.

#include "scrollwork/interpolate/cubic_spline.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void checkOptions(const CubicSplineOptions& options) {
  const std::string& type = options.bcType;
  if (type != "not-a-knot" && type != "natural" && type != "clamped") {
    fail(ErrorCode::kBadValue,
         {"bcType: expected \"not-a-knot\", \"natural\" or \"clamped\", got \"", options.bcType, "\""});
  }
}

/// Slopes s at the points: below_i s_{i-1} + diagonal_i s_i + above_i s_{i+1} = right_i. Every row is diagonally
/// dominant or, at a not-a-knot end, becomes so by the first elimination: no pivoting.
Vector solveTridiagonal(const Vector& below, Vector diagonal, const Vector& above, Vector right) {
  const Index n = right.size();
  for (Index i = 1; i < n; ++i) {
    const double factor = below[i] / diagonal[i - 1];
    diagonal[i] -= factor * above[i - 1];
    right[i] -= factor * right[i - 1];
  }
  right[n - 1] /= diagonal[n - 1];
  for (Index i = n - 2; i >= 0; --i) right[i] = (right[i] - above[i] * right[i + 1]) / diagonal[i];
  return right;
}

/// h: the n - 1 distances, steep: the slopes of the straight lines between neighbours.
Vector slopes(const Vector& h, const Vector& steep, const std::string& bcType) {
  const Index n = h.size() + 1;
  const bool notAKnot = bcType == "not-a-knot";
  if (n == 2) return Vector::Constant(2, bcType == "clamped" ? 0.0 : steep[0]);
  if (n == 3 && notAKnot) {  // the parabola: its slope in the middle is the mean of the two, weighted crosswise
    const double bend = (steep[1] - steep[0]) / (h[0] + h[1]);
    Vector s(3);
    s << steep[0] - bend * h[0], steep[0] + bend * h[0], steep[1] + bend * h[1];
    return s;
  }
  Vector below(n), diagonal(n), above(n), right(n);
  for (Index i = 1; i < n - 1; ++i) {
    below[i] = h[i];
    diagonal[i] = 2 * (h[i - 1] + h[i]);
    above[i] = h[i - 1];
    right[i] = 3 * (h[i] * steep[i - 1] + h[i - 1] * steep[i]);
  }
  // One end: `first` is the piece at it, `second` the next one.
  const auto end = [&](Index row, Index first, Index second, double& toNeighbour) {
    if (notAKnot) {
      const double both = h[first] + h[second];
      diagonal[row] = h[second];
      toNeighbour = both;
      right[row] = ((h[first] + 2 * both) * h[second] * steep[first] + h[first] * h[first] * steep[second]) / both;
    } else if (bcType == "natural") {
      diagonal[row] = 2;
      toNeighbour = 1;
      right[row] = 3 * steep[first];
    } else {
      diagonal[row] = 1;
      toNeighbour = 0;
      right[row] = 0;
    }
  };
  end(0, 0, 1, above[0]);
  end(n - 1, n - 2, n - 3, below[n - 1]);
  return solveTridiagonal(below, diagonal, above, right);
}

}  // namespace

CubicSpline::CubicSpline(CubicSplineOptions options) : options_(std::move(options)) {}

void CubicSpline::fit(const MatrixView& X, const VectorView& y) {
  *this = CubicSpline(options_);
  checkOptions(options_);
  requireSamples(X, y);
  const Index n = X.rows();
  if (n < 2) fail(ErrorCode::kBadShape, {"X: expected at least two rows, got ", n});
  if (X.cols() != 1) fail(ErrorCode::kBadShape, {"X: expected one column, got ", X.cols()});
  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&X](Index a, Index b) { return X(a, 0) < X(b, 0); });
  Vector x(n), h(n - 1), steep(n - 1);
  for (Index i = 0; i < n; ++i) x[i] = X(order[static_cast<std::size_t>(i)], 0);
  for (Index i = 0; i + 1 < n; ++i) {
    h[i] = x[i + 1] - x[i];
    if (h[i] == 0) fail(ErrorCode::kBadValue, {"X: expected different numbers, got ", x[i], " twice"});
    steep[i] = (y[order[static_cast<std::size_t>(i) + 1]] - y[order[static_cast<std::size_t>(i)]]) / h[i];
  }
  const Vector s = slopes(h, steep, options_.bcType);
  Matrix c(4, n - 1);
  double notFinite = 0;
  for (Index i = 0; i + 1 < n; ++i) {
    const double bend = (s[i] + s[i + 1] - 2 * steep[i]) / h[i];
    c(0, i) = bend / h[i];
    c(1, i) = (steep[i] - s[i]) / h[i] - bend;
    c(2, i) = s[i];
    c(3, i) = y[order[static_cast<std::size_t>(i)]];
    for (Index k = 0; k < 4; ++k) notFinite += c(k, i) - c(k, i);
  }
  if (notFinite != 0) {
    fail(ErrorCode::kBadValue, {"X: expected distances whose cubes neither vanish nor overflow, got some from ",
                                h.minCoeff(), " to ", h.maxCoeff(), ": scale the column first"});
  }
  x_ = std::move(x);
  c_ = std::move(c);
}

Vector CubicSpline::predict(const MatrixView& X) const {
  requireFitted(fitted(), "CubicSpline");
  requireColumns(X, 1);
  return evaluate(X.col(0));
}

Vector CubicSpline::evaluate(const VectorView& x, int derivative) const {
  requireFitted(fitted(), "CubicSpline");
  requireRange("derivative", derivative, 0, 3);
  Vector out(x.size());
  for (Index i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) fail(ErrorCode::kBadValue, {"x: expected finite numbers, got ", x[i], " at ", i});
    // The last point belongs to the last piece, as does all that is beyond it.
    const Index piece = std::upper_bound(x_.data() + 1, x_.data() + x_.size() - 1, x[i]) - x_.data() - 1;
    const double t = x[i] - x_[piece];
    const double c0 = c_(0, piece), c1 = c_(1, piece), c2 = c_(2, piece), c3 = c_(3, piece);
    switch (derivative) {
      case 0:
        out[i] = ((c0 * t + c1) * t + c2) * t + c3;
        break;
      case 1:
        out[i] = (3 * c0 * t + 2 * c1) * t + c2;
        break;
      case 2:
        out[i] = 6 * c0 * t + 2 * c1;
        break;
      default:
        out[i] = 6 * c0;
    }
  }
  return out;
}

std::unique_ptr<Regressor> CubicSpline::clone() const { return std::make_unique<CubicSpline>(options_); }

void CubicSpline::checkState() const {
  checkOptions(options_);
  if (c_.size() == 0 && x_.size() == 0) return;
  if (x_.size() < 2 || c_.rows() != 4 || c_.cols() != x_.size() - 1) {
    fail(ErrorCode::kBadValue, {"c: expected 4 x ", x_.size() - 1, ", got ", c_.rows(), " x ", c_.cols()});
  }
  for (Index i = 0; i < x_.size(); ++i) {
    if (!std::isfinite(x_[i]) || (i > 0 && x_[i] <= x_[i - 1])) {
      fail(ErrorCode::kBadValue, {"x: expected finite ascending numbers, got ", x_[i], " at ", i});
    }
  }
  requireColumns(c_, x_.size() - 1, "c");
}

}  // namespace scrollwork
