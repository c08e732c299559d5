// Mann & Whitney, On a test of whether one of two random variables is stochastically larger than the other, 1947.
// McClish, Analyzing a portion of the ROC curve, Medical Decision Making 9, 1989.
// Hand & Till, A simple generalisation of the area under the ROC curve for multiple class classification problems,
// 2001. Provost & Fawcett, Robust classification for imprecise environments, Machine Learning 42, 2001.

#include "scrollwork/metrics/roc_curve.h"

#include <cmath>
#include <limits>
#include <vector>

#include "metrics/ranked_scores.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

RankedScores rankBothClasses(const LabelView& yTrue, const VectorView& yScore, int posLabel) {
  requireRange("posLabel", posLabel, 0, kMaxClasses - 1);
  RankedScores ranked = rankScores(yTrue, yScore, posLabel);
  requireBothClasses(ranked, posLabel);
  return ranked;
}

double pairs(const RankedScores& ranked) {
  return static_cast<double>(ranked.nPositive()) * static_cast<double>(ranked.nNegative());
}

double areaOf(const RankedScores& ranked) { return 0.5 * static_cast<double>(twicePairsWon(ranked)) / pairs(ranked); }

/// The area left of false positive rate `maxFpr`.
double partialArea(const RankedScores& ranked, double maxFpr) {
  const double nNegative = ranked.nNegative();
  const double stop = maxFpr * nNegative;  // in false positives, as the area below is in pairs
  double area = 0.0;
  double x = 0.0;
  double y = 0.0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const double nextX = ranked.falsePositives[i];
    const double nextY = ranked.truePositives[i];
    if (nextX > stop) {
      const double cutY = y + (nextY - y) * (stop - x) / (nextX - x);
      area += 0.5 * (stop - x) * (y + cutY);
      break;
    }
    area += 0.5 * (nextX - x) * (y + nextY);
    x = nextX;
    y = nextY;
  }
  return area / pairs(ranked);
}

void requireSameSize(const char* nameX, const VectorView& x, const char* nameY, const VectorView& y) {
  if (x.size() >= 2 && x.size() == y.size()) return;
  fail(ErrorCode::kBadShape, {nameX, " and ", nameY, ": expected two or more numbers each, as many in both, got ",
                              x.size(), " and ", y.size()});
}

void requireFiniteCurve(const char* name, const VectorView& x) {
  for (Index i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) {
      fail(ErrorCode::kBadValue, {name, ": expected finite numbers, got ", x[i], " at position ", i});
    }
  }
}

/// The area of class a against class b (all others when b is -1) by column a.
double areaOfClass(const LabelView& yTrue, const MatrixView& yScore, int a, int b) {
  const Index n = yTrue.size();
  Labels isA(n);
  Vector score(n);
  Index used = 0;
  for (Index i = 0; i < n; ++i) {
    if (b >= 0 && yTrue[i] != a && yTrue[i] != b) continue;
    isA[used] = yTrue[i] == a ? 1 : 0;
    score[used++] = yScore(i, a);
  }
  return areaOf(rankScores(isA.head(used), score.head(used), 1));
}

/// McClish's rescaling, after which a score that knows nothing has 1/2 and a perfect one 1.
double standardized(double area, double maxFpr) {
  const double least = 0.5 * maxFpr * maxFpr;  // under the diagonal
  return 0.5 * (1.0 + (area - least) / (maxFpr - least));
}

void requireMaxFpr(double maxFpr) {
  if (maxFpr > 0.0 && maxFpr <= 1.0) return;
  fail(ErrorCode::kBadValue, {"maxFpr: expected a number > 0 and <= 1, got ", maxFpr});
}

}  // namespace

RocCurve rocCurve(const LabelView& yTrue, const VectorView& yScore, const RocCurveOptions& options) {
  const RankedScores ranked = rankBothClasses(yTrue, yScore, options.posLabel);
  const std::size_t m = ranked.size();
  const int* const tp = ranked.truePositives.data();
  const int* const fp = ranked.falsePositives.data();
  RocCurve curve;
  curve.nPositive = ranked.nPositive();
  curve.nNegative = ranked.nNegative();
  curve.auc = areaOf(ranked);

  std::vector<std::uint32_t> kept(m);
  std::size_t nKept = 0;
  for (std::size_t i = 0; i < m; ++i) {
    kept[nKept] = static_cast<std::uint32_t>(i);
    // Steps in and out of a point that are equal make it the middle of a straight piece. Other points on straight
    // pieces stay, as in scikit-learn: a picture needs no more.
    const bool middle = options.dropIntermediate && i > 0 && i + 1 < m && fp[i + 1] - fp[i] == fp[i] - fp[i - 1] &&
                        tp[i + 1] - tp[i] == tp[i] - tp[i - 1];
    nKept += middle ? 0 : 1;
  }
  const auto size = static_cast<Index>(nKept) + 1;
  curve.fpr.resize(size);
  curve.tpr.resize(size);
  curve.thresholds.resize(size);
  curve.fpr[0] = 0.0;
  curve.tpr[0] = 0.0;
  curve.thresholds[0] = std::numeric_limits<double>::infinity();
  const double nPositive = curve.nPositive;
  const double nNegative = curve.nNegative;
  for (std::size_t j = 0; j < nKept; ++j) {
    const std::uint32_t i = kept[j];
    const auto place = static_cast<Index>(j) + 1;
    curve.fpr[place] = fp[i] / nNegative;
    curve.tpr[place] = tp[i] / nPositive;
    curve.thresholds[place] = ranked.threshold[i];
  }
  return curve;
}

