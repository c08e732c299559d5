#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "core/reference_file.h"
#include "metrics/ranked_scores.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/metrics/calibration.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/metrics/confusion_scores.h"
#include "scrollwork/metrics/precision_recall_curve.h"
#include "scrollwork/metrics/regression.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/metrics/threshold_scores.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Ratios and sums of a few terms below 1: a few times 2^-53. Curves are single divisions of counts, as in NumPy: equal.
constexpr double kRounding = 1e-15;

const json& reference() {
  static const json file = readReference("metrics_curves");
  return file;
}

void expectNear(const Vector& found, const json& expected, double tolerance = kRounding) {
  ASSERT_EQ(static_cast<std::size_t>(found.size()), expected.size());
  const Vector wanted = vectorFrom(expected);
  for (Eigen::Index i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], tolerance) << "at " << i;
}

struct Scored {
  Labels y;
  Vector score;
};

/// Two overlapping crowds, scores rounded to multiples of `unit` (0: as drawn).
Scored crowds(std::uint64_t seed, int n, double unit) {
  Rng rng(seed);
  Scored s{Labels(n), Vector(n)};
  for (int i = 0; i < n; ++i) {
    s.y[i] = i < 2 ? i : rng.integer(0, 1);
    const double x = rng.normal() + s.y[i];
    s.score[i] = unit > 0 ? unit * std::round(x / unit) : x;
  }
  return s;
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

TEST(Curves, RocAndAreasOfScikitLearn) {
  for (const json& c : reference()["binary"]) {
    const Labels y = labelsFrom(c["y"]);
    const Vector score = vectorFrom(c["score"]);
    const RocCurve all = rocCurve(y, score, {.dropIntermediate = false});
    EXPECT_EQ(all.fpr, vectorFrom(c["fpr"]));
    EXPECT_EQ(all.tpr, vectorFrom(c["tpr"]));
    EXPECT_EQ(all.thresholds[0], kInfinity);
    EXPECT_EQ(Vector(all.thresholds.tail(all.thresholds.size() - 1)), vectorFrom(c["thresholds"]));
    const RocCurve kept = rocCurve(y, score);
    EXPECT_EQ(kept.fpr, vectorFrom(c["shortFpr"]));
    EXPECT_EQ(kept.tpr, vectorFrom(c["shortTpr"]));
    EXPECT_EQ(kept.nPositive + kept.nNegative, y.size());
    const double area = c["auc"].get<double>();
    EXPECT_NEAR(rocAucScore(y, score), area, kRounding);
    EXPECT_EQ(kept.auc, rocAucScore(y, score));
    EXPECT_NEAR(auc(kept.fpr, kept.tpr), area, 4 * kRounding);
    // The standardised area divides by up to maxFpr^2 / 2, here 100 times the rounding of the sum.
    for (const json& partial : c["partial"]) {
      EXPECT_NEAR(rocAucScore(y, score, {.maxFpr = partial[0].get<double>()}), partial[1].get<double>(),
                  200 * kRounding);
    }
    const Labels hull = rocConvexHull(all.fpr, all.tpr);
    double hullArea = 0.0;
    for (Eigen::Index i = 1; i < hull.size(); ++i) {
      hullArea += 0.5 * (all.fpr[hull[i]] - all.fpr[hull[i - 1]]) * (all.tpr[hull[i]] + all.tpr[hull[i - 1]]);
    }
    EXPECT_NEAR(hullArea, c["hullArea"].get<double>(), 10 * kRounding);
  }
}

TEST(Curves, PrecisionAndRecallOfScikitLearn) {
  for (const json& c : reference()["binary"]) {
    const Labels y = labelsFrom(c["y"]);
    const Vector score = vectorFrom(c["score"]);
    const PrecisionRecallCurve curve = precisionRecallCurve(y, score);
    EXPECT_EQ(curve.precision, vectorFrom(c["precision"]));
    EXPECT_EQ(curve.recall, vectorFrom(c["recall"]));
    EXPECT_NEAR(curve.averagePrecision, c["averagePrecision"].get<double>(), 4 * kRounding);
    EXPECT_EQ(averagePrecisionScore(y, score), curve.averagePrecision);
    // quad's own tolerance is 1e-13 a piece.
    EXPECT_NEAR(precisionRecallInterpolation(y, score).area, c["interpolatedArea"].get<double>(), 1e-11);
  }
}

TEST(Curves, ScoresAtThresholdsOfScikitLearn) {
  for (const json& c : reference()["binary"]) {
    const Labels y = labelsFrom(c["y"]);
    const auto grid = c["grid"].get<std::vector<double>>();
    const auto compare = [&](const ThresholdScores& found, const json& expected) {
      for (Eigen::Index i = 0; i < found.thresholds.size(); ++i) {
        const json& e = expected[static_cast<std::size_t>(i)];
        ThresholdScores copy = found;
        auto field = [&](const char* name, const auto& column) {
          if (!e.contains(name)) return;
          EXPECT_NEAR(column[i], e[name].template get<double>(), 20 * kRounding) << name;
        };
        ThresholdScores::fields(field, copy);
      }
    };
    const Vector score = vectorFrom(c["score"]);
    compare(thresholdScores(y, score, {.thresholds = grid, .beta = 2}), c["atGrid"]);
    compare(thresholdScores(y, score, {.thresholds = grid, .beta = 2, .prevalence = 0.03}), c["atGridRare"]);
  }
}

TEST(Curves, AreasForManyClassesOfScikitLearn) {
  for (const json& c : reference()["multiclass"]) {
    for (const auto& [options, area] : c["auc"].items()) {
      const std::size_t space = options.find(' ');
      EXPECT_NEAR(rocAucScoreMulticlass(labelsFrom(c["y"]), matrixFrom(c["score"]),
                                        {.multiClass = options.substr(0, space), .average = options.substr(space + 1)}),
                  area.get<double>(), 4 * kRounding)
          << options;
    }
  }
}

TEST(Curves, ScoresOfConfusionMatricesOfScikitLearn) {
  for (const json& c : reference()["labels"]) {
    const Labels yTrue = labelsFrom(c["yTrue"]), yPred = labelsFrom(c["yPred"]);
    const int k = c["k"].get<int>();
    for (const json& s : c["scores"]) {
      ClassScoreOptions options{.average = "none",
                                .beta = s["beta"].get<double>(),
                                .zeroDivision = s["zeroDivision"].get<double>(),
                                .nClasses = k};
      const ConfusionScores board = confusionScores(confusionMatrix(yTrue, yPred, k),
                                                    {.beta = options.beta, .zeroDivision = options.zeroDivision});
      const PrecisionRecallFscoreSupport none = precisionRecallFscoreSupport(yTrue, yPred, options);
      expectNear(none.precision, s["none"][0]);
      expectNear(none.recall, s["none"][1]);
      expectNear(none.fbeta, s["none"][2]);
      EXPECT_EQ(none.support, labelsFrom(s["none"][3]));
      EXPECT_EQ(board.precision, none.precision);
      EXPECT_EQ(board.recall, none.recall);
      EXPECT_EQ(board.fbeta, none.fbeta);
      EXPECT_EQ(board.support, none.support);
      expectNear(board.specificity, options.zeroDivision == 0 ? c["specificity"] : json(board.specificity));
      expectNear(board.macro, s["macroAll"]);
      expectNear(board.micro, s["microAll"]);
      expectNear(board.weighted, s["weightedAll"]);
      const auto compare = [&](const json& expected) {
        EXPECT_NEAR(precisionScore(yTrue, yPred, options), expected[0].get<double>(), kRounding);
        EXPECT_NEAR(recallScore(yTrue, yPred, options), expected[1].get<double>(), kRounding);
        EXPECT_NEAR(fbetaScore(yTrue, yPred, options), expected[2].get<double>(), kRounding);
      };
      for (const char* average : {"macro", "micro", "weighted"}) {
        options.average = average;
        options.nClasses = k;
        compare(s[std::string(average) + "All"]);
        options.nClasses = 0;
        compare(s[average]);
      }
      options.average = "binary";
      for (int label = 0; label < k; ++label) {
        options.posLabel = label;
        compare(s["binary"][static_cast<std::size_t>(label)]);
      }
    }
    for (int label = 0; label < k; ++label) {
      EXPECT_NEAR(specificityScore(yTrue, yPred, {.posLabel = label}),
                  c["specificity"][static_cast<std::size_t>(label)].get<double>(), kRounding);
    }
    EXPECT_NEAR(matthewsCorrcoef(yTrue, yPred), c["matthewsCorrcoef"].get<double>(), 4 * kRounding);
    for (const auto& [weights, kappa] : c["kappa"].items()) {
      EXPECT_NEAR(cohenKappaScore(yTrue, yPred, weights), kappa.get<double>(), 10 * kRounding) << weights;
    }
  }
}

TEST(Curves, ScoresOfRegressionOfScikitLearn) {
  for (const json& c : reference()["regression"]) {
    const Vector yTrue = vectorFrom(c["yTrue"]), yPred = vectorFrom(c["yPred"]);
    const auto compare = [&](double found, const char* name) {
      const double expected = c[name].get<double>();
      EXPECT_NEAR(found, expected, 1e-14 * std::max(1.0, std::fabs(expected))) << name;  // n terms, each rounded
    };
    compare(meanSquaredError(yTrue, yPred), "meanSquaredError");
    compare(rootMeanSquaredError(yTrue, yPred), "rootMeanSquaredError");
    compare(meanAbsoluteError(yTrue, yPred), "meanAbsoluteError");
    compare(medianAbsoluteError(yTrue, yPred), "medianAbsoluteError");
    compare(maxError(yTrue, yPred), "maxError");
    // Deviations of 1 from a mean of 1e6 that is off by up to eps 1e6.
    EXPECT_NEAR(r2Score(yTrue, yPred), c["r2"].get<double>(), 1e-9);
    EXPECT_NEAR(explainedVarianceScore(yTrue, yPred), c["explainedVariance"].get<double>(), 1e-9);
  }
}

TEST(Curves, CalibrationOfScikitLearn) {
  for (const json& c : reference()["calibration"]) {
    const Labels y = labelsFrom(c["y"]);
    const Vector p = vectorFrom(c["p"]);
    EXPECT_NEAR(brierScoreLoss(y, p), c["brier"].get<double>(), kRounding);
    for (const json& e : c["curves"]) {
      const CalibrationCurve curve =
          calibrationCurve(y, p, {.nBins = e["nBins"].get<int>(), .strategy = e["strategy"].get<std::string>()});
      expectNear(curve.probTrue, e["true"]);
      expectNear(curve.probPred, e["pred"]);
      EXPECT_EQ(curve.count.sum(), y.size());
      double error = 0.0;
      for (Eigen::Index i = 0; i < curve.count.size(); ++i) {
        error += curve.count[i] * std::fabs(curve.probTrue[i] - curve.probPred[i]);
      }
      EXPECT_NEAR(curve.expectedCalibrationError, error / static_cast<double>(y.size()), 4 * kRounding);
    }
  }
}

// The definition, pair by pair.
double areaByPairs(const Scored& s) {
  double won = 0.0, pairs = 0.0;
  for (Eigen::Index i = 0; i < s.y.size(); ++i) {
    for (Eigen::Index j = 0; j < s.y.size(); ++j) {
      if (s.y[i] != 1 || s.y[j] == 1) continue;
      pairs += 1.0;
      won += s.score[i] > s.score[j] ? 1.0 : s.score[i] == s.score[j] ? 0.5 : 0.0;
    }
  }
  return won / pairs;
}

TEST(Curves, TheAreaIsAProbabilityAndBothWaysToItAgree) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const int n = static_cast<int>(2 + 5 * seed);
    const Scored s = crowds(seed, n, seed % 3 == 0 ? 0.0 : 0.3);
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    const double area = rocAucScore(s.y, s.score);
    EXPECT_NEAR(area, areaByPairs(s), kRounding);
    for (const bool drop : {false, true}) {
      const RocCurve curve = rocCurve(s.y, s.score, {.dropIntermediate = drop});
      EXPECT_NEAR(auc(curve.fpr, curve.tpr), area, 1e-12);
      EXPECT_NEAR(auc(curve.fpr.reverse(), curve.tpr.reverse()), area, 1e-12);
      EXPECT_EQ(curve.fpr[0] + curve.tpr[0], 0.0);
      EXPECT_EQ(curve.fpr.tail(1)[0] + curve.tpr.tail(1)[0], 2.0);
    }
    // Partial areas: they add up, whole and raw, and the standardised one of the whole is the whole.
    EXPECT_NEAR(rocAucScore(s.y, s.score, {.maxFpr = 1 - 1e-12, .standardize = false}), area, 1e-11);
    EXPECT_LE(rocAucScore(s.y, s.score, {.maxFpr = 0.3, .standardize = false}),
              rocAucScore(s.y, s.score, {.maxFpr = 0.5, .standardize = false}));
  }
}

