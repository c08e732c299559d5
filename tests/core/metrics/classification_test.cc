#include "scrollwork/metrics/classification.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

Labels labels(std::initializer_list<int> values) {
  Labels result(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), result.begin());
  return result;
}

TEST(Classification, ScoresOfScikitLearn) {
  const nlohmann::json reference = readReference("metrics");
  for (const nlohmann::json& c : reference["labels"]) {
    const Labels yTrue = labelsFrom(c["yTrue"]), yPred = labelsFrom(c["yPred"]);
    // Counts are exact; one division, and for the balanced score a mean of k of them.
    EXPECT_EQ(accuracyScore(yTrue, yPred), c["accuracy"].get<double>());
    EXPECT_NEAR(balancedAccuracyScore(yTrue, yPred), c["balancedAccuracy"].get<double>(), 4 * kEpsilon);
    const Matrix confusion = confusionMatrix(yTrue, yPred, c["nClasses"].get<int>()).cast<double>();
    EXPECT_EQ(confusion, matrixFrom(c["confusion"]));
  }
}

// A sum of n terms below 37, each with an error of 2 ulp, and n additions.
TEST(Classification, LogLossOfScikitLearn) {
  const nlohmann::json reference = readReference("metrics");
  for (const nlohmann::json& c : reference["losses"]) {
    EXPECT_NEAR(logLoss(labelsFrom(c["yTrue"]), matrixFrom(c["probabilities"])), c["logLoss"].get<double>(), 1e-12);
  }
}

TEST(Classification, WilsonIntervalsOfScipy) {
  const nlohmann::json reference = readReference("metrics");
  for (const nlohmann::json& c : reference["wilson"]) {
    const int successes = c["successes"].get<int>(), n = c["n"].get<int>();
    SCOPED_TRACE(testing::Message() << successes << " of " << n);
    const Interval interval = wilsonInterval(successes, n, c["confidence"].get<double>());
    // Numbers below 1 from z with an error of 1e-15: a few eps. Bounds near 0 lose digits by cancellation, absolutely
    // none.
    EXPECT_NEAR(interval.low, c["low"].get<double>(), 1e-14);
    EXPECT_NEAR(interval.high, c["high"].get<double>(), 1e-14);
  }
}

