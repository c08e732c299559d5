#include "scrollwork/datasets/shapes.h"

#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/many_features.h"

namespace scrollwork {
namespace {

// Angles and their sines are off by a few 1e-16 on both sides.
TEST(Shapes, CirclesAreThoseOfScikitLearn) {
  const auto reference = readReference("datasets_shapes");
  for (const auto& c : reference["circles"]) {
    const Sample sample =
        makeCircles({.nSamples = c["nSamples"].get<int>(), .factor = c["factor"].get<double>(), .shuffle = false});
    EXPECT_LE((sample.X - matrixFrom(c["X"])).cwiseAbs().maxCoeff(), 1e-14);
    EXPECT_EQ(sample.y, labelsFrom(c["y"]));
  }
}

TEST(Shapes, SpiralsWindAroundTheOrigin) {
  const Sample sample = makeSpirals({.nSamples = 31, .nClasses = 3, .turns = 2, .shuffle = false});
  EXPECT_EQ(sample.y[10], 0);
  EXPECT_EQ(sample.y[11], 1);
  EXPECT_EQ(sample.y[30], 2);
  for (int i = 0; i < 11; ++i) {
    const double t = (i + 1) / 11.0;
    EXPECT_NEAR(sample.X.row(i).norm(), t, 1e-14);
    EXPECT_NEAR(sample.X(i, 0), t * std::cos(4 * std::numbers::pi * t), 1e-14);
  }
  // The arms are turned copies of each other.
  EXPECT_NEAR(sample.X(30, 0), std::cos(4 * std::numbers::pi / 3), 1e-14);
  EXPECT_NEAR(sample.X(30, 1), std::sin(4 * std::numbers::pi / 3), 1e-14);
}

TEST(Shapes, XorIsDecidedByTheSigns) {
  const Sample sample = makeXor({.nSamples = 400, .seed = 2});
  for (int i = 0; i < 400; ++i) {
    EXPECT_EQ(sample.y[i], sample.X(i, 0) * sample.X(i, 1) < 0 ? 1 : 0);
    EXPECT_LE(sample.X.row(i).cwiseAbs().maxCoeff(), 1.0);
  }
  EXPECT_NEAR(sample.y.cast<double>().mean(), 0.5, 5 * 0.5 / 20);
}

TEST(Shapes, NoiseHasItsSizeAndAllPointsLieInTheBounds) {
  const CirclesOptions plain{.nSamples = 4000, .shuffle = false};
  CirclesOptions noisy = plain;
  noisy.noise = 0.1;
  const Sample a = makeCircles(plain), b = makeCircles(noisy);
  // 8,000 draws: the standard deviation is known to 1 / sqrt(16000) = 0.8 %.
  EXPECT_NEAR(std::sqrt((a.X - b.X).squaredNorm() / 8000), 0.1, 0.1 * 5 * 0.008);
  for (const Sample& s : {b, makeSpirals({.noise = 0.2}), makeXor({.noise = 0.2})}) {
    EXPECT_LE(s.bounds.xMin, s.X.col(0).minCoeff());
    EXPECT_GE(s.bounds.xMax, s.X.col(0).maxCoeff());
    EXPECT_LE(s.bounds.yMin, s.X.col(1).minCoeff());
    EXPECT_GE(s.bounds.yMax, s.X.col(1).maxCoeff());
  }
}

TEST(Shapes, ShufflingKeepsRowsAndLabelsTogether) {
  const Sample sample = makeCircles({.nSamples = 101, .factor = 0.5, .seed = 5});
  for (int i = 0; i < 101; ++i) EXPECT_NEAR(sample.X.row(i).norm(), sample.y[i] == 0 ? 1.0 : 0.5, 1e-14);
  EXPECT_NE(sample.y.head(50).sum(), 0);
  EXPECT_EQ(makeCircles({.seed = 5}).X, makeCircles({.seed = 5}).X);
  EXPECT_NE(makeCircles({.seed = 5}).X, makeCircles({.seed = 6}).X);
}

TEST(ManyFeatures, RegressionIsLinearInItsInformativeColumns) {
  const RegressionSample exact =
      makeRegression({.nSamples = 50, .nFeatures = 8, .nInformative = 3, .bias = 2, .shuffle = false, .seed = 3});
  EXPECT_EQ((exact.coef.array() != 0.0).count(), 3);
  EXPECT_EQ(exact.coef.tail(5), Vector::Zero(5));
  EXPECT_LE(((exact.X * exact.coef).array() + 2.0 - exact.y.array()).abs().maxCoeff(), 1e-11);
  const RegressionSample mixed = makeRegression({.nFeatures = 30, .nInformative = 5, .noise = 3, .seed = 4});
  EXPECT_EQ((mixed.coef.array() != 0.0).count(), 5);
  EXPECT_NE((mixed.coef.head(5).array() != 0.0).count(), 5);
  EXPECT_NEAR(std::sqrt((mixed.y - mixed.X * mixed.coef).squaredNorm() / 100), 3.0, 3.0 * 5 * 0.071);
  EXPECT_EQ(makeRegression({.nFeatures = 2}).coef.size(), 2);
}

TEST(ManyFeatures, Friedman1IsItsFormula) {
  const RegressionSample sample = makeFriedman1({.nSamples = 60, .nFeatures = 7, .seed = 1});
  for (int i = 0; i < 60; ++i) {
    const auto x = sample.X.row(i);
    EXPECT_TRUE(x.minCoeff() >= 0.0 && x.maxCoeff() < 1.0);
    EXPECT_NEAR(sample.y[i],
                10 * std::sin(std::numbers::pi * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4],
                1e-13);
  }
  EXPECT_EQ(sample.coef.size(), 0);
}

TEST(ManyFeatures, ClassificationHasClustersOnTheCornersAndColumnsOfItsKinds) {
  const ClassificationOptions options{.nSamples = 6000,
                                      .nFeatures = 7,
                                      .nInformative = 3,
                                      .nRedundant = 2,
                                      .nClasses = 3,
                                      .nClustersPerClass = 2,
                                      .classSep = 5,
                                      .flipY = 0,
                                      .shuffle = false,
                                      .seed = 8};
  const Sample sample = makeClassification(options);
  std::vector<int> corners;
  for (int c = 0; c < 6; ++c) {
    const auto rows = sample.X.middleRows(1000 * c, 1000);
    int corner = 0;
    for (int j = 0; j < 3; ++j) {
      const double mean = rows.col(j).mean();
      // Deviations are at most sqrt(3) a draw: sqrt(3 / 1000) = 0.055 of the mean.
      EXPECT_NEAR(std::fabs(mean), 5.0, 5 * 0.055);
      corner = 2 * corner + (mean > 0 ? 1 : 0);
    }
    corners.push_back(corner);
    EXPECT_EQ(sample.y[1000 * c], c % 3);
  }
  std::sort(corners.begin(), corners.end());
  EXPECT_EQ(std::unique(corners.begin(), corners.end()), corners.end());
  // Redundant columns are combinations of the informative ones; those after them are noise.
  const Matrix informative = sample.X.leftCols(3);
  const Matrix gram = informative.transpose() * informative;
  for (int j = 3; j < 5; ++j) {
    const Vector weights = gram.llt().solve(informative.transpose() * sample.X.col(j));
    EXPECT_LE((informative * weights - sample.X.col(j)).cwiseAbs().maxCoeff(), 1e-10);
  }
  EXPECT_NEAR(sample.X.col(6).mean(), 0.0, 5 / std::sqrt(6000.0));

  ClassificationOptions flipped = options;
  flipped.flipY = 0.3;
  const Sample other = makeClassification(flipped);
  // A third of the labels that are drawn anew comes out as before.
  EXPECT_NEAR((other.y.array() != sample.y.array()).cast<double>().mean(), 0.2, 5 * std::sqrt(0.16 / 6000));
}

TEST(ManyFeatures, OptionsOutOfRangeAreRefused) {
  const std::vector<std::function<void()>> calls = {
      [] { (void)makeCircles({.nSamples = 1}); },
      [] { (void)makeCircles({.noise = -1}); },
      [] { (void)makeCircles({.factor = 1}); },
      [] { (void)makeSpirals({.nSamples = 1}); },
      [] { (void)makeSpirals({.nClasses = 1}); },
      [] { (void)makeSpirals({.turns = 0}); },
      [] { (void)makeSpirals({.turns = 21}); },
      [] { (void)makeXor({.nSamples = 0}); },
      [] { (void)makeXor({.noise = 11}); },
      [] { (void)makeRegression({.nSamples = 0}); },
      [] { (void)makeRegression({.nSamples = 1000000, .nFeatures = 1000}); },
      [] { (void)makeRegression({.nFeatures = 0}); },
      [] { (void)makeRegression({.nInformative = -1}); },
      [] { (void)makeRegression({.bias = NAN}); },
      [] { (void)makeRegression({.noise = -1}); },
      [] { (void)makeFriedman1({.nFeatures = 4}); },
      [] { (void)makeFriedman1({.noise = -1}); },
      [] { (void)makeClassification({.nInformative = 0}); },
      [] { (void)makeClassification({.nFeatures = 3, .nRedundant = 2}); },
      [] { (void)makeClassification({.nClasses = 1}); },
      [] { (void)makeClassification({.nInformative = 2, .nClasses = 5}); },
      [] { (void)makeClassification({.classSep = -1}); },
      [] { (void)makeClassification({.flipY = 1.5}); },
  };
  for (std::size_t i = 0; i < calls.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(codeOf(calls[i]), ErrorCode::kBadValue);
  }
}

}  // namespace
}  // namespace scrollwork
