#include "scrollwork/linear_model/logistic_descent.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/math/bit_cast.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

// Started at 0 and stopped early, it may differ with the order of rows only by rounding.
INSTANTIATE_TEST_SUITE_P(LogisticDescent, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "L2",
                                                     .make = [] { return std::make_unique<LogisticDescent>(); },
                                                     .learnsOneClass = false,
                                                     .minSamples = 2,
                                                     .tolerance = 1e-9},
                                         BatteryCase{.name = "NoPenaltyNoIntercept",
                                                     .make =
                                                         [] {
                                                           return std::make_unique<LogisticDescent>(
                                                               LogisticDescentOptions{.penalty = "none",
                                                                                      .fitIntercept = false,
                                                                                      .learningRate = 1.0,
                                                                                      .maxIter = 50});
                                                         },
                                                     .learnsOneClass = false,
                                                     .minSamples = 2,
                                                     .tolerance = 1e-9}),
                         batteryName);

struct Samples {
  Matrix X;
  Labels y;
};

Samples clouds(std::uint64_t seed, int n, int d, int k) {
  Rng rng(seed);
  Samples s{Matrix(n, d), Labels(n)};
  for (int i = 0; i < n; ++i) {
    s.y[i] = i % k;
    for (int j = 0; j < d; ++j) s.X(i, j) = rng.normal() + (j % k == s.y[i] ? 1.0 : 0.0);
  }
  return s;
}

