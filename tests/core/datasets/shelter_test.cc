#include "scrollwork/datasets/shelter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "scrollwork/error.h"

namespace scrollwork {
namespace {

TEST(Shelter, ValuesStayInsideAndOnTheGridOfThousandths) {
  for (const double classSep : {0.0, 1.0, 2.0}) {
    const Sample s = makeShelter({.nSamples = 5000, .classSep = classSep, .seed = 3});
    EXPECT_EQ(s.bounds, (Bounds{0, 12, 0, 10}));
    for (int i = 0; i < 5000; ++i) {
      ASSERT_GE(s.X(i, 0), 1.5);
      ASSERT_LE(s.X(i, 0), 12.0);
      ASSERT_GE(s.X(i, 1), 0.0);
      ASSERT_LE(s.X(i, 1), 10.0);
      // The same expression that reads a link, so not a bit may differ.
      ASSERT_EQ(s.X(i, 0), std::round(s.X(i, 0) / 12 * 1000) * 12 / 1000);
      ASSERT_EQ(s.X(i, 1), std::round(s.X(i, 1) / 10 * 1000) * 10 / 1000);
    }
  }
}

TEST(Shelter, HasExactlyTheCatsThatWereAskedFor) {
  for (const double fraction : {0.0, 0.25, 0.5, 0.333, 1.0}) {
    const Sample s = makeShelter({.nSamples = 61, .catFraction = fraction, .seed = 9});
    EXPECT_EQ((s.y.array() == 0).count(), std::floor(61 * fraction + 0.5));
  }
}

TEST(Shelter, OneSeedOneHerd) {
  const Sample a = makeShelter({.seed = 7}), b = makeShelter({.seed = 7}), c = makeShelter({.seed = 8});
  EXPECT_EQ(a.X, b.X);
  EXPECT_EQ(a.y, b.y);
  EXPECT_NE(a.X, c.X);
  // Stored, so that links made today show the same animals tomorrow.
  EXPECT_EQ(a.X(0, 0), 4.848);
  EXPECT_EQ(a.X(0, 1), 1.52);
  EXPECT_EQ(a.y[0], 1);
}

TEST(Shelter, LabelNoiseChangesCardsNotAnimals) {
  const Sample clean = makeShelter({.nSamples = 20000, .seed = 7});
  const Sample noisy = makeShelter({.nSamples = 20000, .labelNoise = 0.2, .seed = 7});
  EXPECT_EQ(clean.X, noisy.X);
  const double flipped = (clean.y.array() != noisy.y.array()).cast<double>().mean();
  EXPECT_NEAR(flipped, 0.2, 4 * std::sqrt(0.2 * 0.8 / 20000));
}

// Among the animals to which the posterior gives p, a share p must be dogs: the truth and the generator are one model.
TEST(Shelter, PosteriorIsCalibrated) {
  for (const ShelterOptions& options :
       {ShelterOptions{.nSamples = 200000, .seed = 1},
        ShelterOptions{.nSamples = 200000, .catFraction = 0.3, .seed = 2},
        ShelterOptions{.nSamples = 200000, .classSep = 0.5, .labelNoise = 0.1, .seed = 3},
        ShelterOptions{.nSamples = 200000, .classSep = 2.0, .seed = 4}}) {
    SCOPED_TRACE(options.seed);
    const Sample s = makeShelter(options);
    const Vector p = shelterPosterior(s.X, options);
    Vector expected = Vector::Zero(10), dogs = Vector::Zero(10), variance = Vector::Zero(10);
    double right = 0;
    for (int i = 0; i < s.y.size(); ++i) {
      ASSERT_GE(p[i], options.labelNoise);
      ASSERT_LE(p[i], 1 - options.labelNoise);
      const int bin = std::min(9, static_cast<int>(p[i] * 10));
      expected[bin] += p[i];
      variance[bin] += p[i] * (1 - p[i]);
      dogs[bin] += s.y[i];
      right += (p[i] > 0.5) == (s.y[i] == 1) ? 1 : 0;
    }
    for (int bin = 0; bin < 10; ++bin) EXPECT_NEAR(dogs[bin], expected[bin], 4.5 * std::sqrt(variance[bin]) + 1) << bin;
    EXPECT_NEAR(right / options.nSamples, shelterBayesAccuracy(options), 4 * std::sqrt(0.25 / options.nSamples));
  }
}

TEST(Shelter, BayesAccuracyFollowsItsLaws) {
  EXPECT_NEAR(shelterBayesAccuracy(), 0.885, 0.0005);  // quoted in the header
  EXPECT_DOUBLE_EQ(shelterBayesAccuracy({.labelNoise = 0.5}), 0.5);
  EXPECT_NEAR(shelterBayesAccuracy({.labelNoise = 0.1}), 0.8 * shelterBayesAccuracy() + 0.1, 1e-15);
  EXPECT_NEAR(shelterBayesAccuracy({.catFraction = 0}), 1.0, 1e-5);  // also says that the densities integrate to 1
  EXPECT_NEAR(shelterBayesAccuracy({.catFraction = 1}), 1.0, 1e-5);
  double last = 0.5;
  for (const double classSep : {0.0, 0.25, 0.5, 1.0, 1.5, 2.0}) {
    const double accuracy = shelterBayesAccuracy({.classSep = classSep});
    EXPECT_GT(accuracy, last);
    last = accuracy;
  }
}

TEST(Shelter, PosteriorIsAProbabilityEvenFarAway) {
  const double largest = std::numeric_limits<double>::max();
  Matrix X(5, 2);
  X << 0, 0, -1e6, 1e6, largest, -largest, 1e160, 1e160, 4, 500;
  for (const double fraction : {0.0, 0.5, 1.0}) {
    const Vector p = shelterPosterior(X, {.catFraction = fraction});
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(p[i] >= 0 && p[i] <= 1) << i << ": " << p[i];
  }
  EXPECT_EQ(shelterPosterior(X, {.catFraction = 1}).maxCoeff(), 0.0);
  EXPECT_EQ(shelterPosterior(X, {.catFraction = 0}).minCoeff(), 1.0);
}

TEST(Shelter, RefusesOptionsOutOfRange) {
  const auto message = [](const ShelterOptions& options) -> std::string {
    try {
      (void)makeShelter(options);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nSamples = 0}), "nSamples: expected 1..1000000, got 0");
  EXPECT_EQ(message({.catFraction = 1.5}), "catFraction: expected 0..1, got 1.5");
  EXPECT_EQ(message({.labelNoise = 0.6}), "labelNoise: expected 0..0.5, got 0.6");
  EXPECT_NE(message({.classSep = std::nan("")}), "");
  EXPECT_THROW((void)shelterPosterior(Matrix::Zero(1, 3)), Error);
}

}  // namespace
}  // namespace scrollwork
