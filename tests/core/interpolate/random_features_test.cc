#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scrollwork/error.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

Matrix randomRows(std::uint64_t seed, int n, int d) {
  Rng rng(seed);
  Matrix X(n, d);
  for (double& x : X.reshaped()) x = rng.normal();
  return X;
}

// The products are means of D bounded terms, so they are off by about 1 / sqrt(D): five times that is next to
// impossible.
TEST(RandomFourierFeatures, ProductsApproximateTheKernel) {
  const Matrix X = randomRows(1, 12, 3);
  for (const double gamma : {0.1, 1.0}) {
    RandomFourierFeatures features({.gamma = gamma, .nComponents = 20000, .seed = 5});
    features.fit(X);
    const Matrix Z = features.transform(X);
    for (int i = 0; i < 12; ++i) {
      for (int j = 0; j < 12; ++j) {
        const double kernel = std::exp(-gamma * (X.row(i) - X.row(j)).squaredNorm());
        EXPECT_NEAR(Z.row(i).dot(Z.row(j)), kernel, 5 / std::sqrt(20000.0));
      }
    }
  }
}

TEST(RandomFourierFeatures, AreTheCosinesThatTheirWeightsSay) {
  const Matrix X = randomRows(2, 7, 2);
  RandomFourierFeatures features({.gamma = 2.5, .nComponents = 9, .seed = 1});
  features.fit(X);
  EXPECT_EQ(features.nFeaturesIn(), 2);
  EXPECT_EQ(features.nOutputFeatures(), 9);
  const Matrix Z = features.transform(X);
  for (int i = 0; i < 7; ++i) {
    for (int k = 0; k < 9; ++k) {
      const double phase = X.row(i).dot(features.weights().row(k)) + features.offsets()[k];
      EXPECT_NEAR(Z(i, k), std::sqrt(2.0 / 9) * std::cos(phase), 1e-14);
    }
  }
  EXPECT_GE(features.offsets().minCoeff(), 0.0);
  EXPECT_LT(features.offsets().maxCoeff(), 6.2831854);
}

// E max(0, w x + b) max(0, w y + b) over w = +-1 and b uniform in [-1, 1], for 0 <= x <= y <= 1: half of the integral
// over b of (x + b)(y + b) from -x, and of (b - x)(b - y) from y.
TEST(RandomReluFeatures, ProductsApproximateTheirKernel) {
  RandomReluFeatures features({.nComponents = 40000, .seed = 3});
  Matrix X(2, 1);
  X << 0.2, 0.7;
  features.fit(X);
  const Matrix Z = features.transform(X);
  const auto primitive = [](double b) { return 0.2 * 0.7 * b + 0.9 * b * b / 2 + b * b * b / 3; };
  const auto mirrored = [](double b) { return 0.2 * 0.7 * b - 0.9 * b * b / 2 + b * b * b / 3; };
  const double kernel = 0.25 * (primitive(1) - primitive(-0.2) + mirrored(1) - mirrored(0.7));
  EXPECT_NEAR(Z.row(0).dot(Z.row(1)), kernel, 5 / std::sqrt(40000.0));
}

TEST(RandomReluFeatures, AreTheRampsThatTheirWeightsSay) {
  const Matrix X = randomRows(4, 7, 3);
  RandomReluFeatures features({.nComponents = 16, .biasRange = 2.0, .seed = 1});
  features.fit(X);
  const Matrix Z = features.transform(X);
  for (int k = 0; k < 16; ++k) {
    EXPECT_NEAR(features.weights().row(k).norm(), 1.0, 1e-15);
    EXPECT_LE(std::fabs(features.offsets()[k]), 2.0);
    for (int i = 0; i < 7; ++i) {
      const double ramp = X.row(i).dot(features.weights().row(k)) + features.offsets()[k];
      EXPECT_NEAR(Z(i, k), std::max(0.0, ramp) / 4, 1e-15);
    }
  }
}

template <typename Features>
void expectPrefixesAndSeeds() {
  const Matrix X = randomRows(5, 6, 2);
  Features few, many, other;
  few = Features({.nComponents = 10, .seed = 7});
  many = Features({.nComponents = 40, .seed = 7});
  other = Features({.nComponents = 10, .seed = 8});
  few.fit(X), many.fit(X), other.fit(X);
  EXPECT_EQ(few.weights(), many.weights().topRows(10));
  EXPECT_EQ(few.offsets(), many.offsets().head(10));
  EXPECT_LE((few.transform(X) - 2 * many.transform(X).leftCols(10)).cwiseAbs().maxCoeff(), 1e-15);
  EXPECT_NE(few.weights(), other.weights());
  const Matrix again = few.transform(X);
  few.fit(randomRows(6, 3, 2));  // the numbers of X do not matter
  EXPECT_EQ(few.transform(X), again);
  EXPECT_FALSE(few.clone()->fitted());
}

TEST(RandomFeatures, ALargerSetBeginsWithTheSmallerOne) {
  expectPrefixesAndSeeds<RandomFourierFeatures>();
  expectPrefixesAndSeeds<RandomReluFeatures>();
}

TEST(RandomFeatures, RefuseWhatTheyCannotDo) {
  const Matrix X = randomRows(7, 4, 2);
  const auto refused = [&](auto features) {
    EXPECT_THROW(features.fit(X), Error);
    EXPECT_FALSE(features.fitted());
    EXPECT_THROW((void)features.transform(X), Error);
  };
  refused(RandomFourierFeatures({.gamma = 0}));
  refused(RandomFourierFeatures({.gamma = std::numeric_limits<double>::infinity()}));
  refused(RandomFourierFeatures({.nComponents = 0}));
  refused(RandomFourierFeatures({.nComponents = 100001}));
  refused(RandomReluFeatures({.nComponents = 0}));
  refused(RandomReluFeatures({.biasRange = -1}));
  RandomFourierFeatures waves;
  waves.fit(X);
  EXPECT_THROW((void)waves.transform(1e9 * X), Error);
  RandomReluFeatures ramps;
  ramps.fit(X);
  EXPECT_THROW((void)ramps.transform(Matrix::Constant(1, 2, 1.7e308)), Error);
}

}  // namespace
}  // namespace scrollwork
