// Carl de Boor: "On calculating with B-splines" (1972): the recurrence in the degree, whose terms are all positive
// inside the base interval. A derivative is a difference of two functions one degree lower (A Practical Guide to
// Splines, chapter X), so the last `derivative` raises of the degree take differences instead.

#include "scrollwork/interpolate/b_spline.h"

#include <algorithm>
#include <cmath>

#include "interpolate/b_spline_values.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

BSplineValues bSplineValues(const double* t, int m, int degree, int derivative, double x) {
  // The piece t_i <= x < t_(i+1) with degree <= i < m that is not empty; the last one also takes its right end.
  int i = static_cast<int>(std::upper_bound(t + degree, t + m, x) - t) - 1;
  i = std::clamp(i, degree, m - 1);
  while (i > degree && t[i] == t[i + 1]) --i;
  while (i < m - 1 && t[i] == t[i + 1]) ++i;
  BSplineValues out;
  out.first = i - degree;
  std::array<double, kMaxSplineDegree + 1>& v = out.value;
  v[0] = 1;
  for (int d = 1; d <= degree; ++d) {
    const bool differences = d > degree - derivative;
    // v[r - 1] and v[r] hold functions j and j + 1 of degree d - 1, where j = i - d + r; going down keeps the old ones.
    for (int r = d; r >= 0; --r) {
      const int j = i - d + r;
      const double left = r > 0 ? t[j + d] - t[j] : 0.0;
      const double right = r < d ? t[j + d + 1] - t[j + 1] : 0.0;
      double sum = 0;
      if (left > 0) sum += (differences ? d : x - t[j]) / left * v[static_cast<std::size_t>(r) - 1];
      if (right > 0) sum += (differences ? -d : t[j + d + 1] - x) / right * v[static_cast<std::size_t>(r)];
      v[static_cast<std::size_t>(r)] = sum;
    }
  }
  return out;
}

Matrix bSplineBasis(const VectorView& x, const BSplineBasisOptions& options) {
  const Eigen::Map<const Vector> t(options.knots.data(), static_cast<Index>(options.knots.size()));
  const int degree = options.degree;
  requireRange("degree", degree, 0, kMaxSplineDegree);
  requireRange("derivative", options.derivative, 0, degree);
  if (t.size() < Index{2} * (degree + 1)) {
    fail(ErrorCode::kBadShape, {"knots: expected at least ", 2 * (degree + 1), " numbers, got ", t.size()});
  }
  const int m = static_cast<int>(t.size()) - degree - 1;
  for (Index i = 0; i < t.size(); ++i) {
    if (!std::isfinite(t[i]) || (i > 0 && t[i] < t[i - 1])) {
      fail(ErrorCode::kBadValue, {"knots: expected finite ascending numbers, got ", t[i], " at ", i});
    }
    if (i > degree && t[i] == t[i - degree - 1]) {
      fail(ErrorCode::kBadValue, {"knots: expected each at most ", degree + 1, " times, got ", t[i], " more often"});
    }
  }
  if (t[degree] == t[m]) {
    fail(ErrorCode::kBadValue, {"knots: expected different ones at ", degree, " and ", m, ", got ", t[m], " twice"});
  }
  Matrix out = Matrix::Zero(x.size(), m);
  for (Index i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) fail(ErrorCode::kBadValue, {"x: expected finite numbers, got ", x[i], " at ", i});
    const BSplineValues at = bSplineValues(t.data(), m, degree, options.derivative, x[i]);
    std::copy_n(at.value.begin(), degree + 1, out.row(i).data() + at.first);
  }
  return out;
}

}  // namespace scrollwork