TEST(Curves, MonotoneMapsChangeNothing) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Scored s = crowds(seed, 200, 0.25);
    const RocCurve curve = rocCurve(s.y, s.score);
    const auto same = [&](const Vector& score) {
      const RocCurve other = rocCurve(s.y, score);
      EXPECT_EQ(other.fpr, curve.fpr);
      EXPECT_EQ(other.tpr, curve.tpr);
      EXPECT_EQ(other.auc, curve.auc);
      EXPECT_EQ(averagePrecisionScore(s.y, score), averagePrecisionScore(s.y, s.score));
    };
    Vector mapped = s.score;
    for (double& x : mapped) x = math::exp(20.0 * x);  // over 120 orders of magnitude: the second deal
    same(mapped);
    for (double& x : mapped) x = math::exp(math::log(x) / 20.0);
    for (double& x : mapped) x = x * x * x;
    same(mapped);
    same((s.score.array() * 0x1p-1060).matrix());  // subnormal numbers
    same((s.score.array() * 0x1p1010).matrix());   // a range beyond the largest double
    EXPECT_NEAR(rocAucScore(s.y, -s.score), 1 - curve.auc, kRounding);
    EXPECT_NEAR(rocAucScore(s.y, s.score, {.posLabel = 0}), 1 - curve.auc, kRounding);
  }
}

