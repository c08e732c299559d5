#include "scrollwork/pipeline/pipeline.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "core/estimator_battery.h"
#include "scrollwork/dummy/dummy_classifier.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/preprocessing/column_selector.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

Pipeline curvedLogistic() {
  const PolynomialFeatures polynomial({.degree = 2, .includeBias = false});
  const StandardScaler scaler;
  return Pipeline({scaler, polynomial}, LogisticRegression());
}

INSTANTIATE_TEST_SUITE_P(
    Pipeline, ClassifierBattery,
    testing::Values(BatteryCase{.name = "NoTransformers",
                                .make = [] { return std::make_unique<Pipeline>(Pipeline({}, LogisticRegression())); },
                                .learnsOneClass = false,
                                .minSamples = 2,
                                .tolerance = 1e-9},
                    BatteryCase{.name = "CurvedLogistic",
                                .make = [] { return std::make_unique<Pipeline>(curvedLogistic()); },
                                .learnsOneClass = false,
                                .minSamples = 2,
                                .tolerance = 1e-8},
                    BatteryCase{.name = "ScaledDummy",
                                .make =
                                    [] {
                                      const StandardScaler scaler;
                                      return std::make_unique<Pipeline>(Pipeline({scaler}, DummyClassifier()));
                                    },
                                .usesFeatures = false,
                                .tolerance = 0}),
    batteryName);

struct Samples {
  Matrix X;
  Labels y;
};

Samples ring(std::uint64_t seed, int n) {
  Rng rng(seed);
  Samples s{Matrix(n, 3), Labels(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < 3; ++j) s.X(i, j) = 10 * rng.normal() + 40;
    const double dx = s.X(i, 0) - 40, dy = s.X(i, 2) - 40;
    s.y[i] = dx * dx + dy * dy > 140 ? 1 : 0;
  }
  return s;
}

TEST(Pipeline, DoesWhatItsStepsDoByHand) {
  const Samples s = ring(1, 150);
  ColumnSelector selector({.columns = {0, 2}});
  StandardScaler scaler;
  PolynomialFeatures polynomial({.degree = 2, .includeBias = false});
  LogisticRegression logistic({.C = 5});
  Pipeline pipeline({selector, scaler, polynomial}, logistic);
  pipeline.fit(s.X, s.y);
  EXPECT_FALSE(selector.fitted() || scaler.fitted() || polynomial.fitted() || logistic.fitted());

  selector.fit(s.X);
  const Matrix selected = selector.transform(s.X);
  scaler.fit(selected);
  const Matrix scaled = scaler.transform(selected);
  polynomial.fit(scaled);
  const Matrix features = polynomial.transform(scaled);
  logistic.fit(features, s.y);
  EXPECT_EQ(pipeline.transform(s.X), features);
  EXPECT_EQ(pipeline.predictProba(s.X), logistic.predictProba(features));
  EXPECT_EQ(pipeline.predict(s.X), logistic.predict(features));
  EXPECT_EQ(pipeline.nFeaturesIn(), 3);
  EXPECT_EQ(pipeline.nTransformers(), 3U);
  EXPECT_EQ(dynamic_cast<const LogisticRegression&>(pipeline.classifier()).coef(), logistic.coef());
  EXPECT_EQ(dynamic_cast<const StandardScaler&>(pipeline.transformer(1)).mean(), scaler.mean());
  EXPECT_THROW((void)pipeline.transformer(3), Error);
  // A circle is a matter of squares: the curved model sees it.
  EXPECT_GT((pipeline.predict(s.X).array() == s.y.array()).cast<double>().mean(), 0.95);
}

TEST(Pipeline, LearnsItsScaleFromTheTrainingRowsAlone) {
  const Samples s = ring(2, 80);
  const StandardScaler scaler;
  Pipeline pipeline({scaler}, LogisticRegression());
  pipeline.fit(s.X.topRows(40), s.y.head(40));
  const auto& learned = dynamic_cast<const StandardScaler&>(pipeline.transformer(0));
  const Vector before = learned.mean();
  (void)pipeline.predict(s.X);
  EXPECT_EQ(learned.mean(), before);
  EXPECT_LE((before.transpose() - s.X.topRows(40).colwise().mean()).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(Pipeline, AFailingStepLeavesItUnfitted) {
  const Samples s = ring(3, 30);
  const ColumnSelector selector({.columns = {2}});
  Pipeline pipeline({selector}, LogisticRegression());
  pipeline.fit(s.X, s.y);
  EXPECT_TRUE(pipeline.fitted());
  EXPECT_THROW(pipeline.fit(s.X.leftCols(2), s.y), Error);
  EXPECT_FALSE(pipeline.fitted());
  EXPECT_THROW((void)pipeline.predict(s.X), Error);
  pipeline.fit(s.X, s.y);
  EXPECT_THROW(pipeline.fit(s.X, Labels::Zero(30)), Error);
  EXPECT_FALSE(pipeline.fitted());
}

TEST(Pipeline, CopiesAndNestsAndMoves) {
  const Samples s = ring(4, 60);
  Pipeline inner = curvedLogistic();
  inner.fit(s.X, s.y);
  Pipeline copy = inner;
  EXPECT_FALSE(copy.fitted());
  const ColumnSelector selector({.columns = {0, 1, 2}});
  Pipeline outer({selector}, inner);
  outer.fit(s.X, s.y);
  EXPECT_EQ(outer.predictProba(s.X), inner.predictProba(s.X));
  copy = outer;
  EXPECT_EQ(copy.nTransformers(), 1U);
  EXPECT_FALSE(copy.fitted());
  const Pipeline moved = std::move(outer);
  EXPECT_EQ(moved.predictProba(s.X), inner.predictProba(s.X));
}

TEST(Pipeline, NoColumnsAndADummyAreTheBaseline) {
  const Samples s = ring(5, 30);
  const ColumnSelector none;
  Pipeline baseline({none}, DummyClassifier());
  baseline.fit(s.X, s.y);
  DummyClassifier dummy;
  dummy.fit(s.X, s.y);
  EXPECT_EQ(baseline.predictProba(s.X), dummy.predictProba(s.X));
}

}  // namespace
}  // namespace scrollwork
