#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/metrics/bootstrap.h"
#include "scrollwork/metrics/delong.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

const json& reference() {
  static const json file = readReference("metrics_curves");
  return file;
}

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
  Matrix scores;
};

/// Two scores of the same cases that share half of their noise; `unit` > 0 rounds them.
Cases twoScores(std::uint64_t seed, int n, double shift, double unit = 0.0) {
  Rng rng(seed);
  Cases c{Labels(n), Matrix(n, 2)};
  for (int i = 0; i < n; ++i) {
    c.y[i] = i % 3 == 0 ? 1 : 0;
    const double shared = rng.normal();
    for (int j = 0; j < 2; ++j) {
      const double x = shared + rng.normal() + shift * c.y[i];
      c.scores(i, j) = unit > 0 ? unit * std::round(x / unit) : x;
    }
  }
  return c;
}

TEST(Normal, DistributionOfScipy) {
  for (const json& c : reference()["cdf"]) {
    const double z = c[0].get<double>(), p = c[1].get<double>();
    EXPECT_NEAR(math::normalCdf(z), p, 3e-13 * p) << z;
    if (z > -5 && z < 5) {
      EXPECT_NEAR(math::normalQuantile(math::normalCdf(z)), z, 1e-9) << z;
    }
  }
  EXPECT_EQ(math::normalCdf(0.0), 0.5);
  EXPECT_EQ(math::normalCdf(-std::numeric_limits<double>::infinity()), 0.0);
  EXPECT_EQ(math::normalCdf(std::numeric_limits<double>::infinity()), 1.0);
  EXPECT_TRUE(std::isnan(math::normalCdf(std::nan(""))));
}

TEST(Delong, CovariancesOfAllPairs) {
  for (const json& c : reference()["binary"]) {
    if (!c.contains("delong")) continue;
    const Labels y = labelsFrom(c["y"]);
    Matrix scores(y.size(), 2);
    scores << vectorFrom(c["score"]), vectorFrom(c["other"]);
    const json& expected = c["delong"];
    const DelongCovariance found = delongCovariance(y, scores);
    // Means and covariances of up to 300 numbers in [0, 1].
    EXPECT_LE((found.auc - vectorFrom(expected["auc"])).cwiseAbs().maxCoeff(), 1e-14);
    EXPECT_LE((found.covariance - matrixFrom(expected["covariance"])).cwiseAbs().maxCoeff(), 1e-15);
    const DelongInterval interval = delongInterval(y, scores.col(0));
    EXPECT_NEAR(interval.auc, rocAucScore(y, scores.col(0)), 1e-14);
    EXPECT_NEAR(interval.standardError, std::sqrt(found.covariance(0, 0)), 1e-14);
    const DelongTest test = delongTest(y, scores.col(0), scores.col(1));
    if (expected["z"].is_null()) {
      EXPECT_EQ(test.pValue, 1.0);
      continue;
    }
    EXPECT_NEAR(test.z, expected["z"].get<double>(), 1e-9 * std::fabs(test.z));
    EXPECT_NEAR(test.pValue, expected["pValue"].get<double>(), 1e-9);
    EXPECT_NEAR(test.high - test.low, 2 * 1.959963984540054 * test.standardError, 1e-12);
  }
}

TEST(Delong, IntervalsHoldTheTruthAndTestsKeepTheirLevel) {
  // Two normal crowds 1 apart, each with variance 2: Phi(1 / 2).
  const double truth = math::normalCdf(0.5);
  int covered = 0, rejected = 0;
  constexpr int kRounds = 400;
  for (std::uint64_t seed = 0; seed < kRounds; ++seed) {
    const Cases c = twoScores(seed, 120, 1.0);
    const DelongInterval interval = delongInterval(c.y, c.scores.col(0));
    covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    rejected += delongTest(c.y, c.scores.col(0), c.scores.col(1)).pValue < 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(kRounds), 0.95, 0.04);  // standard error 0.011
  EXPECT_NEAR(rejected / static_cast<double>(kRounds), 0.05, 0.04);
}

