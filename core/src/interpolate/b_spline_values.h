#pragma once

#include <array>

namespace scrollwork {

inline constexpr int kMaxSplineDegree = 16;

/// The degree + 1 B-splines that may differ from 0 at a number.
struct BSplineValues {
  int first = 0;                                        ///< Index of the first of them.
  std::array<double, kMaxSplineDegree + 1> value = {};  ///< degree + 1 entries are set.
};

/// Values or derivatives at x of the B-splines of m + degree + 1 ascending knots, m > degree. x outside the base
/// interval takes the polynomial of the first or last piece. Terms over an empty interval count 0.
[[nodiscard]] BSplineValues bSplineValues(const double* knots, int m, int degree, int derivative, double x);

}  // namespace scrollwork
