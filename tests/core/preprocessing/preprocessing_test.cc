#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/preprocessing/column_selector.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

Matrix randomMatrix(std::uint64_t seed, int n, int d) {
  Rng rng(seed);
  Matrix X(n, d);
  for (double& x : X.reshaped()) x = rng.normal();
  return X;
}

TEST(StandardScaler, LearnsWhatScikitLearnLearns) {
  const nlohmann::json reference = readReference("preprocessing");
  for (const nlohmann::json& c : reference["scaled"]) {
    SCOPED_TRACE(c["name"]);
    const Matrix X = matrixFrom(c["X"]);
    StandardScaler scaler;
    scaler.fit(X);
    const Vector mean = vectorFrom(c["mean"]), var = vectorFrom(c["var"]), scale = vectorFrom(c["scale"]);
    const Matrix transformed = scaler.transform(X);
    const Matrix expected = matrixFrom(c["transformed"]);
    for (Eigen::Index j = 0; j < X.cols(); ++j) {
      SCOPED_TRACE(testing::Message() << "column " << j);
      const double size = X.col(j).cwiseAbs().maxCoeff();
      // Means of 60 numbers: a few eps of the largest. The deviations inherit that, and their squares twice that.
      const double meanError = 8 * kEpsilon * size;
      EXPECT_NEAR(scaler.mean()[j], mean[j], meanError);
      EXPECT_NEAR(scaler.var()[j], var[j], 60 * kEpsilon * var[j] + meanError * meanError);
      EXPECT_NEAR(scaler.scale()[j], scale[j], 60 * kEpsilon * scale[j]);
      for (Eigen::Index i = 0; i < expected.rows(); ++i) {
        EXPECT_NEAR(transformed(i, j), expected(i, j),
                    60 * kEpsilon * (1 + std::fabs(expected(i, j))) + meanError / scale[j]);
      }
    }
  }
}

TEST(StandardScaler, MakesMeanZeroAndVarianceOne) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Rng rng(seed);
    const int n = rng.integer(2, 90);
    const Matrix X = (randomMatrix(seed, n, 4).array() * rng.uniform(0.1, 50.0) + rng.uniform(-100.0, 100.0)).matrix();
    StandardScaler scaler;
    scaler.fit(X);
    const Matrix Z = scaler.transform(X);
    // The offset costs |offset| / spread eps, at most 1e5 eps here.
    EXPECT_LE(Z.colwise().mean().cwiseAbs().maxCoeff(), 1e5 * kEpsilon);
    EXPECT_LE((Z.colwise().squaredNorm().array() / n - 1).abs().maxCoeff(), 1e5 * kEpsilon);
    EXPECT_LE((scaler.inverseTransform(Z) - X).cwiseAbs().maxCoeff(), 8 * kEpsilon * X.cwiseAbs().maxCoeff());
  }
}

TEST(StandardScaler, OptionsSwitchTheHalvesOff) {
  const Matrix X = randomMatrix(1, 20, 2).array() + 3.0;
  StandardScaler both, meanOnly({.withStd = false}), scaleOnly({.withMean = false});
  both.fit(X), meanOnly.fit(X), scaleOnly.fit(X);
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 2; ++j) {
      EXPECT_EQ(meanOnly.transform(X)(i, j), X(i, j) - both.mean()[j]);
      EXPECT_EQ(scaleOnly.transform(X)(i, j), X(i, j) / both.scale()[j]);
    }
  }
  EXPECT_LE((meanOnly.inverseTransform(meanOnly.transform(X)) - X).cwiseAbs().maxCoeff(), 8 * kEpsilon);
  EXPECT_LE((scaleOnly.inverseTransform(scaleOnly.transform(X)) - X).cwiseAbs().maxCoeff(), 8 * kEpsilon);
}

TEST(StandardScaler, ConstantColumnsBecomeZero) {
  Matrix X = Matrix::Constant(7, 2, 0.1);
  X.col(1).setConstant(-1e150);
  StandardScaler scaler;
  scaler.fit(X);
  EXPECT_EQ(scaler.scale(), Vector::Ones(2));
  EXPECT_LE(scaler.transform(X).col(0).cwiseAbs().maxCoeff(), kEpsilon);
}

TEST(StandardScaler, DeviationsWhoseSquaresOverflowAreAnError) {
  Matrix X(2, 1);
  X << 1e200, -1e200;
  StandardScaler scaler;
  EXPECT_THROW(scaler.fit(X), Error);
  EXPECT_FALSE(scaler.fitted());
  X << 1e150, -1e150;
  scaler.fit(X);
  EXPECT_EQ(scaler.transform(X)(0, 0), 1.0);
}