TEST(Delong, WithoutAMistakeTheIntervalIsThatOfIndependentPairs) {
  // 8 positives above 20 negatives: 8 pairs, 0.025^(1 / 8) = 0.630596...
  Labels y = Labels::Zero(28);
  y.head(8).setOnes();
  Matrix scores(28, 2);
  for (int i = 0; i < 28; ++i) scores.row(i) << -i, i < 8 ? 1 : 0;
  const double bound = std::pow(0.025, 1.0 / 8);
  for (int j = 0; j < 2; ++j) {
    const DelongInterval up = delongInterval(y, scores.col(j));
    EXPECT_EQ(up.auc, 1.0);
    EXPECT_EQ(up.standardError, 0.0);
    EXPECT_NEAR(up.low, bound, 1e-15);
    EXPECT_EQ(up.high, 1.0);
    const DelongInterval down = delongInterval(y, -scores.col(j));
    EXPECT_EQ(down.auc, 0.0);
    EXPECT_EQ(down.low, 0.0);
    EXPECT_NEAR(down.high, 1 - bound, 1e-15);
    RocBootstrap run({.nResamples = 20});
    run.begin(y, scores.col(j));
    run.step(20);
    EXPECT_NEAR(run.interval().low, bound, 1e-15);
    EXPECT_EQ(run.interval().high, 1.0);
  }
  EXPECT_NEAR(delongInterval(y, scores.col(0), {.confidence = 0.8}).low, std::pow(0.1, 1.0 / 8), 1e-15);
  // Two without a mistake: equal as far as this sample goes, and that is not far.
  const DelongTest both = delongTest(y, scores.col(0), scores.col(1));
  EXPECT_EQ(both.difference, 0.0);
  EXPECT_NEAR(both.low, bound - 1, 1e-15);
  EXPECT_NEAR(both.high, 1 - bound, 1e-15);
  EXPECT_EQ(both.pValue, 1.0);
  const DelongTest opposite = delongTest(y, scores.col(0), -scores.col(1));
  EXPECT_EQ(opposite.difference, 1.0);
  EXPECT_NEAR(opposite.low, 2 * bound - 1, 1e-15);
  EXPECT_EQ(opposite.high, 1.0);
  EXPECT_EQ(opposite.pValue, 1.0 / 128);
  scores.col(1) *= -1;
  RocBootstrap run({.nResamples = 20});
  run.begin(y, scores);
  run.step(20);
  EXPECT_EQ(run.differenceInterval().estimate, 1.0);
  EXPECT_NEAR(run.differenceInterval().low, 2 * bound - 1, 1e-15);
  EXPECT_EQ(run.differenceInterval().high, 1.0);
  // The same mistakes by another scale: no sample would show a difference. A score that is the same for all has none.
  const Cases c = twoScores(2, 60, 1.0);
  EXPECT_EQ(delongTest(c.y, c.scores.col(0), 3.0 * c.scores.col(0)).high, 0.0);
  const DelongInterval constant = delongInterval(y, Vector::Zero(28));
  EXPECT_EQ(constant.low, 0.5);
  EXPECT_EQ(constant.high, 0.5);
}

TEST(Bootstrap, IntervalsOfTheirFormulas) {
  for (const json& c : reference()["bca"]) {
    const Vector values = vectorFrom(c["values"]);
    const double estimate = c["estimate"].get<double>(), confidence = c["confidence"].get<double>();
    const BootstrapInterval percentile = percentileInterval(values, estimate, confidence);
    const BootstrapInterval bca = bcaInterval(values, estimate, c["acceleration"].get<double>(), confidence);
    EXPECT_NEAR(percentile.low, c["percentile"][0].get<double>(), 1e-14);
    EXPECT_NEAR(percentile.high, c["percentile"][1].get<double>(), 1e-14);
    EXPECT_NEAR(bca.low, c["bca"][0].get<double>(), 1e-12);
    EXPECT_NEAR(bca.high, c["bca"][1].get<double>(), 1e-12);
    EXPECT_NEAR(bca.standardError, c["standardError"].get<double>(), 1e-14);
    EXPECT_EQ(bca.estimate, estimate);
  }
  // Every value above the estimate: nothing to correct by.
  const Vector values = Vector::LinSpaced(11, 0.5, 0.6);
  EXPECT_EQ(bcaInterval(values, 0.4, 0.1).low, percentileInterval(values, 0.4).low);
}