TEST(LogisticDescent, WalksToTheOptimumOfLogisticRegression) {
  for (const int k : {2, 3}) {
    const Samples s = clouds(1, 120, 3, k);
    LogisticRegression optimum({.C = 0.5});
    optimum.fit(s.X, s.y);
    LogisticDescent descent({.C = 0.5, .learningRate = 1.0, .maxIter = 3000});
    descent.fit(s.X, s.y);
    EXPECT_FALSE(descent.diverged());
    // The slowest direction has curvature above 0.05, so an error shrinks by 0.95 a step: 3,000 steps leave rounding.
    EXPECT_LE((descent.coef() - optimum.coef()).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_NEAR(descent.lossHistory().back(), optimum.loss(), 1e-13);
  }
}

// Up to 200 steps, each of which rounds sums of 150 products, and most of which bring errors closer together: 1e-12.
TEST(LogisticDescent, WalksTheWayThatNumpyWritesDown) {
  const nlohmann::json reference = readReference("linear_model_sgd");
  ASSERT_GE(reference["descents"].size(), 12U);
  for (const nlohmann::json& c : reference["descents"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    LogisticDescentOptions options;
    const auto read = [&c](const char* name, auto& out) { c["options"].at(name).get_to(out); };
    LogisticDescentOptions::fields(read, options);
    LogisticDescent model(options);
    model.fit(matrixFrom(set["X"]), labelsFrom(set["y"]));
    EXPECT_LE((model.coef() - matrixFrom(c["coef"])).cwiseAbs().maxCoeff(), 1e-12);
    EXPECT_LE((model.intercept() - vectorFrom(c["intercept"])).cwiseAbs().maxCoeff(), 1e-12);
    ASSERT_EQ(model.lossHistory().size(), c["losses"].size());
    for (std::size_t i = 0; i < c["losses"].size(); ++i) {
      EXPECT_NEAR(model.lossHistory()[i], c["losses"][i].get<double>(), 1e-13);
    }
  }
}

// One step by hand: from 0 all probabilities are 1/2.
TEST(LogisticDescent, TheFirstStepIsMinusTheGradient) {
  const Samples s = clouds(2, 37, 2, 2);
  LogisticDescent descent({.learningRate = 0.25});
  descent.begin(s.X, s.y);
  EXPECT_EQ(descent.coef(), Matrix::Zero(1, 2));
  EXPECT_EQ(descent.nIter(), 0);
  EXPECT_FALSE(descent.done());
  ASSERT_EQ(descent.lossHistory().size(), 1U);
  EXPECT_NEAR(descent.lossHistory()[0], std::log(2.0), 1e-15);
  EXPECT_EQ(descent.predictProba(s.X), Matrix::Constant(37, 2, 0.5));

  descent.step();
  const Vector residual = 0.5 - s.y.cast<double>().array();
  const Eigen::RowVectorXd expected = -0.25 * residual.transpose() * s.X / 37.0;
  EXPECT_LE((descent.coef() - expected).cwiseAbs().maxCoeff(), 1e-16);
  EXPECT_NEAR(descent.intercept()[0], -0.25 * residual.mean(), 1e-16);
  EXPECT_EQ(descent.nIter(), 1);
  EXPECT_EQ(descent.lossHistory().size(), 2U);
}

TEST(LogisticDescent, StepsOneByOneOrAllAtOnceAreTheSame) {
  const Samples s = clouds(3, 90, 2, 3);
  LogisticDescent whole({.maxIter = 57}), steps({.maxIter = 57});
  whole.fit(s.X, s.y);
  steps.begin(s.X, s.y);
  for (int n = 1; !steps.done(); n = n % 7 + 1) steps.step(n);
  EXPECT_EQ(steps.nIter(), 57);
  EXPECT_EQ(whole.coef(), steps.coef());
  EXPECT_EQ(whole.intercept(), steps.intercept());
  EXPECT_EQ(whole.lossHistory(), steps.lossHistory());
  steps.step(10);
  EXPECT_EQ(steps.nIter(), 57);
}

TEST(LogisticDescent, SmallStepsNeverRaiseTheLoss) {
  const Samples s = clouds(4, 60, 2, 2);
  // Descent is certain below 2 / L, with L <= (largest row norm^2 + 1) / 4 + penalty.
  const double L = (s.X.rowwise().squaredNorm().maxCoeff() + 1) / 4 + 1.0 / 60;
  LogisticDescent descent({.learningRate = 1.0 / L, .maxIter = 500});
  descent.fit(s.X, s.y);
  for (std::size_t t = 1; t < descent.lossHistory().size(); ++t) {
    EXPECT_LE(descent.lossHistory()[t], descent.lossHistory()[t - 1] + 1e-15);
  }
}

TEST(LogisticDescent, DivergenceStopsAtTheLastFiniteNumbers) {
  const Samples s = clouds(5, 60, 2, 2);
  LogisticDescent descent({.C = 1e-6, .learningRate = 10.0, .maxIter = 1000});  // the penalty alone overshoots
  descent.begin(s.X, s.y);
  descent.step(1000);
  EXPECT_TRUE(descent.diverged());
  EXPECT_TRUE(descent.done());
  EXPECT_LT(descent.nIter(), 1000);
  EXPECT_TRUE(descent.coef().allFinite());
  EXPECT_TRUE(std::isfinite(descent.lossHistory().back()));
  EXPECT_EQ(descent.lossHistory().size(), static_cast<std::size_t>(descent.nIter()) + 1);
  descent.step(5);
  EXPECT_LT(descent.nIter(), 1000);
}

TEST(LogisticDescent, CopiesGoTheirOwnWay) {
  const Samples s = clouds(6, 60, 2, 2);
  LogisticDescent a;
  a.begin(s.X, s.y);
  a.step(10);
  LogisticDescent b = a;
  a.step(10);
  EXPECT_EQ(b.nIter(), 10);
  b.step(10);
  EXPECT_EQ(a.coef(), b.coef());
  LogisticDescent c = std::move(b);
  c.step(10);
  EXPECT_EQ(c.nIter(), 30);
}

TEST(LogisticDescent, StepBeforeBeginAndBadOptionsAreErrors) {
  const Samples s = clouds(7, 20, 2, 2);
  LogisticDescent descent;
  EXPECT_THROW(descent.step(), Error);
  EXPECT_FALSE(descent.done());
  descent.begin(s.X, s.y);
  EXPECT_THROW(descent.step(-1), Error);
  for (const LogisticDescentOptions& options :
       {LogisticDescentOptions{.penalty = "l1"}, LogisticDescentOptions{.C = -1},
        LogisticDescentOptions{.learningRate = 0}, LogisticDescentOptions{.maxIter = 0}}) {
    LogisticDescent bad(options);
    EXPECT_THROW(bad.begin(s.X, s.y), Error);
    EXPECT_FALSE(bad.fitted());
  }
}

TEST(LogisticDescent, BitsAreTheSameInEveryBuild) {
  const Samples s = clouds(8, 203, 2, 2);
  LogisticDescent descent;
  descent.fit(s.X, s.y);
  std::uint64_t hash = 0;
  for (const double loss : descent.lossHistory()) {
    hash = (hash ^ math::bitCast<std::uint64_t>(loss)) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
  }
  EXPECT_EQ(hash, 15229048973697118625U);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
