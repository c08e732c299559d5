#include "scrollwork/ensemble/forest_variance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

struct Task {
  Matrix X, XQuery;
  Vector y;
};

/// A step in two features among three useless ones, and noise.
Task noisyStep() {
  Rng rng(3);
  Task task{Matrix(120, 5), Matrix(30, 5), Vector(120)};
  for (double& x : task.X.reshaped()) x = rng.uniform();
  for (double& x : task.XQuery.reshaped()) x = rng.uniform();
  for (int i = 0; i < 120; ++i) task.y[i] = (task.X(i, 0) + task.X(i, 1) > 1 ? 1 : 0) + 0.5 * rng.normal();
  return task;
}

ForestVariance measuredOn(const Task& task, const RandomForestRegressorOptions& forest,
                          const ForestVarianceOptions& options) {
  ForestVariance run(options);
  run.begin(task.X, task.y, task.XQuery, forest);
  while (!run.done()) run.step(7);
  return run;
}

TEST(ForestVariance, TheFormulaForetellsTreesThatItHasNotSeen) {
  const Task task = noisyStep();
  const ForestVariance run = measuredOn(task, {.nEstimators = 30, .maxFeatures = 2}, {.nSets = 200, .nPilot = 10});
  const Vector predicted = run.predicted(), measured = run.measured();
  ASSERT_EQ(predicted.size(), 20);
  EXPECT_NEAR(predicted[0], run.treeVariance(), 1e-15);
  for (const int trees : {1, 2, 5, 10, 20}) {
    // A variance from 200 draws is off by about sqrt(2 / 200) = 10 %, less for the mean over 30 rows.
    EXPECT_NEAR(measured[trees - 1] / predicted[trees - 1], 1.0, 0.1) << trees;
  }
  EXPECT_GT(run.correlation(), 0.02);
  EXPECT_LT(run.correlation(), 0.5);
}

TEST(ForestVariance, FewerFeaturesMakeTreesDiffer) {
  const Task task = noisyStep();
  double before = 0;
  for (const int maxFeatures : {1, 2, 5}) {
    const ForestVariance run =
        measuredOn(task, {.nEstimators = 20, .maxFeatures = maxFeatures}, {.nSets = 100, .nPilot = 10});
    EXPECT_GT(run.correlation(), before) << maxFeatures;
    before = run.correlation();
  }
}

TEST(ForestVariance, TreesThatAreAllAlikeGainNothing) {
  const Task task = noisyStep();
  const ForestVariance run =
      measuredOn(task, {.nEstimators = 6, .maxDepth = 1, .bootstrap = false}, {.nSets = 20, .nPilot = 3});
  EXPECT_NEAR(run.correlation(), 1.0, 1e-12);
  EXPECT_NEAR(run.measured()[2], run.measured()[0], 1e-12);
}

TEST(ForestVariance, StepsMayBeCutAnyWay) {
  const Task task = noisyStep();
  ForestVariance once({.nSets = 9, .nPilot = 2}), bitByBit({.nSets = 9, .nPilot = 2});
  once.begin(task.X, task.y, task.XQuery, {.nEstimators = 4});
  once.step(100);
  bitByBit.begin(task.X, task.y, task.XQuery, {.nEstimators = 4});
  EXPECT_TRUE(std::isnan(bitByBit.correlation()));
  while (!bitByBit.done()) bitByBit.step();
  EXPECT_EQ(once.measured(), bitByBit.measured());
  EXPECT_EQ(once.correlation(), bitByBit.correlation());
  EXPECT_EQ(once.nDone(), 9);
}

TEST(ForestVariance, Refusals) {
  const Task task = noisyStep();
  const auto begin = [&](ForestVarianceOptions options, RandomForestRegressorOptions forest) {
    return message([&] {
      ForestVariance run(options);
      run.begin(task.X, task.y, task.XQuery, forest);
      return 0;
    });
  };
  EXPECT_EQ(begin({.nSets = 1}, {}), "nSets: expected 2..10000, got 1");
  EXPECT_EQ(begin({.trainSize = 121}, {}), "trainSize: expected 0..120, got 121");
  EXPECT_EQ(begin({.nPilot = 1}, {}), "nPilot: expected 2..99, got 1");
  EXPECT_EQ(begin({.nPilot = 10}, {.nEstimators = 10}), "nPilot: expected 2..9, got 10");
  EXPECT_EQ(message([&] {
              ForestVariance run;
              run.step();
              return 0;
            }),
            "ForestVariance: begin: expected fit before this call");
  EXPECT_EQ(message([&] {
              ForestVariance run;
              run.begin(task.X, task.y, Matrix(1, 2));
              return 0;
            }).substr(0, 7),
            "XQuery:");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
