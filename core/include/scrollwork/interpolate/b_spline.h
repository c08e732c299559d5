#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct BSplineBasisOptions {
  std::vector<double> knots = {};  ///< m + degree + 1 finite numbers t, ascending, each at most degree + 1 times.
  int degree = 3;                  ///< [0, 16].
  int derivative = 0;              ///< [0, degree] order of the derivative; 0: the functions themselves.

  static constexpr const char* kOwner = "bSplineBasis";
  static void fields(auto& field, auto& o) {
    field("knots", o.knots);
    field("degree", o.degree);
    field("derivative", o.derivative);
  }
};

/// The m B-splines of the knots (de Boor, On calculating with B-splines, 1972; Cox 1972), or their derivatives, at each
/// of n numbers x: n x m. Function j is positive between t_j and t_(j + degree + 1) and 0 elsewhere; on the base
/// interval t_degree .. t_m all of them sum to 1. Outside it the first and the last piece of each go on as polynomials,
/// as scipy's BSpline with extrapolate. At a knot a derivative that jumps is the one from the right.
/// Cost: O(n (m + degree^2)). Throws Error: kBadShape (fewer than 2 (degree + 1) knots), kBadValue (not finite or not
/// ascending, t_degree = t_m, out of range).
[[nodiscard]] Matrix bSplineBasis(const VectorView& x, const BSplineBasisOptions& options);

}  // namespace scrollwork
