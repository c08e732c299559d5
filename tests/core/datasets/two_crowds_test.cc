#include "scrollwork/datasets/two_crowds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/metrics/roc_curve.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TwoCrowdsOptions bent() {
  TwoCrowdsOptions options;
  options.medians = {-0.3, 1.1};
  options.scales = {0.7, 1.6};
  options.skews = {0.8, -0.5};
  return options;
}

TEST(TwoCrowds, BinormalAreaHasAClosedForm) {
  for (const double scale : {0.2, 1.0, 3.0}) {
    TwoCrowdsOptions options;
    options.medians = {0.5, 1.7};
    options.scales = {1.0, scale};
    const double expected = math::normalCdf(1.2 / std::sqrt(1.0 + scale * scale));
    EXPECT_NEAR(twoCrowdsCurve(Vector(0), options).auc, expected, 1e-9) << scale;
  }
}

TEST(TwoCrowds, RatesAreTheIntegralsOfTheDensities) {
  const Index m = 20001;
  const Vector grid = Vector::LinSpaced(m, -30.0, 40.0);
  const TwoCrowdsCurve curve = twoCrowdsCurve(grid, bent());
  const double step = 70.0 / (m - 1);
  double negative = 0.0, positive = 0.0;
  for (Index i = m - 1; i > 0; --i) {
    negative += 0.5 * step * (curve.negativeDensity[i] + curve.negativeDensity[i - 1]);
    positive += 0.5 * step * (curve.positiveDensity[i] + curve.positiveDensity[i - 1]);
    ASSERT_NEAR(curve.fpr[i - 1], negative, 1e-4);
    ASSERT_NEAR(curve.tpr[i - 1], positive, 1e-4);
  }
  // And the area under the rates is the area.
  EXPECT_NEAR(auc(curve.fpr, curve.tpr), curve.auc, 1e-5);
}

TEST(TwoCrowds, HalfOfACrowdLiesOnEitherSideOfItsMedian) {
  const TwoCrowdsOptions options = bent();
  Vector thresholds(4);
  thresholds << options.medians[0], options.medians[1], -kInfinity, kInfinity;
  const TwoCrowdsCurve curve = twoCrowdsCurve(thresholds, options);
  EXPECT_NEAR(curve.fpr[0], 0.5, 1e-12);
  EXPECT_NEAR(curve.tpr[1], 0.5, 1e-12);
  EXPECT_EQ(curve.fpr[2], 1.0);
  EXPECT_EQ(curve.tpr[3], 0.0);
  EXPECT_EQ(curve.positiveDensity[3], 0.0);
}

TEST(TwoCrowds, ALargeSampleShowsTheCurve) {
  TwoCrowdsOptions options = bent();
  options.nNegative = 40000;
  options.nPositive = 30000;
  const TwoCrowds crowds = makeTwoCrowds(options);
  ASSERT_EQ(crowds.y.head(40000).sum(), 0);
  ASSERT_EQ(crowds.y.tail(30000).sum(), 30000);
  // Standard error of the area: below 0.5 / sqrt(30000) = 0.003.
  EXPECT_NEAR(rocAucScore(crowds.y, crowds.scores), twoCrowdsCurve(Vector(0), options).auc, 0.01);
}

TEST(TwoCrowds, ACaseKeepsItsPlaceInItsCrowd) {
  TwoCrowdsOptions options;
  options.seed = 3;
  const TwoCrowds before = makeTwoCrowds(options);
  options.nNegative = 90;
  options.medians = {0.0, 4.0};
  options.scales = {1.0, 2.0};
  const TwoCrowds after = makeTwoCrowds(options);
  EXPECT_EQ(after.scores.head(60), before.scores.head(60));
  for (Index i = 0; i < 60; ++i) {
    EXPECT_NEAR(after.scores[90 + i] - 4.0, 2.0 * (before.scores[60 + i] - 1.5), 1e-12);
  }
}

TEST(TwoCrowds, ProbabilityIsBayes) {
  TwoCrowdsOptions options;  // equal spreads: a logistic function of the score
  Vector scores(3);
  scores << 0.75, 1.75, -2.0;
  const Vector p = twoCrowdsProbability(scores, 0.5, options);
  EXPECT_NEAR(p[0], 0.5, 1e-12);
  EXPECT_NEAR(p[1], 1.0 / (1.0 + std::exp(-1.5)), 1e-12);
  const Vector rare = twoCrowdsProbability(scores, 0.1, options);
  EXPECT_NEAR(rare[0], 0.1, 1e-12);
  scores << 1e6, 0.0, 0.0;
  EXPECT_EQ(twoCrowdsProbability(scores, 0.5, options)[0], 0.5) << "both densities vanish";
}

TEST(TwoCrowds, MedianForAnAreaGivesThatArea) {
  for (const double area : {0.5, 0.8, 0.999}) {
    for (const double skew : {-2.0, 0.0, 2.0}) {
      TwoCrowdsOptions options = bent();
      options.skews[1] = skew;
      options.medians[1] = twoCrowdsMedianForAuc(area, options);
      EXPECT_NEAR(twoCrowdsCurve(Vector(0), options).auc, area, 1e-9) << skew;
    }
  }
}

TEST(TwoCrowds, RefusesWhatIsOutOfRange) {
  TwoCrowdsOptions options;
  options.skews = {0.0, 3.0};
  EXPECT_EQ(message([&] { return makeTwoCrowds(options); }), "skews: expected -2..2, got 3");
  options = {};
  options.scales = {1.0};
  EXPECT_EQ(message([&] { return makeTwoCrowds(options); }),
            "scales: expected two numbers, of the negatives and of the positives, got 1");
  options = {};
  options.nPositive = 0;
  EXPECT_EQ(message([&] { return makeTwoCrowds(options); }), "nPositive: expected 1..1000000, got 0");
  EXPECT_EQ(message([] { return twoCrowdsCurve(Vector::Constant(2, std::nan(""))); }),
            "thresholds: expected numbers, got nan at position 0");
  EXPECT_EQ(message([] { return twoCrowdsProbability(Vector::Zero(1), 1.0); }),
            "prevalence: expected a number between 0 and 1, both excluded, got 1");
  EXPECT_EQ(message([] { return twoCrowdsProbability(Vector::Constant(1, kInfinity), 0.5); }),
            "scores: expected finite numbers, got inf at position 0");
  EXPECT_EQ(message([] { return twoCrowdsMedianForAuc(0.4); }), "auc: expected 0.5..0.999, got 0.4");
}

}  // namespace
}  // namespace scrollwork
