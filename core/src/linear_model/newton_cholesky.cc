// Newton's method with backtracking (Boyd & Vandenberghe, "Convex Optimization", 2004, section 9.5), the step by
// Cholesky factorisation.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "linear_model/logistic_solvers.h"

namespace scrollwork {
namespace {

using Size = std::ptrdiff_t;

double product(const double* a, const double* b, Size n) {
  double sums[4] = {0, 0, 0, 0};
  Size i = 0;
  for (; i + 4 <= n; i += 4) {
    for (Size l = 0; l < 4; ++l) sums[l] += a[i + l] * b[i + l];
  }
  for (; i < n; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Solves H s = -g with the lower triangle of H, which is overwritten. A column that depends on earlier ones (its pivot
/// is rounding error alone) gets s = 0: the step is then the Newton step of the other columns.
void solveNewtonSystem(std::vector<double>& hessian, const Vector& gradient, Vector& step) {
  const Size n = gradient.size();
  double* h = hessian.data();
  const double threshold = 10.0 * static_cast<double>(n) * std::numeric_limits<double>::epsilon();
  for (Size j = 0; j < n; ++j) {
    double* row = h + j * n;
    for (Size i = 0; i < j; ++i) {
      const double* other = h + i * n;
      row[i] = other[i] == 0.0 ? 0.0 : (row[i] - product(row, other, i)) / other[i];
    }
    const double pivot = row[j] - product(row, row, j);
    row[j] = pivot > threshold * row[j] ? std::sqrt(pivot) : 0.0;
  }
  for (Size j = 0; j < n; ++j) {
    const double* row = h + j * n;
    step[j] = row[j] == 0.0 ? 0.0 : (-gradient[j] - product(row, step.data(), j)) / row[j];
  }
  for (Size j = n; j-- > 0;) {
    const double* row = h + j * n;
    step[j] = row[j] == 0.0 ? 0.0 : step[j] / row[j];
    for (Size i = 0; i < j; ++i) step[i] -= row[i] * step[j];
  }
}

}  // namespace

SolverResult minimiseNewtonCholesky(LogisticObjective& objective, Vector& theta, double tol, int maxIter) {
  // A decrease of the loss that drowns in its rounding cannot be seen any more.
  constexpr double kRounding = 64 * std::numeric_limits<double>::epsilon();
  constexpr double kShortStep = 1e-3;  // scores move by less than 1e-3 (d + 1) times 2
  constexpr double kSufficient = 1e-4;
  constexpr int kMaxHalvings = 60;
  const Size n = objective.size();
  std::vector<double> hessian(static_cast<std::size_t>(n * n));
  Vector gradient(n), step(n), trial(n);
  SolverResult result;
  result.loss = objective.evaluate(theta.data(), gradient.data(), hessian.data());
  while (result.nIter < maxIter) {
    const double largest = largestMagnitude(gradient);
    solveNewtonSystem(hessian, gradient, step);
    const double slope = product(gradient.data(), step.data(), n);
    const double promised = -0.5 * slope;  // the decrease of the loss that the quadratic model sees
    ++result.nIter;
    if ((largest <= tol && promised <= tol) || promised <= kRounding * result.loss) {
      // So near, a full step squares what error is left, and needs no check; unless it is long all the same, because it
      // runs along a direction in which the loss is flat to rounding.
      if (largestMagnitude(step) <= kShortStep) {
        theta += step;
        result.loss -= promised;
      }
      result.converged = true;
      break;
    }
    double length = 1.0, loss = 0.0;
    int halvings = 0;
    for (;; length *= 0.5, ++halvings) {
      for (Size i = 0; i < n; ++i) trial[i] = theta[i] + length * step[i];
      loss = objective.evaluate(trial.data(), gradient.data(), hessian.data());
      if (loss <= result.loss + kSufficient * length * slope + kRounding * result.loss) break;
      if (halvings == kMaxHalvings) return result;  // theta is as good as the arithmetic can tell
    }
    theta.swap(trial);
    result.loss = loss;
  }
  return result;
}

}  // namespace scrollwork
