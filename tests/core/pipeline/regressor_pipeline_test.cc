#include "scrollwork/pipeline/regressor_pipeline.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "core/estimator_battery.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/ridge.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"

namespace scrollwork {
namespace {

RegressorPipeline curvedRidge() {
  const StandardScaler scaler;
  const PolynomialFeatures polynomial({.degree = 2, .includeBias = false});
  return RegressorPipeline({scaler, polynomial}, Ridge({.alpha = 1e-3}));
}

INSTANTIATE_TEST_SUITE_P(
    RegressorPipeline, RegressorBattery,
    testing::Values(
        RegressorCase{
            .name = "NoTransformers",
            .make = [] { return std::make_unique<RegressorPipeline>(RegressorPipeline({}, LinearRegression())); }},
        RegressorCase{.name = "CurvedRidge",
                      .make = [] { return std::make_unique<RegressorPipeline>(curvedRidge()); }}),
    batteryName);

// y is a parabola of the columns as they are, so a polynomial fit on scaled columns finds it exactly.
TEST(RegressorPipeline, IsItsStepsOneAfterTheOther) {
  const Matrix X = 10.0 * normalMatrix(1, 40, 2).array() + 50.0;
  const Vector y = X.col(0).array().square() - 3.0 * X.col(1).array() + 7.0;
  RegressorPipeline pipeline = curvedRidge();
  pipeline.fit(X, y);

  StandardScaler scaler;
  PolynomialFeatures polynomial({.degree = 2, .includeBias = false});
  Ridge ridge({.alpha = 1e-3});
  scaler.fit(X);
  const Matrix scaled = scaler.transform(X);
  polynomial.fit(scaled);
  const Matrix features = polynomial.transform(scaled);
  ridge.fit(features, y);
  EXPECT_EQ(pipeline.transform(X), features);
  EXPECT_EQ(pipeline.predict(X), ridge.predict(features));
  EXPECT_LE((pipeline.predict(X) - y).cwiseAbs().maxCoeff(), 1e-3 * y.cwiseAbs().maxCoeff());
  EXPECT_EQ(pipeline.nTransformers(), 2U);
  EXPECT_TRUE(dynamic_cast<const Ridge&>(pipeline.regressor()).fitted());
  EXPECT_TRUE(dynamic_cast<const StandardScaler&>(pipeline.transformer(0)).fitted());
  EXPECT_EQ(codeOf([&] { (void)pipeline.transformer(2); }), ErrorCode::kBadValue);
}

TEST(RegressorPipeline, CopiesAreClones) {
  const Matrix X = normalMatrix(2, 20, 2);
  RegressorPipeline pipeline = curvedRidge();
  pipeline.fit(X, X.col(0));
  RegressorPipeline copy = pipeline;
  EXPECT_FALSE(copy.fitted());
  copy.fit(X, X.col(0));
  EXPECT_EQ(copy.predict(X), pipeline.predict(X));
  const RegressorPipeline moved = std::move(copy);
  EXPECT_TRUE(moved.fitted());
}

}  // namespace
}  // namespace scrollwork
