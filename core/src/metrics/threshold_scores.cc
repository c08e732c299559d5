#include "scrollwork/metrics/threshold_scores.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "metrics/ranked_scores.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

ThresholdScores thresholdScores(const LabelView& yTrue, const VectorView& yScore,
                                const ThresholdScoresOptions& options) {
  requireRange("posLabel", options.posLabel, 0, kMaxClasses - 1);
  if (!(options.beta >= 0.0 && std::isfinite(options.beta))) {
    fail(ErrorCode::kBadValue, {"beta: expected a finite number >= 0, got ", options.beta});
  }
  if (!(options.prevalence >= 0.0 && options.prevalence < 1.0)) {
    fail(ErrorCode::kBadValue, {"prevalence: expected a number >= 0 and < 1, got ", options.prevalence});
  }
  if (options.zeroDivision != 0.0 && options.zeroDivision != 1.0) {
    fail(ErrorCode::kBadValue, {"zeroDivision: expected 0 or 1, got ", options.zeroDivision});
  }
  const RankedScores ranked = rankScores(yTrue, yScore, options.posLabel);
  requireBothClasses(ranked, options.posLabel);

  const bool given = !options.thresholds.empty();
  ThresholdScores s;
  if (given) {
    s.thresholds = Eigen::Map<const Vector>(options.thresholds.data(), static_cast<Index>(options.thresholds.size()));
  } else {
    s.thresholds.resize(static_cast<Index>(ranked.size()) + 1);
    s.thresholds[0] = std::numeric_limits<double>::infinity();
    std::copy(ranked.threshold.begin(), ranked.threshold.end(), s.thresholds.begin() + 1);
  }
  const Index m = s.thresholds.size();
  for (Labels* column : {&s.truePositives, &s.falsePositives, &s.trueNegatives, &s.falseNegatives}) column->resize(m);
  for (Vector* column :
       {&s.accuracy, &s.balancedAccuracy, &s.precision, &s.recall, &s.specificity, &s.fbeta, &s.matthewsCorrcoef}) {
    column->resize(m);
  }

  const int nPositive = ranked.nPositive();
  const int nNegative = ranked.nNegative();
  // What one positive and one negative case stand for; both 1 in the world of the data, so that counts stay exact.
  const bool moved = options.prevalence > 0.0;
  const double positiveWeight = moved ? options.prevalence / nPositive : 1.0;
  const double negativeWeight = moved ? (1.0 - options.prevalence) / nNegative : 1.0;
  const double positives = positiveWeight * nPositive;
  const double negatives = negativeWeight * nNegative;
  const double beta2 = options.beta * options.beta;
  for (Index i = 0; i < m; ++i) {
    const double threshold = s.thresholds[i];
    if (std::isnan(threshold)) fail(ErrorCode::kBadValue, {"thresholds: expected numbers, got nan at position ", i});
    std::size_t called = static_cast<std::size_t>(i);  // distinct scores at or above the threshold
    if (given) {
      const auto end = std::upper_bound(ranked.threshold.begin(), ranked.threshold.end(), threshold, std::greater<>());
      called = static_cast<std::size_t>(end - ranked.threshold.begin());
    }
    const int truePositives = called > 0 ? ranked.truePositives[called - 1] : 0;
    const int falsePositives = called > 0 ? ranked.falsePositives[called - 1] : 0;
    s.truePositives[i] = truePositives;
    s.falsePositives[i] = falsePositives;
    s.falseNegatives[i] = nPositive - truePositives;
    s.trueNegatives[i] = nNegative - falsePositives;
    const double tp = positiveWeight * truePositives;
    const double fn = positiveWeight * s.falseNegatives[i];
    const double fp = negativeWeight * falsePositives;
    const double tn = negativeWeight * s.trueNegatives[i];
    s.accuracy[i] = (tp + tn) / (positives + negatives);
    s.recall[i] = static_cast<double>(truePositives) / nPositive;
    s.specificity[i] = static_cast<double>(s.trueNegatives[i]) / nNegative;
    s.balancedAccuracy[i] = 0.5 * (s.recall[i] + s.specificity[i]);
    s.precision[i] = called > 0 ? tp / (tp + fp) : options.zeroDivision;
    // Below the fraction there is nothing only for beta = 0 with no calls.
    const double under = beta2 * positives + (tp + fp);
    s.fbeta[i] = under > 0.0 ? (1.0 + beta2) * tp / under : options.zeroDivision;
    const double product = positives * negatives * (tp + fp) * (fn + tn);
    s.matthewsCorrcoef[i] = product > 0.0 ? (tp * tn - fp * fn) / std::sqrt(product) : 0.0;
  }
  return s;
}

}  // namespace scrollwork