TEST(Curves, ScoresAreRankedHoweverTheyAreSpread) {
  Rng rng(3);
  constexpr int kCases = 3000;
  const Labels y = Labels::NullaryExpr(kCases, [](Eigen::Index i) { return static_cast<int>(i % 2); });
  const std::vector<std::pair<const char*, std::function<double(int)>>> spreads = {
      {"uniform", [&](int) { return rng.uniform(); }},
      {"constant", [&](int) { return 0.1; }},
      {"two values", [&](int i) { return i % 3 ? 0.1 : 0.2; }},
      {"rising", [&](int i) { return 1.0 * i; }},
      {"falling", [&](int i) { return -1.0 * i; }},
      {"an outlier", [&](int i) { return i ? rng.uniform() : 1e300; }},
      {"two outliers", [&](int i) { return i > 1 ? rng.uniform()
                                           : i   ? -1e308
                                                 : 1e308; }},
      {"log-normal", [&](int) { return math::exp(30 * rng.normal()); }},
      {"signed log-normal", [&](int i) { return (i % 2 ? 1 : -1) * math::exp(30 * rng.normal()); }},
      {"crowded around 1", [&](int i) { return i % 7 ? 1.0 + 0x1p-52 * rng.integer(0, 2000) : rng.normal() * 1e200; }},
      {"zeros of both signs", [&](int i) { return i % 5 == 0 ? -1e300
                                                  : i % 2    ? 0.0
                                                             : -0.0; }},
      {"multiples of the smallest", [&](int) { return 0x1p-1074 * rng.integer(-3000, 3000); }}};
  for (const auto& [name, draw] : spreads) {
    SCOPED_TRACE(name);
    Vector score(kCases);
    for (int i = 0; i < kCases; ++i) score[i] = draw(i);
    const RankedScores ranked = rankScores(y, score, 1);
    std::vector<std::pair<double, int>> sorted;
    for (int i = 0; i < kCases; ++i) sorted.emplace_back(-score[i], y[i]);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::size_t group = 0;
    int tp = 0, fp = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      (sorted[i].second == 1 ? tp : fp) += 1;
      if (i + 1 < sorted.size() && sorted[i + 1].first == sorted[i].first) continue;
      ASSERT_LT(group, ranked.size());
      ASSERT_EQ(ranked.threshold[group], -sorted[i].first);
      ASSERT_EQ(ranked.truePositives[group], tp);
      ASSERT_EQ(ranked.falsePositives[group], fp);
      ++group;
    }
    EXPECT_EQ(group, ranked.size());
  }
}

