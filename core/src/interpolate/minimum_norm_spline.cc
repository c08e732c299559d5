// Of all coefficient vectors c with least |y - B c| under the natural conditions Q'c = 0 (Q orthonormal), the shortest
// is the shortest solution with B (I - Q Q') alone: it lies in that matrix's row space, where the conditions hold.

#include "scrollwork/interpolate/minimum_norm_spline.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "interpolate/b_spline_values.h"
#include "linear_model/orthogonal_decomposition.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kDegree = 3;

void checkBoundary(const std::string& boundary) {
  if (boundary != "natural" && boundary != "free") {
    fail(ErrorCode::kBadValue, {"boundary: expected \"natural\" or \"free\", got \"", boundary, "\""});
  }
}

SplineTransformer basisFor(const MinimumNormSplineOptions& options) {
  return SplineTransformer(
      {.nKnots = options.nKnots, .degree = kDegree, .knots = options.knots, .extrapolation = "linear"});
}

/// Two orthonormal vectors: the second derivative at either end is a multiple of the product with the first, or a
/// combination of both.
Matrix naturalConditions(const double* knots, int m) {
  Matrix Q = Matrix::Zero(2, m);
  // On a range of length 1, because second derivatives have its square below them.
  std::vector<double> t(knots, knots + m + kDegree + 1);
  for (double& knot : t) knot = (knot - knots[kDegree]) / (knots[m] - knots[kDegree]);
  for (int end = 0; end < 2; ++end) {
    const BSplineValues bend = bSplineValues(t.data(), m, kDegree, 2, end);
    double largest = 0;
    for (int r = 0; r <= kDegree; ++r) largest = std::max(largest, std::fabs(bend.value[static_cast<std::size_t>(r)]));
    for (int r = 0; r <= kDegree; ++r) Q(end, bend.first + r) = bend.value[static_cast<std::size_t>(r)] / largest;
    if (end == 1) Q.row(1) -= Q.row(0) * Q.row(0).dot(Q.row(1));
    Q.row(end) /= Q.row(end).norm();
  }
  return Q;
}

}  // namespace

MinimumNormSpline::MinimumNormSpline(MinimumNormSplineOptions options) : options_(std::move(options)) {}

void MinimumNormSpline::fit(const MatrixView& X, const VectorView& y) {
  *this = MinimumNormSpline(options_);
  checkBoundary(options_.boundary);
  requireSamples(X, y);
  SplineTransformer basis = basisFor(options_);
  basis.fit(X);
  Matrix B = basis.transform(X);
  const int m = options_.nKnots + kDegree - 1;
  for (Index j = 0; j < X.cols() && options_.boundary == "natural"; ++j) {
    const Matrix Q = naturalConditions(basis.knots().row(j).data(), m);
    for (Index i = 0; i < B.rows(); ++i) {
      auto row = B.row(i).segment(j * m, m);
      for (Index end = 0; end < 2; ++end) row -= row.dot(Q.row(end)) * Q.row(end);
    }
  }
  const CentredColumns problem(B, y, options_.fitIntercept);
  problem.requireSquares();
  LeastSquares solution = minimumNormLeastSquares(problem);
  intercept_ = problem.intercept(solution.coef);
  rank_ = solution.rank;
  basis_ = std::move(basis);
  coef_ = std::move(solution.coef);
}

Vector MinimumNormSpline::predict(const MatrixView& X) const {
  requireFitted(fitted(), "MinimumNormSpline");
  const Matrix B = basis_.transform(X);
  Vector out(X.rows());
  for (Index i = 0; i < X.rows(); ++i) out[i] = B.row(i).dot(coef_) + intercept_;
  return out;
}

std::unique_ptr<Regressor> MinimumNormSpline::clone() const { return std::make_unique<MinimumNormSpline>(options_); }

void MinimumNormSpline::checkState() const {
  checkBoundary(options_.boundary);
  const SplineTransformerOptions& inside = basis_.options();
  if (fitted()) {
    requireState(inside.nKnots == options_.nKnots && inside.degree == kDegree && inside.knots == options_.knots &&
                     inside.extrapolation == "linear" && inside.includeBias,
                 "basis.options", "those that follow from options");
  }
  requireStateSize("coef", coef_.size(), basis_.nOutputFeatures());
  requireStateFinite("coef", coef_);
  requireState(std::isfinite(intercept_), "intercept", "a finite number", intercept_);
  requireRange("rank", rank_, 0, static_cast<int>(coef_.size()));
}

}  // namespace scrollwork
