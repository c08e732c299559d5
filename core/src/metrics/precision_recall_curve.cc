// Davis & Goadrich, The relationship between precision-recall and ROC curves, ICML 2006.
// Keilwagen, Grosse & Grau, Area under precision-recall curves for weighted and unweighted data, PLOS ONE 9, 2014.
// Notation of the interpolation: A and B are neighbouring thresholds with TP and FP calls each; x runs from 0 to
// TP_B - TP_A, and h = (FP_B - FP_A) / (TP_B - TP_A) is how many false calls each further true one costs.

#include "scrollwork/metrics/precision_recall_curve.h"

#include <cmath>
#include <limits>
#include <vector>

#include "metrics/ranked_scores.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

RankedScores rankWithPositives(const LabelView& yTrue, const VectorView& yScore, int posLabel) {
  requireRange("posLabel", posLabel, 0, kMaxClasses - 1);
  RankedScores ranked = rankScores(yTrue, yScore, posLabel);
  if (ranked.nPositive() == 0) {
    fail(ErrorCode::kBadValue, {"yTrue: expected at least one label ", posLabel, " (posLabel), got none"});
  }
  return ranked;
}

double precisionOf(int truePositives, int falsePositives) {
  return truePositives / (static_cast<double>(truePositives) + falsePositives);
}

double averagePrecisionOf(const RankedScores& ranked) {
  const double nPositive = ranked.nPositive();
  double sum = 0.0;
  int before = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const int tp = ranked.truePositives[i];
    sum += (tp - before) * precisionOf(tp, ranked.falsePositives[i]);
    before = tp;
  }
  return sum / nPositive;
}

Vector toVector(const std::vector<double>& numbers) {
  return Eigen::Map<const Vector>(numbers.data(), static_cast<Index>(numbers.size()));
}

}  // namespace

PrecisionRecallCurve precisionRecallCurve(const LabelView& yTrue, const VectorView& yScore,
                                          const PrecisionRecallCurveOptions& options) {
  const RankedScores ranked = rankWithPositives(yTrue, yScore, options.posLabel);
  const std::size_t m = ranked.size();
  std::vector<std::size_t> kept;
  kept.reserve(m);
  for (std::size_t i = 0; i < m; ++i) {
    const int tp = ranked.truePositives[i];
    const bool middle = options.dropIntermediate && i > 0 && i + 1 < m && tp == ranked.truePositives[i - 1] &&
                        tp == ranked.truePositives[i + 1];
    if (!middle) kept.push_back(i);
  }
  const auto size = static_cast<Index>(kept.size());
  const double nPositive = ranked.nPositive();
  PrecisionRecallCurve curve;
  curve.averagePrecision = averagePrecisionOf(ranked);
  curve.precision.resize(size + 1);
  curve.recall.resize(size + 1);
  curve.thresholds.resize(size);
  for (Index place = 0; place < size; ++place) {
    const std::size_t i = kept[static_cast<std::size_t>(size - 1 - place)];
    curve.precision[place] = precisionOf(ranked.truePositives[i], ranked.falsePositives[i]);
    curve.recall[place] = ranked.truePositives[i] / nPositive;
    curve.thresholds[place] = ranked.threshold[i];
  }
  curve.precision[size] = 1.0;
  curve.recall[size] = 0.0;
  return curve;
}

double averagePrecisionScore(const LabelView& yTrue, const VectorView& yScore, int posLabel) {
  return averagePrecisionOf(rankWithPositives(yTrue, yScore, posLabel));
}