double auc(const VectorView& x, const VectorView& y) {
  requireSameSize("x", x, "y", y);
  requireFiniteCurve("x", x);
  requireFiniteCurve("y", y);
  bool rises = true;
  bool falls = true;
  double area = 0.0;
  for (Index i = 1; i < x.size(); ++i) {
    rises = rises && x[i] >= x[i - 1];
    falls = falls && x[i] <= x[i - 1];
    if (!rises && !falls) {
      fail(ErrorCode::kBadValue, {"x: expected numbers that only rise or only fall, got ", x[i], " at position ", i});
    }
    area += (x[i] - x[i - 1]) * (0.5 * (y[i] + y[i - 1]));
  }
  return rises ? area : -area;
}

double rocAucScore(const LabelView& yTrue, const VectorView& yScore, const RocAucOptions& options) {
  requireMaxFpr(options.maxFpr);
  const RankedScores ranked = rankBothClasses(yTrue, yScore, options.posLabel);
  if (options.maxFpr == 1.0) return areaOf(ranked);
  const double area = partialArea(ranked, options.maxFpr);
  return options.standardize ? standardized(area, options.maxFpr) : area;
}

double partialAuc(const VectorView& fpr, const VectorView& tpr, const PartialAucOptions& options) {
  requireMaxFpr(options.maxFpr);
  requireSameSize("fpr", fpr, "tpr", tpr);
  requireFiniteCurve("fpr", fpr);
  requireFiniteCurve("tpr", tpr);
  const Index last = fpr.size() - 1;
  if (fpr[0] != 0.0 || fpr[last] < options.maxFpr) {
    fail(ErrorCode::kBadValue,
         {"fpr: expected a curve from 0 to ", options.maxFpr, " (maxFpr) or further, got ", fpr[0], " to ", fpr[last]});
  }
  double area = 0.0;
  for (Index i = 1; i <= last; ++i) {
    const double step = fpr[i] - fpr[i - 1];
    if (step < 0.0) fail(ErrorCode::kBadValue, {"fpr: expected rates that do not fall, got a fall at position ", i});
    if (fpr[i] > options.maxFpr) {
      const double rest = options.maxFpr - fpr[i - 1];
      area += rest * (tpr[i - 1] + 0.5 * (tpr[i] - tpr[i - 1]) * rest / step);
      break;
    }
    area += step * 0.5 * (tpr[i] + tpr[i - 1]);
  }
  return options.standardize ? standardized(area, options.maxFpr) : area;
}

double rocAucScoreMulticlass(const LabelView& yTrue, const MatrixView& yScore, const MulticlassAucOptions& options) {
  const bool pairwise = options.multiClass == "ovo";
  if (!pairwise && options.multiClass != "ovr") {
    fail(ErrorCode::kBadValue, {"multiClass: expected \"ovr\" or \"ovo\", got \"", options.multiClass, "\""});
  }
  const bool weighted = options.average == "weighted";
  if (!weighted && options.average != "macro") {
    fail(ErrorCode::kBadValue, {"average: expected \"macro\" or \"weighted\", got \"", options.average, "\""});
  }
  requireLabels(yTrue, yScore.rows(), "yTrue");
  requireSamples(yScore, "yScore");
  const int k = static_cast<int>(yScore.cols());
  requireRange("columns of yScore", k, 2, kMaxClasses);
  requireRange("yTrue", yTrue.maxCoeff(), 0, k - 1);
  std::vector<double> cases(static_cast<std::size_t>(k));
  for (Index i = 0; i < yTrue.size(); ++i) cases[static_cast<std::size_t>(yTrue[i])] += 1.0;
  for (int c = 0; c < k; ++c) {
    if (cases[static_cast<std::size_t>(c)] == 0.0) {
      fail(ErrorCode::kBadValue, {"yTrue: expected cases of each of ", k, " classes, got none of class ", c});
    }
  }
  double sum = 0.0;
  double weights = 0.0;
  for (int a = 0; a < k; ++a) {
    const double casesA = cases[static_cast<std::size_t>(a)];
    if (!pairwise) {
      const double weight = weighted ? casesA : 1.0;
      sum += weight * areaOfClass(yTrue, yScore, a, -1);
      weights += weight;
      continue;
    }
    for (int b = a + 1; b < k; ++b) {
      const double weight = weighted ? casesA + cases[static_cast<std::size_t>(b)] : 1.0;
      sum += weight * 0.5 * (areaOfClass(yTrue, yScore, a, b) + areaOfClass(yTrue, yScore, b, a));
      weights += weight;
    }
  }
  return sum / weights;
}

