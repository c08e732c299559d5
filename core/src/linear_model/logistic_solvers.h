#pragma once

#include "linear_model/logistic_objective.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct SolverResult {
  double loss = 0;
  int nIter = 0;
  bool converged = false;
};

/// Minimise the objective from theta on, which becomes the best point found. Converged when no component of the
/// gradient exceeds tol (and, for Newton, the decrease of the loss that the next step promises does not either).
SolverResult minimiseNewtonCholesky(LogisticObjective& objective, Vector& theta, double tol, int maxIter);
SolverResult minimiseLbfgs(LogisticObjective& objective, Vector& theta, double tol, int maxIter);

}  // namespace scrollwork
