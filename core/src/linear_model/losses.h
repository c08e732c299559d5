#pragma once

#include <cmath>
#include <string>

#include "scrollwork/math/elementary.h"

namespace scrollwork {

/// The losses of scikit-learn's SGD models, of a prediction p and a target y (for classes y = -1 or 1).
enum class Loss {
  kSquaredError,               ///< (p - y)^2 / 2
  kHuber,                      ///< the same up to |p - y| = epsilon, linear beyond
  kEpsilonInsensitive,         ///< max(0, |p - y| - epsilon)
  kSquaredEpsilonInsensitive,  ///< its square
  kHinge,                      ///< max(0, 1 - p y)
  kSquaredHinge,               ///< its square
  kPerceptron,                 ///< max(0, -p y)
  kLogLoss,                    ///< log(1 + e^(-p y))
  kModifiedHuber,              ///< max(0, 1 - p y)^2 for p y >= -1, -4 p y below
};

/// "squared_error", "huber", "epsilon_insensitive", "squared_epsilon_insensitive" and, where classes are learned,
/// "hinge", "squared_hinge", "perceptron", "log_loss", "modified_huber". Throws Error (kBadValue) with the names.
[[nodiscard]] Loss lossNamed(const std::string& name, bool forClasses);

/// Whether y is -1 or 1.
[[nodiscard]] inline bool isMarginLoss(Loss loss) { return loss >= Loss::kHinge; }

[[nodiscard]] inline double lossOf(Loss loss, double p, double y, double epsilon) {
  const double residual = p - y, size = std::fabs(residual), margin = p * y;
  switch (loss) {
    case Loss::kSquaredError:
      return 0.5 * residual * residual;
    case Loss::kHuber:
      return size <= epsilon ? 0.5 * residual * residual : epsilon * size - 0.5 * epsilon * epsilon;
    case Loss::kEpsilonInsensitive:
      return size > epsilon ? size - epsilon : 0.0;
    case Loss::kSquaredEpsilonInsensitive:
      return size > epsilon ? (size - epsilon) * (size - epsilon) : 0.0;
    case Loss::kHinge:
      return margin < 1.0 ? 1.0 - margin : 0.0;
    case Loss::kSquaredHinge:
      return margin < 1.0 ? (1.0 - margin) * (1.0 - margin) : 0.0;
    case Loss::kPerceptron:
      return margin < 0.0 ? -margin : 0.0;
    case Loss::kLogLoss:
      return (margin < 0.0 ? -margin : 0.0) + math::log1p(math::exp(-std::fabs(margin)));
    case Loss::kModifiedHuber:
      if (margin >= 1.0) return 0.0;
      return margin >= -1.0 ? (1.0 - margin) * (1.0 - margin) : -4.0 * margin;
  }
  return 0.0;
}

/// The derivative by p; where there are two, the one from the side of the larger loss, as scikit-learn.
[[nodiscard]] inline double lossSlope(Loss loss, double p, double y, double epsilon) {
  const double residual = p - y, size = std::fabs(residual), margin = p * y;
  switch (loss) {
    case Loss::kSquaredError:
      return residual;
    case Loss::kHuber:
      return size <= epsilon ? residual : std::copysign(epsilon, residual);
    case Loss::kEpsilonInsensitive:
      return size > epsilon ? std::copysign(1.0, residual) : 0.0;
    case Loss::kSquaredEpsilonInsensitive:
      return size > epsilon ? std::copysign(2.0 * (size - epsilon), residual) : 0.0;
    case Loss::kHinge:
      return margin <= 1.0 ? -y : 0.0;
    case Loss::kSquaredHinge:
      return margin < 1.0 ? -2.0 * y * (1.0 - margin) : 0.0;
    case Loss::kPerceptron:
      return margin <= 0.0 ? -y : 0.0;
    case Loss::kLogLoss:
      return -y * math::expit(-margin);
    case Loss::kModifiedHuber:
      if (margin >= 1.0) return 0.0;
      return margin >= -1.0 ? -2.0 * y * (1.0 - margin) : -4.0 * y;
  }
  return 0.0;
}

}  // namespace scrollwork