TEST(Curves, TheOptimalThresholdIsACornerOfTheHull) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Scored s = crowds(seed, 150, 0.2);
    const RocCurve curve = rocCurve(s.y, s.score, {.dropIntermediate = false});
    const Labels hull = rocConvexHull(curve.fpr, curve.tpr);
    for (const double prevalence : {0.0, 0.001, 0.3, 0.9}) {
      const OptimalThresholdOptions options{.costFalsePositive = 1, .costFalseNegative = 3, .prevalence = prevalence};
      const OperatingPoint best = optimalThreshold(s.y, s.score, options);
      bool corner = false;
      for (Eigen::Index i = 0; i < curve.fpr.size(); ++i) {
        const double cost = best.prevalence * 3 * (1 - curve.tpr[i]) + (1 - best.prevalence) * curve.fpr[i];
        EXPECT_LE(best.expectedCost, cost + kRounding);
        EXPECT_LE(curve.tpr[i], best.slope * curve.fpr[i] + best.intercept + 1e-12);  // the line lies above the curve
      }
      for (const int i : hull) corner = corner || (best.fpr == curve.fpr[i] && best.tpr == curve.tpr[i]);
      EXPECT_TRUE(corner);
    }
  }
}

// Between two thresholds a coin decides which one is used: the counts that it expects lie on the hyperbola.
TEST(Curves, InterpolationIsWhatAMixtureOfTwoThresholdsDoes) {
  Labels y(60);
  Vector score(60);
  for (int i = 0; i < 60; ++i) {  // 10 of 10 calls right at the first threshold, 20 of 60 at the second
    y[i] = i < 20 ? 1 : 0;
    score[i] = i < 10 ? 2 : 1;
  }
  const PrecisionRecallInterpolation curve = precisionRecallInterpolation(y, score);
  ASSERT_EQ(curve.recall.size(), 21);
  for (Eigen::Index i = 0; i <= 20; ++i) {
    const double share = i <= 10 ? 0.0 : (static_cast<double>(i) - 10.0) / 10.0;  // of the second threshold
    EXPECT_NEAR(curve.recall[i], static_cast<double>(i) / 20.0, kRounding);
    EXPECT_NEAR(curve.precision[i], i <= 10 ? 1.0 : (10 + 10 * share) / (10 + 50 * share), kRounding);
  }
  EXPECT_NEAR(curve.linearArea, 0.5 + 0.5 * (1 + 1.0 / 3) / 2, kRounding);
  // 1/2 + integral over x in [0, 10] of (10 + x) / (10 + 5 x) / 20.
  EXPECT_NEAR(curve.area, 0.5 + (10.0 / 5 + (10 - 2.0) / 5 * std::log(6.0)) / 20, 1e-14);
  EXPECT_LT(curve.area, curve.linearArea);
  // The hull never does worse.
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Scored s = crowds(seed, 100, 0.4);
    const PrecisionRecallInterpolation all = precisionRecallInterpolation(s.y, s.score);
    const PrecisionRecallInterpolation hull = precisionRecallInterpolation(s.y, s.score, {.convexHull = true});
    EXPECT_GE(hull.area, all.area - kRounding);
    for (const PrecisionRecallInterpolation* p : {&all, &hull}) {
      EXPECT_EQ(p->recall[0], 0.0);
      EXPECT_EQ(p->recall.tail(1)[0], 1.0);
      EXPECT_TRUE(std::is_sorted(p->recall.begin(), p->recall.end()));
      EXPECT_GE(p->precision.minCoeff(), 0.0);
      EXPECT_LE(p->precision.maxCoeff(), 1.0);
    }
  }
}

