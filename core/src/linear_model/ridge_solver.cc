#include "linear_model/ridge_solver.h"

#include <algorithm>
#include <cmath>

namespace scrollwork {

RidgeSolver::RidgeSolver(const CentredColumns& problem)
    : exponent_(commonExponents(problem).front()),
      outer_(problem, commonExponents(problem)),
      inner_(outer_.middle(), outer_.rank()),
      nSingular_(std::min(problem.n, problem.d)),
      target_(outer_.reduce(problem.y)) {
  inner_.applyLeftTransposed(target_.data());
}

Vector RidgeSolver::solve(double alpha) const {
  std::vector<double> z(static_cast<std::size_t>(outer_.rank()));
  // Bounded, because alpha in the units inside could overflow; there it makes every coefficient 0 anyway.
  inner_.solve(std::min(1e300, std::ldexp(alpha, -2 * exponent_)), target_.data(), z.data());
  inner_.applyRight(z.data());
  Vector w = outer_.expand(z.data());
  for (double& component : w) component = std::ldexp(component, -exponent_);
  return w;
}

Vector RidgeSolver::singularValues() const {
  Vector values = Vector::Zero(nSingular_);
  const Vector inner = inner_.singularValues();
  for (Eigen::Index i = 0; i < inner.size(); ++i) values[i] = std::ldexp(inner[i], exponent_);
  return values;
}

}  // namespace scrollwork