TEST(Bootstrap, AResampleIsTheCurveOfTheCasesDrawn) {
  // A plain copy of the rule: positives, then negatives, each row drawn from its class by the round's own stream.
  const Cases c = twoScores(3, 40, 1.0, 0.5);
  RocBootstrap run({.nResamples = 5, .gridSize = 11, .seed = 9});
  run.begin(c.y, c.scores);
  run.step(5);
  std::vector<int> positives, negatives;
  for (int i = 0; i < 40; ++i) (c.y[i] == 1 ? positives : negatives).push_back(i);
  for (std::uint64_t round = 0; round < 5; ++round) {
    Rng rng = Rng(9).stream(round);
    Labels rows(40);
    for (int i = 0; i < 40; ++i) {
      const std::vector<int>& from = static_cast<std::size_t>(i) < positives.size() ? positives : negatives;
      rows[i] = from[static_cast<std::size_t>(rng.below(from.size()))];
    }
    const Labels y = takeLabels(c.y, rows);
    const Matrix scores = takeRows(c.scores, rows);
    for (Eigen::Index j = 0; j < 2; ++j) {
      const auto row = static_cast<Eigen::Index>(round);
      EXPECT_NEAR(run.auc()(row, j), rocAucScore(y, scores.col(j)), 1e-14);
      const RocCurve curve = rocCurve(y, scores.col(j), {.dropIntermediate = false});
      for (int g = 0; g <= 10; ++g) {  // the highest point of the curve at this rate
        double tpr = 0.0;
        for (Eigen::Index i = 1; i < curve.fpr.size(); ++i) {
          const double x = g / 10.0, left = curve.fpr[i - 1], right = curve.fpr[i];
          if (x < left - 1e-12 || x > right + 1e-12) continue;
          const double y1 = curve.tpr[i];
          tpr = std::max(tpr,
                         right > left ? curve.tpr[i - 1] + (y1 - curve.tpr[i - 1]) * (x - left) / (right - left) : y1);
        }
        EXPECT_NEAR(run.tpr(static_cast<int>(j))(row, g), tpr, 1e-12) << "rate " << g / 10.0;
      }
    }
  }
}

TEST(Bootstrap, AgreesWithDelong) {
  const Cases c = twoScores(5, 150, 1.2);
  const DelongInterval delong = delongInterval(c.y, c.scores.col(0));
  const DelongTest test = delongTest(c.y, c.scores.col(0), c.scores.col(1));
  for (const bool stratify : {false, true}) {
    for (const char* method : {"percentile", "bca"}) {
      RocBootstrap run({.nResamples = 1000, .stratify = stratify, .method = method, .gridSize = 21, .seed = 1});
      run.begin(c.y, c.scores);
      run.step(1000);
      const BootstrapInterval interval = run.interval();
      EXPECT_NEAR(interval.estimate, delong.auc, 1e-14);
      // The standard error from 1,000 resamples has one of 2 % itself; quantiles of 1,000 one of about 6 %.
      EXPECT_NEAR(interval.standardError, delong.standardError, 0.12 * delong.standardError);
      EXPECT_NEAR(interval.low, delong.low, 0.5 * delong.standardError);
      EXPECT_NEAR(interval.high, delong.high, 0.5 * delong.standardError);
      const BootstrapInterval difference = run.differenceInterval();
      EXPECT_NEAR(difference.estimate, test.difference, 1e-14);
      EXPECT_NEAR(difference.standardError, test.standardError, 0.12 * test.standardError);
      const RocBand band = run.band();
      EXPECT_EQ(band.fpr[20], 1.0);
      for (Eigen::Index g = 0; g < 21; ++g) {
        EXPECT_LE(band.low[g], band.median[g]);
        EXPECT_LE(band.median[g], band.high[g]);
        if (g > 0) {
          EXPECT_LE(band.low[g - 1], band.low[g]);
        }
      }
    }
  }
}