PrecisionRecallInterpolation precisionRecallInterpolation(const LabelView& yTrue, const VectorView& yScore,
                                                          const PrecisionRecallInterpolationOptions& options) {
  const RankedScores ranked = rankWithPositives(yTrue, yScore, options.posLabel);
  const double nPositive = ranked.nPositive();
  std::vector<std::size_t> stops;  // the thresholds to go through
  if (options.convexHull && ranked.nNegative() > 0) {
    Vector fpr(static_cast<Index>(ranked.size()) + 1);
    Vector tpr(fpr.size());
    fpr[0] = 0.0;
    tpr[0] = 0.0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {  // in counts: exact, and the hull does not mind the scale
      fpr[static_cast<Index>(i) + 1] = ranked.falsePositives[i];
      tpr[static_cast<Index>(i) + 1] = ranked.truePositives[i];
    }
    for (const int corner : rocConvexHull(fpr, tpr)) {
      if (corner > 0) stops.push_back(static_cast<std::size_t>(corner) - 1);
    }
  } else {
    for (std::size_t i = 0; i < ranked.size(); ++i) stops.push_back(i);
  }

  PrecisionRecallInterpolation result;
  std::vector<double> recall;
  std::vector<double> precision;
  int tpA = 0;
  int fpA = 0;
  for (const std::size_t stop : stops) {
    const int tpB = ranked.truePositives[stop];
    const int fpB = ranked.falsePositives[stop];
    const int gain = tpB - tpA;
    const double precisionB = precisionOf(tpB, fpB);
    if (gain > 0) {
      const double h = static_cast<double>(fpB - fpA) / gain;
      const double slope = 1.0 + h;
      const double calls = static_cast<double>(tpA) + fpA;  // at A
      // precision(x) = (tpA + x) / (calls + slope x), with limit 1 / slope where there are no calls at A.
      if (recall.empty()) {
        recall.push_back(0.0);
        precision.push_back(calls > 0.0 ? tpA / calls : 1.0 / slope);
      }
      for (int x = 1; x <= gain; ++x) {
        recall.push_back((tpA + x) / nPositive);
        precision.push_back((tpA + x) / (calls + slope * x));
      }
      const double bend = calls > 0.0 ? (tpA - calls / slope) / slope * math::log1p(slope * gain / calls) : 0.0;
      result.area += (gain / slope + bend) / nPositive;
      const double precisionA = calls > 0.0 ? tpA / calls : precisionB;
      result.linearArea += 0.5 * (precisionA + precisionB) * gain / nPositive;
    } else if (!recall.empty()) {  // more false calls only: straight down
      recall.push_back(tpB / nPositive);
      precision.push_back(precisionB);
    }
    tpA = tpB;
    fpA = fpB;
  }
  result.recall = toVector(recall);
  result.precision = toVector(precision);
  return result;
}

Vector precisionAtPrevalence(const VectorView& fpr, const VectorView& tpr, double prevalence) {
  if (fpr.size() != tpr.size()) {
    fail(ErrorCode::kBadShape,
         {"fpr and tpr: expected as many numbers in both, got ", fpr.size(), " and ", tpr.size()});
  }
  if (!(prevalence > 0.0 && prevalence < 1.0)) {
    fail(ErrorCode::kBadValue, {"prevalence: expected a number between 0 and 1, both excluded, got ", prevalence});
  }
  Vector precision(fpr.size());
  for (Index i = 0; i < fpr.size(); ++i) {
    requireRange("fpr", fpr[i], 0.0, 1.0);
    requireRange("tpr", tpr[i], 0.0, 1.0);
    const double hits = prevalence * tpr[i];
    const double calls = hits + (1.0 - prevalence) * fpr[i];
    precision[i] = calls > 0.0 ? hits / calls : 1.0;
  }
  return precision;
}

Vector fBetaIsoCurve(const VectorView& recall, double fBeta, double beta) {
  requirePositive("beta", beta);
  if (!(fBeta > 0.0 && fBeta <= 1.0)) {
    fail(ErrorCode::kBadValue, {"fBeta: expected a number > 0 and <= 1, got ", fBeta});
  }
  const double beta2 = beta * beta;
  Vector precision(recall.size());
  for (Index i = 0; i < recall.size(); ++i) {
    requireRange("recall", recall[i], 0.0, 1.0);
    const double under = (1.0 + beta2) * recall[i] - beta2 * fBeta;
    const double value = fBeta * recall[i] / under;
    precision[i] = under > 0.0 && value <= 1.0 ? value : std::numeric_limits<double>::quiet_NaN();
  }
  return precision;
}

}  // namespace scrollwork
