// DeLong, DeLong & Clarke-Pearson, Comparing the areas under two or more correlated receiver operating characteristic
// curves: a nonparametric approach, Biometrics 44, 1988.
// Sun & Xu, Fast implementation of DeLong's algorithm for comparing the areas under correlated receiver operating
// characteristic curves, IEEE Signal Processing Letters 21, 2014: one sorting instead of all pairs.

#include "scrollwork/metrics/delong.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "math/mean.h"
#include "metrics/placements.h"
#include "metrics/ranked_scores.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

Placements placementsOf(const LabelView& yTrue, const VectorView& yScore, int posLabel, int least) {
  requireRange("posLabel", posLabel, 0, kMaxClasses - 1);
  const RankedScores ranked = rankScores(yTrue, yScore, posLabel);  // for its checks and counts
  const int nPositive = ranked.nPositive();
  const int nNegative = ranked.nNegative();
  if (nPositive < least || nNegative < least) {
    fail(ErrorCode::kBadValue, {"yTrue: expected at least ", least, " cases of label ", posLabel,
                                " (posLabel) and as many others, got ", nPositive, " and ", nNegative});
  }
  // For each distinct score: cases strictly above it, and half of those on it.
  Placements placements{Vector(nPositive), Vector(nNegative)};
  Index nextPositive = 0;
  Index nextNegative = 0;
  for (Index i = 0; i < yTrue.size(); ++i) {
    const auto found = std::lower_bound(ranked.threshold.begin(), ranked.threshold.end(), yScore[i], std::greater<>());
    const auto group = static_cast<std::size_t>(found - ranked.threshold.begin());
    if (yTrue[i] == posLabel) {
      const int above = group > 0 ? ranked.falsePositives[group - 1] : 0;
      placements.positive[nextPositive++] =
          (nNegative - 0.5 * (static_cast<double>(above) + ranked.falsePositives[group])) / nNegative;
    } else {
      const int above = group > 0 ? ranked.truePositives[group - 1] : 0;
      placements.negative[nextNegative++] =
          0.5 * (static_cast<double>(above) + ranked.truePositives[group]) / nPositive;
    }
  }
  return placements;
}

AreaBounds boundsWithoutVariance(double auc, Index k, double confidence) {
  const double open = -math::expm1(math::log(0.5 * (1.0 - confidence)) / static_cast<double>(k));
  return {auc == 1.0 ? 1.0 - open : auc, auc == 0.0 ? open : auc};
}

namespace {

/// Sample covariance (divided by n - 1) of two columns of placements, over n: their share of the areas' covariance.
double share(const Vector& a, const Vector& b) {
  const double meanA = math::meanOf(a);
  const double meanB = math::meanOf(b);
  double sum = 0.0;
  for (Index i = 0; i < a.size(); ++i) sum += (a[i] - meanA) * (b[i] - meanB);
  const auto n = static_cast<double>(a.size());
  return sum / (n - 1.0) / n;
}

double zOf(double confidence) {
  if (!(confidence > 0.0 && confidence < 1.0)) {
    fail(ErrorCode::kBadValue, {"confidence: expected a number between 0 and 1, both excluded, got ", confidence});
  }
  return -math::normalQuantile(0.5 * (1.0 - confidence));
}

}  // namespace

DelongCovariance delongCovariance(const LabelView& yTrue, const MatrixView& scores, int posLabel) {
  const Index m = scores.cols();
  if (m == 0 || scores.rows() != yTrue.size()) {
    fail(ErrorCode::kBadShape, {"scores: expected one row for each of ", yTrue.size(),
                                " labels and at least one column, got ", scores.rows(), " x ", m});
  }
  std::vector<Placements> placements;
  for (Index j = 0; j < m; ++j) placements.push_back(placementsOf(yTrue, Vector(scores.col(j)), posLabel, 2));
  DelongCovariance result{Vector(m), Matrix(m, m)};
  for (Index j = 0; j < m; ++j) {
    const Placements& a = placements[static_cast<std::size_t>(j)];
    result.auc[j] = math::meanOf(a.positive);
    for (Index k = 0; k <= j; ++k) {
      const Placements& b = placements[static_cast<std::size_t>(k)];
      result.covariance(j, k) = share(a.positive, b.positive) + share(a.negative, b.negative);
      result.covariance(k, j) = result.covariance(j, k);
    }
  }
  return result;
}

DelongInterval delongInterval(const LabelView& yTrue, const VectorView& yScore, const DelongOptions& options) {
  const double z = zOf(options.confidence);
  const Placements placements = placementsOf(yTrue, yScore, options.posLabel, 2);
  DelongInterval interval;
  interval.auc = math::meanOf(placements.positive);
  interval.standardError =
      std::sqrt(share(placements.positive, placements.positive) + share(placements.negative, placements.negative));
  if (interval.standardError > 0.0) {
    interval.low = std::max(0.0, interval.auc - z * interval.standardError);
    interval.high = std::min(1.0, interval.auc + z * interval.standardError);
  } else {
    const Index k = std::min(placements.positive.size(), placements.negative.size());
    const AreaBounds bounds = boundsWithoutVariance(interval.auc, k, options.confidence);
    interval.low = bounds.low;
    interval.high = bounds.high;
  }
  return interval;
}

DelongTest delongTest(const LabelView& yTrue, const VectorView& scoreA, const VectorView& scoreB,
                      const DelongOptions& options) {
  const double z = zOf(options.confidence);
  const Placements a = placementsOf(yTrue, scoreA, options.posLabel, 2);
  const Placements b = placementsOf(yTrue, scoreB, options.posLabel, 2);
  // The difference of placements directly: what both scores share cancels before it is squared.
  const Vector positive = a.positive - b.positive;
  const Vector negative = a.negative - b.negative;
  DelongTest test;
  test.aucA = math::meanOf(a.positive);
  test.aucB = math::meanOf(b.positive);
  test.difference = test.aucA - test.aucB;
  test.standardError = std::sqrt(share(positive, positive) + share(negative, negative));
  if (test.standardError > 0.0) {
    test.low = test.difference - z * test.standardError;
    test.high = test.difference + z * test.standardError;
    test.z = test.difference / test.standardError;
    test.pValue = 2.0 * math::normalCdf(-std::fabs(test.z));
    return test;
  }
  const Index k = std::min(positive.size(), negative.size());
  const AreaBounds boundsA = boundsWithoutVariance(test.aucA, k, options.confidence);
  const AreaBounds boundsB = boundsWithoutVariance(test.aucB, k, options.confidence);
  test.low = boundsA.low - boundsB.high;
  test.high = boundsA.high - boundsB.low;
  if (test.difference != 0.0) test.pValue = std::ldexp(1.0, static_cast<int>(1 - k));
  return test;
}

}  // namespace scrollwork