TEST(Classification, NormalQuantilesOfScipy) {
  const nlohmann::json reference = readReference("metrics");
  const Vector p = vectorFrom(reference["quantiles"]["p"]), z = vectorFrom(reference["quantiles"]["z"]);
  for (Eigen::Index i = 0; i < p.size(); ++i) {
    EXPECT_NEAR(math::normalQuantile(p[i]), z[i], 2e-15 * std::max(1.0, std::fabs(z[i]))) << "p " << p[i];
  }
  EXPECT_EQ(math::normalQuantile(0.5), 0.0);
  EXPECT_EQ(math::normalQuantile(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(math::normalQuantile(1.0), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(math::normalQuantile(-0.1)));
  EXPECT_TRUE(std::isnan(math::normalQuantile(1.1)));
  EXPECT_TRUE(std::isnan(math::normalQuantile(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Classification, LawsOfTheWilsonInterval) {
  for (const int n : {1, 2, 7, 60, 100000}) {
    for (const int successes : {0, 1, n / 3, n / 2, n - 1, n}) {
      const Interval interval = wilsonInterval(successes, n);
      const double p = static_cast<double>(successes) / n;
      EXPECT_LE(0.0, interval.low);
      EXPECT_LE(interval.low, p);
      EXPECT_LE(p, interval.high);
      EXPECT_LE(interval.high, 1.0);
      const Interval mirrored = wilsonInterval(n - successes, n), wider = wilsonInterval(successes, n, 0.99);
      EXPECT_NEAR(mirrored.low, 1 - interval.high, 2 * kEpsilon);
      EXPECT_NEAR(mirrored.high, 1 - interval.low, 2 * kEpsilon);
      EXPECT_LT(interval.high - interval.low, wider.high - wider.low);
    }
  }
  EXPECT_EQ(wilsonInterval(0, 10).low, 0.0);
  EXPECT_EQ(wilsonInterval(10, 10).high, 1.0);
}

// What the interval is for: of intervals from repeated experiments about 95 % hold the true proportion.
TEST(Classification, WilsonIntervalsCoverTheTruth) {
  for (const double truth : {0.02, 0.3, 0.5, 0.85}) {
    Rng rng(9);
    int covered = 0;
    constexpr int kRounds = 20000, kTrials = 40;
    for (int round = 0; round < kRounds; ++round) {
      int successes = 0;
      for (int i = 0; i < kTrials; ++i) successes += rng.uniform() < truth ? 1 : 0;
      const Interval interval = wilsonInterval(successes, kTrials);
      covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(covered) / kRounds, 0.95, 0.03) << "truth " << truth;  // discreteness, not noise
  }
}

TEST(Classification, SimpleScores) {
  const Labels y = labels({0, 1, 1, 2});
  EXPECT_EQ(accuracyScore(y, y), 1.0);
  EXPECT_EQ(balancedAccuracyScore(y, y), 1.0);
  EXPECT_EQ(accuracyScore(y, labels({1, 0, 0, 0})), 0.0);
  EXPECT_EQ(accuracyScore(y, labels({0, 1, 0, 2})), 0.75);
  EXPECT_DOUBLE_EQ(balancedAccuracyScore(y, labels({0, 1, 0, 2})), (1 + 0.5 + 1) / 3);
  const Eigen::MatrixXi confusion = confusionMatrix(y, labels({0, 1, 0, 2}), 4);
  EXPECT_EQ(confusion.rows(), 4);
  EXPECT_EQ(confusion(1, 0), 1);
  EXPECT_EQ(confusion.sum(), 4);
  EXPECT_EQ(confusionMatrix(y, y).rows(), 3);
}

TEST(Classification, LogLossOfGuesses) {
  EXPECT_DOUBLE_EQ(logLoss(labels({0, 1}), Matrix::Constant(2, 2, 0.5)), std::log(2.0));
  Matrix certain(1, 2);
  certain << 1, 0;
  EXPECT_NEAR(logLoss(labels({0}), certain), 0.0, 1e-15);
  EXPECT_NEAR(logLoss(labels({1}), certain), 52 * std::log(2.0), 1e-12);
}

TEST(Classification, BadArgumentsAreNamed) {
  const Labels y = labels({0, 1});
  const auto message = [](const auto& call) {
    try {
      (void)call();
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_EQ(message([&] { return accuracyScore(y, labels({0})); }),
            "yPred: expected one label for each of 2 rows (at least one), got 1");
  EXPECT_NE(message([&] { return accuracyScore(Labels(0), Labels(0)); }), "no error");
  EXPECT_NE(message([&] { return balancedAccuracyScore(labels({-1, 0}), y); }), "no error");
  EXPECT_EQ(message([&] { return confusionMatrix(y, y, 1); }), "label: expected 0..0, got 1");
  EXPECT_NE(message([&] { return confusionMatrix(y, y, -1); }), "no error");
  EXPECT_EQ(message([&] { return logLoss(y, Matrix::Constant(2, 1, 1.0)); }), "yTrue: expected 0..0, got 1");
  EXPECT_EQ(message([&] { return logLoss(y, Matrix::Constant(2, 2, 1.5)); }), "probabilities: expected 0..1, got 1.5");
  EXPECT_NE(message([&] { return logLoss(y, Matrix::Constant(2, 2, std::nan(""))); }), "no error");
  EXPECT_NE(message([&] { return logLoss(y, Matrix(3, 2)); }), "no error");
  EXPECT_NE(message([&] { return logLoss(y, Matrix(2, 0)); }), "no error");
  EXPECT_EQ(message([&] { return wilsonInterval(3, 2).low; }), "successes: expected 0..2, got 3");
  EXPECT_NE(message([&] { return wilsonInterval(0, 0).low; }), "no error");
  EXPECT_NE(message([&] { return wilsonInterval(1, 2, 1.0).low; }), "no error");
  EXPECT_NE(message([&] { return wilsonInterval(1, 2, std::nan("")).low; }), "no error");
}

}  // namespace
}  // namespace scrollwork