Labels rocConvexHull(const VectorView& fpr, const VectorView& tpr) {
  requireSameSize("fpr", fpr, "tpr", tpr);
  requireFiniteCurve("fpr", fpr);
  requireFiniteCurve("tpr", tpr);
  std::vector<int> hull;
  for (Index i = 0; i < fpr.size(); ++i) {
    if (i > 0 && (fpr[i] < fpr[i - 1] || tpr[i] < tpr[i - 1])) {
      fail(ErrorCode::kBadValue, {"fpr and tpr: expected a curve that does not fall, got a step back at position ", i});
    }
    // Andrew's monotone chain, upper side: a point below or on the chord from before it to the new one is no corner.
    while (hull.size() >= 2) {
      const int last = hull[hull.size() - 1];
      const int before = hull[hull.size() - 2];
      const double turn =
          (fpr[last] - fpr[before]) * (tpr[i] - tpr[before]) - (tpr[last] - tpr[before]) * (fpr[i] - fpr[before]);
      if (turn < 0.0) break;
      hull.pop_back();
    }
    hull.push_back(static_cast<int>(i));
  }
  return Eigen::Map<const Labels>(hull.data(), static_cast<Index>(hull.size()));
}

Vector expectedCost(const VectorView& fpr, const VectorView& tpr, const ExpectedCostOptions& options) {
  requirePositive("costFalsePositive", options.costFalsePositive);
  requirePositive("costFalseNegative", options.costFalseNegative);
  requireRange("prevalence", options.prevalence, 0.0, 1.0);
  if (fpr.size() != tpr.size()) {
    fail(ErrorCode::kBadShape,
         {"fpr and tpr: expected as many numbers in both, got ", fpr.size(), " and ", tpr.size()});
  }
  const double miss = options.prevalence * options.costFalseNegative;
  const double alarm = (1.0 - options.prevalence) * options.costFalsePositive;
  Vector cost(fpr.size());
  for (Index i = 0; i < fpr.size(); ++i) {
    requireRange("fpr", fpr[i], 0.0, 1.0);
    requireRange("tpr", tpr[i], 0.0, 1.0);
    cost[i] = miss * (1.0 - tpr[i]) + alarm * fpr[i];
  }
  return cost;
}

OperatingPoint optimalThreshold(const LabelView& yTrue, const VectorView& yScore,
                                const OptimalThresholdOptions& options) {
  requirePositive("costFalsePositive", options.costFalsePositive);
  requirePositive("costFalseNegative", options.costFalseNegative);
  if (!(options.prevalence >= 0.0 && options.prevalence < 1.0)) {
    fail(ErrorCode::kBadValue, {"prevalence: expected a number >= 0 and < 1, got ", options.prevalence});
  }
  const RankedScores ranked = rankBothClasses(yTrue, yScore, options.posLabel);
  const double nPositive = ranked.nPositive();
  const double nNegative = ranked.nNegative();
  OperatingPoint best;
  best.threshold = std::numeric_limits<double>::infinity();
  best.prevalence = options.prevalence > 0.0 ? options.prevalence : nPositive / (nPositive + nNegative);
  const double miss = best.prevalence * options.costFalseNegative;
  const double alarm = (1.0 - best.prevalence) * options.costFalsePositive;
  best.expectedCost = miss;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const double fpr = ranked.falsePositives[i] / nNegative;
    const double tpr = ranked.truePositives[i] / nPositive;
    const double cost = miss * (1.0 - tpr) + alarm * fpr;
    if (cost >= best.expectedCost) continue;
    best.threshold = ranked.threshold[i];
    best.fpr = fpr;
    best.tpr = tpr;
    best.expectedCost = cost;
  }
  best.slope = alarm / miss;
  best.intercept = best.tpr - best.slope * best.fpr;
  return best;
}

}  // namespace scrollwork
