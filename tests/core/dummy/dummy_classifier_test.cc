#include "scrollwork/dummy/dummy_classifier.h"

#include <gtest/gtest.h>

#include "core/estimator_battery.h"

namespace scrollwork {
namespace {

INSTANTIATE_TEST_SUITE_P(DummyClassifier, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "Prior",
                                                     .make = [] { return std::make_unique<DummyClassifier>(); },
                                                     .usesFeatures = false,
                                                     .tolerance = 0},
                                         BatteryCase{.name = "MostFrequent",
                                                     .make =
                                                         [] {
                                                           return std::make_unique<DummyClassifier>(
                                                               DummyClassifierOptions{.strategy = "most_frequent"});
                                                         },
                                                     .usesFeatures = false,
                                                     .tolerance = 0}),
                         batteryName);

TEST(DummyClassifier, PriorGivesTheFrequencies) {
  Labels y(5);
  y << 2, 0, 2, 2, 0;
  DummyClassifier dummy;
  dummy.fit(Matrix::Zero(5, 1), y);
  EXPECT_EQ(dummy.classPrior(), Vector(Eigen::Vector3d(0.4, 0.0, 0.6)));
  EXPECT_EQ(dummy.predictProba(Matrix::Zero(2, 1)).row(1), Eigen::RowVector3d(0.4, 0.0, 0.6));
  EXPECT_EQ(dummy.predict(Matrix::Zero(2, 1)), Labels::Constant(2, 2));

  DummyClassifier certain({.strategy = "most_frequent"});
  certain.fit(Matrix::Zero(5, 1), y);
  EXPECT_EQ(certain.predictProba(Matrix::Zero(2, 1)).row(1), Eigen::RowVector3d(0, 0, 1));
}

TEST(DummyClassifier, TiesGoToTheLowestLabel) {
  Labels y(4);
  y << 1, 2, 2, 1;
  DummyClassifier dummy;
  dummy.fit(Matrix::Zero(4, 1), y);
  EXPECT_EQ(dummy.predict(Matrix::Zero(1, 1))[0], 1);
}

TEST(DummyClassifier, NeedsNoFeatures) {
  Labels y(3);
  y << 0, 1, 1;
  DummyClassifier dummy;
  dummy.fit(Matrix(3, 0), y);
  EXPECT_TRUE(dummy.fitted());
  EXPECT_EQ(dummy.predict(Matrix(2, 0)), Labels::Constant(2, 1));
}

TEST(DummyClassifier, AnUnknownStrategyIsAnError) {
  DummyClassifier dummy({.strategy = "oracle"});
  try {
    dummy.fit(Matrix::Zero(1, 1), Labels::Zero(1));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadValue);
    EXPECT_STREQ(error.what(), "strategy: expected \"prior\" or \"most_frequent\", got \"oracle\"");
  }
}

}  // namespace
}  // namespace scrollwork