TEST(PolynomialFeatures, OrderAndValuesOfScikitLearn) {
  const nlohmann::json reference = readReference("preprocessing");
  for (const nlohmann::json& c : reference["polynomials"]) {
    const PolynomialFeaturesOptions options{.degree = c["degree"].get<int>(),
                                            .interactionOnly = c["interactionOnly"].get<bool>(),
                                            .includeBias = c["includeBias"].get<bool>()};
    const Matrix X = matrixFrom(c["X"]);
    SCOPED_TRACE(testing::Message() << X.cols() << " columns, degree " << options.degree << " interactionOnly "
                                    << options.interactionOnly << " includeBias " << options.includeBias);
    PolynomialFeatures features(options);
    features.fit(X);
    const Matrix powers = features.powers().cast<double>();
    EXPECT_EQ(powers, matrixFrom(c["powers"]));
    const Matrix out = features.transform(X), expected = matrixFrom(c["transformed"]);
    ASSERT_EQ(out.cols(), expected.cols());
    ASSERT_EQ(out.cols(), features.nOutputFeatures());
    for (Eigen::Index i = 0; i < out.rows(); ++i) {
      for (Eigen::Index j = 0; j < out.cols(); ++j) {
        // Both multiply degree - 1 times.
        EXPECT_NEAR(out(i, j), expected(i, j), 2 * options.degree * kEpsilon * std::fabs(expected(i, j)));
      }
    }
  }
}

TEST(PolynomialFeatures, CountsAreBinomials) {
  const Matrix X = Matrix::Zero(1, 5);
  PolynomialFeatures features({.degree = 6});
  features.fit(X);
  EXPECT_EQ(features.nOutputFeatures(), 462);  // (5 + 6 over 6)
  PolynomialFeatures interactions({.degree = 32, .interactionOnly = true});
  interactions.fit(X);
  EXPECT_EQ(interactions.nOutputFeatures(), 32);  // all subsets of 5
  EXPECT_EQ(PolynomialFeatures().nOutputFeatures(), 0);
}

TEST(PolynomialFeatures, ExactOnSmallIntegers) {
  Matrix X(1, 2);
  X << 2, 3;
  PolynomialFeatures features({.degree = 8, .includeBias = false});
  features.fit(X);
  const Matrix out = features.transform(X);
  const Eigen::MatrixXi powers = features.powers();
  for (Eigen::Index j = 0; j < out.cols(); ++j) {
    EXPECT_EQ(out(0, j), std::pow(2.0, powers(j, 0)) * std::pow(3.0, powers(j, 1)));
  }
}

TEST(PolynomialFeatures, LimitsAreErrors) {
  const Matrix X = Matrix::Constant(1, 4, 1e60);
  const auto fails = [&](PolynomialFeaturesOptions options) {
    PolynomialFeatures features(options);
    EXPECT_THROW(features.fit(X), Error);
    EXPECT_FALSE(features.fitted());
  };
  fails({.degree = -1});
  fails({.degree = 33});
  fails({.degree = 0, .includeBias = false});
  fails({.degree = 32});  // 58,905 columns
  PolynomialFeatures features({.degree = 6});
  features.fit(X);
  EXPECT_THROW((void)features.transform(X), Error);  // 1e360
}

TEST(ColumnSelector, TakesColumnsInTheGivenOrder) {
  const Matrix X = randomMatrix(2, 9, 3);
  ColumnSelector selector({.columns = {2, 0, 2}});
  selector.fit(X);
  const Matrix out = selector.transform(X);
  EXPECT_EQ(out.col(0), X.col(2));
  EXPECT_EQ(out.col(1), X.col(0));
  EXPECT_EQ(out.col(2), X.col(2));
  ColumnSelector none;
  none.fit(X);
  EXPECT_EQ(none.transform(X).rows(), 9);
  EXPECT_EQ(none.transform(X).cols(), 0);
  for (const int column : {-1, 3}) {
    ColumnSelector bad({.columns = {0, column}});
    EXPECT_THROW(bad.fit(X), Error);
    EXPECT_FALSE(bad.fitted());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Preprocessing, TransformerBattery,
    testing::Values(TransformerCase{"StandardScaler", [] { return std::make_unique<StandardScaler>(); }},
                    TransformerCase{
                        "StandardScalerWithoutMean",
                        [] { return std::make_unique<StandardScaler>(StandardScalerOptions{.withMean = false}); }},
                    TransformerCase{"PolynomialFeatures", [] { return std::make_unique<PolynomialFeatures>(); }},
                    TransformerCase{"ColumnSelector",
                                    [] {
                                      return std::make_unique<ColumnSelector>(ColumnSelectorOptions{.columns = {1, 0}});
                                    }}),
    batteryName);

}  // namespace
}  // namespace scrollwork
