#include "optimization/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/reference_file.h"
#include "scrollwork/error.h"

namespace scrollwork {
namespace {

constexpr UpdateRule kRules[] = {UpdateRule::kSgd, UpdateRule::kMomentum, UpdateRule::kNesterov, UpdateRule::kRmsprop,
                                 UpdateRule::kAdam};

// Ten steps of sums and products of size 1 to 50: rounding of 10 x 50 x eps at most, times a few operations; in float
// the same with its own eps.
TEST(Optimizer, FollowsScikitLearnsRules) {
  const nlohmann::json reference = readReference("optimization");
  const Vector start = vectorFrom(reference["start"]);
  const Matrix gradients = matrixFrom(reference["gradients"]);
  const auto size = static_cast<std::size_t>(start.size());
  for (const nlohmann::json& c : reference["cases"]) {
    SCOPED_TRACE(c["rule"].get<std::string>());
    const OptimizerSettings settings{.rule = updateRuleNamed(c["rule"].get<std::string>()),
                                     .momentum = c.value("momentum", 0.9),
                                     .rho = c.value("rho", 0.9),
                                     .beta1 = c.value("beta1", 0.9),
                                     .beta2 = c.value("beta2", 0.999),
                                     .epsilon = c.value("epsilon", 1e-8)};
    requireOptimizerSettings(settings);
    const double rate = c["learningRate"].get<double>();
    Optimizer<double> precise(settings, size);
    Optimizer<float> coarse(settings, size);
    Vector theta = start;
    std::vector<float> thetaFloat(start.begin(), start.end());
    const Matrix path = matrixFrom(c["path"]);
    for (Eigen::Index t = 0; t < gradients.rows(); ++t) {
      const Vector gradient = gradients.row(t).transpose();
      const std::vector<float> gradientFloat(gradient.begin(), gradient.end());
      precise.update({theta.data(), size}, {gradient.data(), size}, rate);
      coarse.update(thetaFloat, gradientFloat, rate);
      for (std::size_t i = 0; i < size; ++i) {
        const auto j = static_cast<Eigen::Index>(i);
        const double scale = std::max(1.0, std::fabs(path(t, j)));
        EXPECT_NEAR(theta[j], path(t, j), 1e-14 * scale) << "step " << t << " parameter " << i;
        EXPECT_NEAR(thetaFloat[i], path(t, j), 1e-5 * scale) << "step " << t << " parameter " << i;
      }
    }
  }
}

// An element's way must not depend on its neighbours or its place: vector code and its remainder agree bit for bit.
TEST(Optimizer, EachElementIsAloneInTheWorld) {
  for (const UpdateRule rule : kRules) {
    constexpr std::size_t kSize = 11;
    Optimizer<double> together({.rule = rule}, kSize);
    std::vector<double> theta(kSize), gradient(kSize), l1(kSize);
    for (std::size_t i = 0; i < kSize; ++i) theta[i] = 0.3 * static_cast<double>(i) - 1.1, l1[i] = i % 3 == 0 ? 0 : 0.2;
    std::vector<double> alone = theta;
    std::vector<Optimizer<double>> single(kSize, Optimizer<double>({.rule = rule}, 1));
    for (int t = 0; t < 20; ++t) {
      for (std::size_t i = 0; i < kSize; ++i) gradient[i] = theta[i] * static_cast<double>(i) - 0.7;
      for (std::size_t i = 0; i < kSize; ++i) {
        single[i].update({&alone[i], 1}, {&gradient[i], 1}, 0.05, {&l1[i], 1});
      }
      together.update(theta, gradient, 0.05, l1);
      EXPECT_EQ(theta, alone);
    }
  }
}

// Minimise sum_i a_i (theta_i - c_i)^2 / 2 + l_i |theta_i|: the optimum is c_i moved towards 0 by l_i / a_i, exactly 0
// where that would cross. Adaptive rules keep steps of size eta, so eta falls like 1 / t; the others converge linearly.
TEST(Optimizer, EveryRuleComesToRestAtTheOptimumOfAnL1Problem) {
  const std::vector<double> a = {1, 0.5, 2, 1, 1}, c = {2, -1.5, 0.3, -0.4, 1}, l1 = {0.5, 0.25, 1, 0.5, 0};
  const std::vector<double> optimum = {1.5, -1, 0, 0, 1};
  for (const UpdateRule rule : kRules) {
    SCOPED_TRACE(static_cast<int>(rule));
    const bool adaptive = rule == UpdateRule::kRmsprop || rule == UpdateRule::kAdam;
    Optimizer<double> optimizer({.rule = rule}, a.size());
    std::vector<double> theta(a.size(), 0.0), gradient(a.size());
    for (int t = 0; t < 5000; ++t) {
      for (std::size_t i = 0; i < a.size(); ++i) gradient[i] = a[i] * (theta[i] - c[i]);
      optimizer.update(theta, gradient, adaptive ? 1.0 / (10.0 + t) : 0.05, l1);
    }
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(theta[i], optimum[i], adaptive ? 1e-2 : 1e-12);
    EXPECT_EQ(theta[2], 0.0);
    EXPECT_EQ(theta[3], 0.0);
  }
}

TEST(Optimizer, RefusesWhatItDoesNotKnow) {
  const auto messageOf = [](const auto& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(messageOf([] { (void)updateRuleNamed("adagrad", "optimizer"); }),
            "optimizer: expected \"sgd\", \"momentum\", \"nesterov\", \"rmsprop\" or \"adam\", got \"adagrad\"");
  EXPECT_EQ(messageOf([] { requireOptimizerSettings({.momentum = 1.0}); }),
            "momentum: expected a number >= 0 and < 1, got 1");
  EXPECT_NE(messageOf([] { requireOptimizerSettings({.rho = -0.1}); }), "");
  EXPECT_NE(messageOf([] { requireOptimizerSettings({.beta1 = 1.5}); }), "");
  EXPECT_NE(messageOf([] { requireOptimizerSettings({.beta2 = std::nan("")}); }), "");
  EXPECT_NE(messageOf([] { requireOptimizerSettings({.epsilon = 0.0}); }), "");
}

}  // namespace
}  // namespace scrollwork
