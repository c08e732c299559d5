// The papers stand at the rules in the header. Each rule is one loop over arrays that do not overlap, without branches,
// so that it becomes SIMD code for both scalars.

#include "optimization/optimizer.h"

#include <cassert>
#include <cmath>

#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

/// [0, 1): at 1 nothing would ever be forgotten, and the first step would be 0 / 0.
void requireMemory(const char* name, double value) {
  if (value >= 0.0 && value < 1.0) return;
  fail(ErrorCode::kBadValue, {name, ": expected a number >= 0 and < 1, got ", value});
}

/// theta moves towards 0 by `shift` >= 0 and stops there.
template <typename Scalar>
inline Scalar shrunk(Scalar theta, Scalar shift) {
  const Scalar left = std::fabs(theta) - shift;
  return std::copysign(left > Scalar(0) ? left : Scalar(0), theta);
}

/// Runs `rule(i, shrink)` over all elements, where shrink(theta, length) is what the L1 term does to the new theta.
/// Compiled twice for each rule, so that a loss without L1 does not pay for it.
template <typename Scalar, typename Rule>
inline void forEach(std::size_t n, const Scalar* __restrict l1, const Rule& rule) {
  if (l1 == nullptr) {
    for (std::size_t i = 0; i < n; ++i) rule(i, [](Scalar theta, Scalar) { return theta; });
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      rule(i, [weight = l1[i]](Scalar theta, Scalar length) {
        // Not 0 * length at a weight of 0: the length of a rule may be infinite in float.
        return weight > Scalar(0) ? shrunk(theta, weight * length) : theta;
      });
    }
  }
}

template <typename Scalar>
void sgd(std::size_t n, Scalar* __restrict theta, const Scalar* __restrict g, const Scalar* __restrict l1, Scalar eta) {
  forEach(n, l1, [=](std::size_t i, auto shrink) { theta[i] = shrink(theta[i] - eta * g[i], eta); });
}

template <typename Scalar>
void momentum(std::size_t n, Scalar* __restrict theta, const Scalar* __restrict g, const Scalar* __restrict l1,
              Scalar* __restrict v, Scalar eta, Scalar mu, bool nesterov) {
  const Scalar length = eta / (Scalar(1) - mu);  // of all the steps that one gradient causes
  if (nesterov) {
    forEach(n, l1, [=](std::size_t i, auto shrink) {
      v[i] = mu * v[i] - eta * g[i];
      theta[i] = shrink(theta[i] + (mu * v[i] - eta * g[i]), length);
    });
  } else {
    forEach(n, l1, [=](std::size_t i, auto shrink) {
      v[i] = mu * v[i] - eta * g[i];
      theta[i] = shrink(theta[i] + v[i], length);
    });
  }
}

template <typename Scalar>
void rmsprop(std::size_t n, Scalar* __restrict theta, const Scalar* __restrict g, const Scalar* __restrict l1,
             Scalar* __restrict s, Scalar eta, Scalar rho, Scalar epsilon) {
  const Scalar rest = Scalar(1) - rho;
  forEach(n, l1, [=](std::size_t i, auto shrink) {
    s[i] = rho * s[i] + rest * (g[i] * g[i]);
    const Scalar length = eta / (std::sqrt(s[i]) + epsilon);
    theta[i] = shrink(theta[i] - length * g[i], length);
  });
}

template <typename Scalar>
void adam(std::size_t n, Scalar* __restrict theta, const Scalar* __restrict g, const Scalar* __restrict l1,
          Scalar* __restrict v, Scalar* __restrict s, Scalar eta, Scalar beta1, Scalar beta2, Scalar epsilon) {
  const Scalar rest1 = Scalar(1) - beta1;
  const Scalar rest2 = Scalar(1) - beta2;
  forEach(n, l1, [=](std::size_t i, auto shrink) {
    v[i] = beta1 * v[i] + rest1 * g[i];
    s[i] = beta2 * s[i] + rest2 * (g[i] * g[i]);
    const Scalar length = eta / (std::sqrt(s[i]) + epsilon);
    theta[i] = shrink(theta[i] - length * v[i], length);
  });
}

}  // namespace

UpdateRule updateRuleNamed(const std::string& name, const char* option) {
  if (name == "sgd") return UpdateRule::kSgd;
  if (name == "momentum") return UpdateRule::kMomentum;
  if (name == "nesterov") return UpdateRule::kNesterov;
  if (name == "rmsprop") return UpdateRule::kRmsprop;
  if (name == "adam") return UpdateRule::kAdam;
  fail(ErrorCode::kBadValue,
       {option, R"(: expected "sgd", "momentum", "nesterov", "rmsprop" or "adam", got ")", name, "\""});
}

void requireOptimizerSettings(const OptimizerSettings& settings) {
  requireMemory("momentum", settings.momentum);
  requireMemory("rho", settings.rho);
  requireMemory("beta1", settings.beta1);
  requireMemory("beta2", settings.beta2);
  requirePositive("epsilon", settings.epsilon);
}

template <typename Scalar>
Optimizer<Scalar>::Optimizer(const OptimizerSettings& settings, std::size_t size) : settings_(settings), size_(size) {
  const UpdateRule rule = settings.rule;
  const bool hasVelocity = rule == UpdateRule::kMomentum || rule == UpdateRule::kNesterov || rule == UpdateRule::kAdam;
  const bool hasSquares = rule == UpdateRule::kRmsprop || rule == UpdateRule::kAdam;
  velocity_.assign(hasVelocity ? size : 0, Scalar(0));
  squares_.assign(hasSquares ? size : 0, Scalar(0));
}

template <typename Scalar>
void Optimizer<Scalar>::update(std::span<Scalar> theta, std::span<const Scalar> gradient, double learningRate) {
  update(theta, gradient, learningRate, {});
}

template <typename Scalar>
void Optimizer<Scalar>::update(std::span<Scalar> theta, std::span<const Scalar> gradient, double learningRate,
                               std::span<const Scalar> l1) {
  assert(theta.size() == size_ && gradient.size() == size_ && (l1.empty() || l1.size() == size_));
  Scalar* const w = theta.data();
  const Scalar* const g = gradient.data();
  const Scalar* const weight = l1.empty() ? nullptr : l1.data();
  const auto eta = static_cast<Scalar>(learningRate);
  const auto epsilon = static_cast<Scalar>(settings_.epsilon);
  switch (settings_.rule) {
    case UpdateRule::kSgd:
      sgd(size_, w, g, weight, eta);
      break;
    case UpdateRule::kMomentum:
    case UpdateRule::kNesterov:
      momentum(size_, w, g, weight, velocity_.data(), eta, static_cast<Scalar>(settings_.momentum),
               settings_.rule == UpdateRule::kNesterov);
      break;
    case UpdateRule::kRmsprop:
      rmsprop(size_, w, g, weight, squares_.data(), eta, static_cast<Scalar>(settings_.rho), epsilon);
      break;
    case UpdateRule::kAdam: {
      beta1Power_ *= settings_.beta1;
      beta2Power_ *= settings_.beta2;
      const double corrected = learningRate * std::sqrt(1.0 - beta2Power_) / (1.0 - beta1Power_);
      adam(size_, w, g, weight, velocity_.data(), squares_.data(), static_cast<Scalar>(corrected),
           static_cast<Scalar>(settings_.beta1), static_cast<Scalar>(settings_.beta2), epsilon);
      break;
    }
  }
}

template class Optimizer<double>;
template class Optimizer<float>;

}  // namespace scrollwork
