// Dong Liu, Jorge Nocedal: "On the limited memory BFGS method for large scale optimization" (1989).
// William Hager, Hongchao Zhang: "A new conjugate gradient method with guaranteed descent and an efficient line search"
// (2005): the approximate Wolfe condition, which still works where the loss no longer resolves its own decrease.
// The objective is convex, so its slope along a line never falls, and the line search needs no more than a bracket.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "linear_model/logistic_solvers.h"

namespace scrollwork {
namespace {

using Size = std::ptrdiff_t;

constexpr int kCorrections = 10;

double product(const Vector& a, const Vector& b) {
  double sum = 0.0;
  for (Size i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void addTo(Vector& target, double factor, const Vector& other) {
  for (Size i = 0; i < target.size(); ++i) target[i] += factor * other[i];
}

/// The last steps s and changes of gradient y; direction() is -H g by the two-loop recursion.
class Corrections {
 public:
  explicit Corrections(Size n) {
    for (Pair& pair : pairs_) pair.s.resize(n), pair.y.resize(n);
  }

  void remember(const Vector& from, const Vector& to, const Vector& gradientFrom, const Vector& gradientTo) {
    Pair& pair = pairs_[static_cast<std::size_t>(count_ % kCorrections)];
    for (Size i = 0; i < from.size(); ++i) {
      pair.s[i] = to[i] - from[i];
      pair.y[i] = gradientTo[i] - gradientFrom[i];
    }
    const double curvature = product(pair.s, pair.y);
    if (!(curvature > 0.0)) return;  // rounding ate it; the older pairs stay valid
    pair.inverseCurvature = 1.0 / curvature;
    scale_ = curvature / product(pair.y, pair.y);
    ++count_;
  }

  void forget() { count_ = 0; }

  void direction(const Vector& gradient, Vector& out) {
    for (Size i = 0; i < gradient.size(); ++i) out[i] = -gradient[i];
    const int oldest = std::max(0, count_ - kCorrections);
    for (int k = count_ - 1; k >= oldest; --k) {
      Pair& pair = pairs_[static_cast<std::size_t>(k % kCorrections)];
      pair.alpha = pair.inverseCurvature * product(pair.s, out);
      addTo(out, -pair.alpha, pair.y);
    }
    const double scale = count_ > 0 ? scale_ : 1.0;
    for (double& component : out) component *= scale;
    for (int k = oldest; k < count_; ++k) {
      const Pair& pair = pairs_[static_cast<std::size_t>(k % kCorrections)];
      addTo(out, pair.alpha - pair.inverseCurvature * product(pair.y, out), pair.s);
    }
  }

 private:
  struct Pair {
    Vector s, y;
    double inverseCurvature = 0, alpha = 0;
  };
  std::array<Pair, kCorrections> pairs_;
  int count_ = 0;
  double scale_ = 1;
};

}  // namespace

SolverResult minimiseLbfgs(LogisticObjective& objective, Vector& theta, double tol, int maxIter) {
  constexpr double kRounding = 64 * std::numeric_limits<double>::epsilon();
  constexpr double kSufficient = 1e-4;
  constexpr double kSlopeLeft = 0.9;
  constexpr int kMaxTrials = 60;
  const Size n = objective.size();
  Vector gradient(n), direction(n), trial(n), trialGradient(n);
  Corrections corrections(n);
  SolverResult result;
  result.loss = objective.evaluate(theta.data(), gradient.data());
  result.converged = largestMagnitude(gradient) <= tol;
  bool steepest = true;
  while (!result.converged && result.nIter < maxIter) {
    corrections.direction(gradient, direction);
    const double slope = product(gradient, direction);
    double low = 0.0, high = std::numeric_limits<double>::infinity();
    double length = steepest ? std::min(1.0, 1.0 / largestMagnitude(gradient)) : 1.0;
    double loss = 0.0;
    bool found = false;
    for (int i = 0; i < kMaxTrials && !found; ++i) {
      for (Size j = 0; j < n; ++j) trial[j] = theta[j] + length * direction[j];
      loss = objective.evaluate(trial.data(), trialGradient.data());
      const double trialSlope = product(trialGradient, direction);
      const bool decreases =
          loss <= result.loss + kSufficient * length * slope ||
          (loss <= result.loss + kRounding * result.loss && trialSlope <= (2 * kSufficient - 1) * slope);
      if (decreases && std::fabs(trialSlope) <= -kSlopeLeft * slope) {
        found = true;
      } else {
        (decreases && trialSlope < 0.0 ? low : high) = length;
        length = std::isinf(high) ? 2.0 * length : 0.5 * (low + high);
      }
    }
    if (!found) {
      if (steepest) return result;  // theta is as good as the arithmetic can tell
      corrections.forget();         // once more, along the gradient itself
      steepest = true;
      continue;
    }
    corrections.remember(theta, trial, gradient, trialGradient);
    theta.swap(trial);
    gradient.swap(trialGradient);
    result.loss = loss;
    result.converged = largestMagnitude(gradient) <= tol;
    steepest = false;
    ++result.nIter;
  }
  return result;
}

}  // namespace scrollwork