TEST(Curves, PrecisionDependsOnTheWorld) {
  const Scored s = crowds(4, 300, 0.1);
  const ThresholdScores here = thresholdScores(s.y, s.score);
  const double share = static_cast<double>(s.y.sum()) / 300;
  const Vector fpr = (1 - here.specificity.array()).matrix();
  const Vector same = precisionAtPrevalence(fpr, here.recall, share);
  const ThresholdScores rare = thresholdScores(s.y, s.score, {.prevalence = 0.01});
  const Vector moved = precisionAtPrevalence(fpr, here.recall, 0.01);
  for (Eigen::Index i = 1; i < fpr.size(); ++i) {
    EXPECT_NEAR(same[i], here.precision[i], 1e-13);  // 1 - specificity loses digits near 0
    EXPECT_NEAR(moved[i], rare.precision[i], 1e-13);
    EXPECT_LE(rare.precision[i], here.precision[i]);
  }
  EXPECT_EQ(rare.recall, here.recall);
  EXPECT_EQ(rare.truePositives, here.truePositives);
  EXPECT_EQ(here.thresholds[0], kInfinity);
  EXPECT_EQ(here.truePositives[0] + here.falsePositives[0], 0);
  EXPECT_EQ(same[0], 1.0);
}

TEST(Curves, IsoCurvesHoldTheirScore) {
  Vector recall(4);
  recall << 0.1, 0.4, 0.7, 1.0;
  for (const double beta : {0.5, 1.0, 2.0}) {
    const Vector precision = fBetaIsoCurve(recall, 0.6, beta);
    EXPECT_TRUE(std::isnan(precision[0]));
    for (Eigen::Index i = 0; i < 4; ++i) {
      if (std::isnan(precision[i])) continue;
      const double b2 = beta * beta;
      EXPECT_NEAR((1 + b2) * precision[i] * recall[i] / (b2 * precision[i] + recall[i]), 0.6, 4 * kRounding);
    }
  }
}