TEST(Bootstrap, StepsMayBeCutAnyWayAndPrefixesAgree) {
  const Cases c = twoScores(6, 50, 1.0);
  for (const bool stratify : {false, true}) {
    RocBootstrap once({.nResamples = 40, .stratify = stratify, .seed = 2}),
        pieces({.nResamples = 60, .stratify = stratify, .seed = 2});
    once.begin(c.y, c.scores.col(0));
    pieces.begin(c.y, c.scores.col(0));
    EXPECT_FALSE(once.done());
    once.step(1000);
    EXPECT_TRUE(once.done());
    while (!pieces.done()) {
      pieces.step(7);
      EXPECT_EQ(std::isnan(pieces.auc()(59, 0)), !pieces.done());
      (void)pieces.interval();
    }
    EXPECT_EQ(Matrix(pieces.auc().topRows(40)), once.auc());
    EXPECT_EQ(Matrix(pieces.tpr().topRows(40)), once.tpr());
  }
}

TEST(Bootstrap, RareClassesAreDrawnAgainUntilThereAreBoth) {
  Labels y = Labels::Zero(200);
  y[7] = y[9] = 1;
  const Vector score = Vector::LinSpaced(200, 0, 1);
  RocBootstrap run({.nResamples = 300, .stratify = false, .method = "bca", .gridSize = 2});
  run.begin(y, score);
  run.step(300);
  EXPECT_TRUE(run.auc().allFinite());
  EXPECT_LE(run.interval().low, run.interval().high);
}

TEST(Uncertainty, BadArgumentsAreNamed) {
  const Cases c = twoScores(1, 12, 1.0);
  Labels few = Labels::Zero(12);
  few[3] = 1;
  EXPECT_EQ(message([&] { return delongInterval(few, c.scores.col(0)).auc; }),
            "yTrue: expected at least 2 cases of label 1 (posLabel) and as many others, got 1 and 11");
  EXPECT_NE(message([&] { return delongInterval(c.y, c.scores.col(0), {.confidence = 1.0}).auc; }), "no error");
  EXPECT_NE(message([&] { return delongCovariance(c.y, Matrix(12, 0)).auc.size(); }), "no error");
  EXPECT_NE(message([&] { return percentileInterval(Vector(), 0.5).low; }), "no error");
  EXPECT_NE(message([&] { return bcaInterval(Vector::Constant(2, std::nan("")), 0.5, 0).low; }), "no error");
  RocBootstrap run({.nResamples = 2});
  EXPECT_EQ(message([&] { return run.step(), 0; }), "RocBootstrap: expected begin before step");
  EXPECT_NE(message([&] { return run.begin(c.y, Matrix::Zero(12, 3)), 0; }), "no error");
  EXPECT_NE(message([&] { return run.begin(few, c.scores), 0; }), "no error");
  EXPECT_NE(message([&] { return RocBootstrap({.method = "normal"}).begin(c.y, c.scores), 0; }), "no error");
  EXPECT_NE(message([&] { return RocBootstrap({.gridSize = 1}).begin(c.y, c.scores), 0; }), "no error");
  EXPECT_NE(message([&] { return RocBootstrap({.nResamples = 100000, .gridSize = 10001}).begin(c.y, c.scores), 0; }),
            "no error");
  run.begin(c.y, c.scores.col(0));
  EXPECT_NE(message([&] { return run.interval().low; }), "no error");
  run.step();
  EXPECT_EQ(message([&] { return run.interval(1).low; }), "score: expected 0..0, got 1");
  EXPECT_NE(message([&] { return run.differenceInterval().low; }), "no error");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
