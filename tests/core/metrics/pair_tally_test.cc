#include "scrollwork/metrics/pair_tally.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/metrics/calibration.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

struct Cases {
  Labels y;
  Vector score;
};

/// Scores in steps of a half, so that some pairs tie.
Cases tiedCases(std::uint64_t seed) {
  Rng rng(seed);
  Cases c{Labels(80), Vector(80)};
  for (int i = 0; i < 80; ++i) {
    c.y[i] = i % 4 == 0 ? 1 : 0;
    c.score[i] = 0.5 * std::round(2.0 * (rng.normal() + c.y[i]));
  }
  return c;
}

TEST(PairTally, RunsToTheArea) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Cases c = tiedCases(seed);
    PairTally tally({.nPairs = 20000, .seed = seed});
    tally.begin(c.y, c.score);
    while (!tally.done()) tally.step(777);
    const double area = rocAucScore(c.y, c.score);
    // Five standard errors of a mean of numbers in [0, 1].
    EXPECT_NEAR(tally.share()[19999], area, 5.0 * 0.5 / std::sqrt(20000.0)) << seed;
    EXPECT_GT(tally.ties(), 0);
    EXPECT_EQ(tally.wins() + tally.ties() + tally.losses(), 20000);
    EXPECT_EQ(tally.share()[19999], (tally.wins() + 0.5 * tally.ties()) / 20000);
  }
}

TEST(PairTally, EachPairHasAPositiveAndANegative) {
  const Cases c = tiedCases(1);
  PairTally tally({.nPairs = 200, .posLabel = 0, .seed = 4});
  tally.begin(c.y, c.score);
  tally.step(150);
  for (int i = 0; i < 150; ++i) {
    EXPECT_EQ(c.y[tally.positiveRows()[i]], 0);
    EXPECT_EQ(c.y[tally.negativeRows()[i]], 1);
  }
  EXPECT_EQ(tally.positiveRows()[150], -1);
  EXPECT_TRUE(std::isnan(tally.share()[150]));
}

TEST(PairTally, StepsMayBeCutAnyWay) {
  const Cases c = tiedCases(2);
  PairTally once({.nPairs = 100, .seed = 9}), bitByBit({.nPairs = 100, .seed = 9});
  once.begin(c.y, c.score);
  once.step(1000);
  bitByBit.begin(c.y, c.score);
  while (!bitByBit.done()) bitByBit.step();
  EXPECT_EQ(once.share(), bitByBit.share());
  EXPECT_EQ(once.nDone(), 100);
  bitByBit.begin(c.y, c.score);  // a second run forgets the first
  EXPECT_EQ(bitByBit.nDone() + bitByBit.wins() + bitByBit.ties(), 0);
}

TEST(PairTally, Refusals) {
  const Cases c = tiedCases(3);
  PairTally fresh;
  EXPECT_EQ(message([&] {
              fresh.step();
              return 0;
            }),
            "PairTally: expected begin before step");
  EXPECT_EQ(message([&] {
              fresh.begin(Labels::Zero(80), c.score);
              return 0;
            }),
            "yTrue: expected label 1 (posLabel) and others, got 0 positive and 80 negative");
  EXPECT_EQ(message([&] {
              fresh.begin(c.y, Vector::Constant(80, std::nan("")));
              return 0;
            }),
            "yScore: expected finite numbers, got nan at position 0");
  PairTally none({.nPairs = 0});
  EXPECT_EQ(message([&] {
              none.begin(c.y, c.score);
              return 0;
            }),
            "nPairs: expected 1..1000000, got 0");
}

TEST(PartialAuc, IsThatOfTheScores) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Cases c = tiedCases(seed);
    const RocCurve curve = rocCurve(c.y, c.score);
    for (const double maxFpr : {0.05, 0.3, 0.77, 1.0}) {
      for (const bool standardize : {false, true}) {
        EXPECT_NEAR(partialAuc(curve.fpr, curve.tpr, {.maxFpr = maxFpr, .standardize = standardize}),
                    rocAucScore(c.y, c.score, {.maxFpr = maxFpr, .standardize = standardize}), 1e-12);
      }
    }
  }
}

TEST(PartialAuc, Refusals) {
  Vector up(3), down(3);
  up << 0.0, 0.2, 0.6;
  down << 0.0, 0.5, 0.1;
  EXPECT_EQ(message([&] { return partialAuc(up, up, {.maxFpr = 0.7}); }),
            "fpr: expected a curve from 0 to 0.7 (maxFpr) or further, got 0 to 0.6");
  EXPECT_EQ(message([&] { return partialAuc(down, up, {.maxFpr = 0.01}); }), "no error");
  down << 0.0, -0.1, 0.6;
  EXPECT_EQ(message([&] { return partialAuc(down, up); }),
            "fpr: expected rates that do not fall, got a fall at position 1");
  down << 0.02, 0.3, 0.6;
  EXPECT_EQ(message([&] { return partialAuc(down, up); }),
            "fpr: expected a curve from 0 to 0.1 (maxFpr) or further, got 0.02 to 0.6");
  EXPECT_EQ(message([&] { return partialAuc(up, up, {.maxFpr = 0.0}); }),
            "maxFpr: expected a number > 0 and <= 1, got 0");
}

TEST(ExpectedCost, IsWhatTheOptimalThresholdMinimises) {
  const Cases c = tiedCases(5);
  const RocCurve curve = rocCurve(c.y, c.score, {.dropIntermediate = false});
  const Vector cost =
      expectedCost(curve.fpr, curve.tpr, {.costFalsePositive = 1, .costFalseNegative = 4, .prevalence = 0.2});
  const OperatingPoint best =
      optimalThreshold(c.y, c.score, {.costFalsePositive = 1, .costFalseNegative = 4, .prevalence = 0.2});
  EXPECT_EQ(cost.minCoeff(), best.expectedCost);
  EXPECT_EQ(cost[0], 0.2 * 4) << "nothing called: every positive is missed";
  EXPECT_EQ(cost[cost.size() - 1], 0.8) << "everything called: every negative is a false alarm";
  EXPECT_EQ(message([&] { return expectedCost(curve.fpr, curve.tpr.head(2)); }).substr(0, 13), "fpr and tpr: ");
  EXPECT_EQ(message([&] { return expectedCost(Vector::Constant(1, 2.0), Vector::Zero(1)); }),
            "fpr: expected 0..1, got 2");
}

TEST(TemperatureScaled, KeepsTheOrderAndMovesTheForecasts) {
  Vector p(5);
  p << 0.0, 0.2, 0.5, 0.9, 1.0;
  const Vector bold = temperatureScaled(p, 0.5);
  const Vector shy = temperatureScaled(p, 2.0);
  EXPECT_LT((temperatureScaled(p, 1.0) - p).cwiseAbs().maxCoeff(), 1e-15);
  EXPECT_NEAR(bold[3], 81.0 / 82.0, 1e-15);  // odds of 9, squared
  EXPECT_NEAR(shy[3], 0.75, 1e-15);          // and their root
  EXPECT_EQ(bold[2], 0.5);
  EXPECT_EQ(shy[0], 0.0);
  EXPECT_EQ(shy[4], 1.0);
  EXPECT_EQ(message([&] { return temperatureScaled(p, 0.0); }), "temperature: expected 0.01..100, got 0");
}

}  // namespace
}  // namespace scrollwork
