#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace scrollwork {

/// How a gradient becomes a step; g is the gradient, eta the learning rate, v and s start at 0.
enum class UpdateRule {
  kSgd,       ///< "sgd": theta -= eta g.
  kMomentum,  ///< "momentum" (Polyak 1964): v = momentum v - eta g; theta += v.
  kNesterov,  ///< "nesterov" (Sutskever et al. 2013, as scikit-learn): v as above; theta += momentum v - eta g.
  kRmsprop,   ///< "rmsprop" (Tieleman & Hinton 2012): s = rho s + (1 - rho) g^2; theta -= eta g / (sqrt(s) + epsilon).
  kAdam,      ///< "adam" (Kingma & Ba 2015, the form before section 2.1, as scikit-learn): v and s are running means of
              ///< g and g^2; theta -= eta_t v / (sqrt(s) + epsilon), eta_t = eta sqrt(1 - beta2^t) / (1 - beta1^t).
};

/// Throws Error (kBadValue) naming `option` and the five names for any other name.
[[nodiscard]] UpdateRule updateRuleNamed(const std::string& name, const char* option = "optimizer");

struct OptimizerSettings {
  UpdateRule rule = UpdateRule::kSgd;
  double momentum = 0.9;  ///< [0, 1): kMomentum and kNesterov.
  double rho = 0.9;       ///< [0, 1): kRmsprop, memory of the squares.
  double beta1 = 0.9;     ///< [0, 1): kAdam, memory of the gradients.
  double beta2 = 0.999;   ///< [0, 1): kAdam, memory of their squares.
  double epsilon = 1e-8;  ///< > 0: kRmsprop and kAdam.
};

/// Throws Error (kBadValue) for a setting outside the range above, under the names given there.
void requireOptimizerSettings(const OptimizerSettings& settings);

/// The update rules of all first-order learners: linear models in double, networks in float. Scalar is double or float;
/// powers of beta are kept in double. Every element is treated alike and by itself, so results do not depend on how
/// many there are, and are bit-equal in every build. O(size) an update, no allocation after construction; a copy
/// continues independently from the same point.
template <typename Scalar>
class Optimizer {
 public:
  Optimizer() = default;
  /// For `size` parameters. The settings must have passed requireOptimizerSettings.
  Optimizer(const OptimizerSettings& settings, std::size_t size);

  /// One step: theta changes by the rule. theta and gradient have `size` elements (asserted), and do not overlap.
  void update(std::span<Scalar> theta, std::span<const Scalar> gradient, double learningRate);

  /// One step for a loss with an additional sum of l1[i] |theta[i]|: after the step of the rule, theta[i] moves towards
  /// 0 by l1[i] times the length that the rule multiplies a steady gradient with, and stops at exactly 0 (a proximal
  /// step: Beck & Teboulle 2009). A point at rest under this is a stationary point of the whole loss, for every rule.
  /// l1 has `size` elements >= 0 (asserted); those that are 0 get the plain step.
  void update(std::span<Scalar> theta, std::span<const Scalar> gradient, double learningRate,
              std::span<const Scalar> l1);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const OptimizerSettings& settings() const { return settings_; }

 private:
  OptimizerSettings settings_;
  std::size_t size_ = 0;
  std::vector<Scalar> velocity_;  ///< v; empty where the rule has none.
  std::vector<Scalar> squares_;   ///< s; empty where the rule has none.
  double beta1Power_ = 1.0;       ///< beta1^t
  double beta2Power_ = 1.0;
};

extern template class Optimizer<double>;
extern template class Optimizer<float>;

}  // namespace scrollwork