TEST(Curves, PointsWithinOneRecallMayGo) {
  const Scored s = crowds(6, 400, 0.0);
  const PrecisionRecallCurve all = precisionRecallCurve(s.y, s.score);
  const PrecisionRecallCurve kept = precisionRecallCurve(s.y, s.score, {.dropIntermediate = true});
  EXPECT_LT(kept.recall.size(), all.recall.size());
  EXPECT_EQ(kept.averagePrecision, all.averagePrecision);
  for (Eigen::Index i = 1; i + 2 < kept.recall.size(); ++i) {
    EXPECT_FALSE(kept.recall[i - 1] == kept.recall[i] && kept.recall[i] == kept.recall[i + 1]);
  }
}

TEST(Curves, BadArgumentsAreNamed) {
  const Labels y = (Labels(3) << 0, 1, 1).finished();
  const Vector score = (Vector(3) << 0.1, 0.2, 0.3).finished();
  Vector bad = score;
  bad[1] = std::nan("");
  EXPECT_EQ(message([&] { return rocCurve(y, bad).auc; }), "yScore: expected finite numbers, got nan in row 1");
  bad[1] = kInfinity;
  EXPECT_EQ(message([&] { return averagePrecisionScore(y, bad); }),
            "yScore: expected finite numbers, got inf in row 1");
  EXPECT_EQ(message([&] { return rocAucScore(y, score.head(2)); }),
            "yScore: expected one number for each of 3 labels, got 2");
  EXPECT_EQ(message([&] { return rocAucScore(Labels::Ones(3), score); }),
            "yTrue: expected label 1 (posLabel) and others, got 3 positive and 0 negative");
  EXPECT_EQ(message([&] { return averagePrecisionScore(y, score, 2); }),
            "yTrue: expected at least one label 2 (posLabel), got none");
  for (const double maxFpr : {0.0, 1.1, std::nan("")}) {
    EXPECT_NE(message([&] { return rocAucScore(y, score, {.maxFpr = maxFpr}); }).find("maxFpr: expected"),
              std::string::npos);
  }
  EXPECT_EQ(message([&] { return auc(score.reverse(), (Vector(3) << 1, kInfinity, 2).finished()); }),
            "y: expected finite numbers, got inf at position 1");
  EXPECT_EQ(message([&] { return auc((Vector(3) << 0, 2, 1).finished(), score); }),
            "x: expected numbers that only rise or only fall, got 1 at position 2");
  EXPECT_NE(message([&] { return auc(score, score.head(2)); }), "no error");
  EXPECT_NE(message([&] { return rocConvexHull(score, -score).size(); }), "no error");
  EXPECT_NE(message([&] { return optimalThreshold(y, score, {.costFalsePositive = 0}).fpr; }), "no error");
  EXPECT_NE(message([&] { return optimalThreshold(y, score, {.prevalence = 1}).fpr; }), "no error");
  EXPECT_NE(message([&] { return rocAucScoreMulticlass(y, Matrix::Zero(3, 3)); }), "no error");
  EXPECT_NE(message([&] { return rocAucScoreMulticlass(y, Matrix::Zero(3, 2), {.multiClass = "raise"}); }), "no error");
  EXPECT_NE(message([&] { return rocAucScoreMulticlass(y, Matrix::Zero(3, 2), {.average = "micro"}); }), "no error");
  EXPECT_NE(message([&] { return thresholdScores(y, score, {.beta = -1}).accuracy.size(); }), "no error");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
