#pragma once

#include <algorithm>
#include <cmath>

#include "linear_model/logistic_objective.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct SolverResult {
  double loss = 0;
  int nIter = 0;
  bool converged = false;
};

/// Of all components; 0 of none.
inline double largestMagnitude(const Vector& a) {
  double largest = 0.0;
  for (const double component : a) largest = std::max(largest, std::fabs(component));
  return largest;
}

/// Minimise the objective from theta on, which becomes the best point found. Converged when no component of the
/// gradient exceeds tol (and, for Newton, the decrease of the loss that the next step promises does not either).
SolverResult minimiseNewtonCholesky(LogisticObjective& objective, Vector& theta, double tol, int maxIter);
SolverResult minimiseLbfgs(LogisticObjective& objective, Vector& theta, double tol, int maxIter);

}  // namespace scrollwork
