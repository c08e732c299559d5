// Efron, Better bootstrap confidence intervals, Journal of the American Statistical Association 82, 1987.
// Efron & Tibshirani, An introduction to the bootstrap, 1993: chapter 14 for the BCa interval and the acceleration by
// the jackknife, of several samples where positives and negatives are drawn apart.

#include "scrollwork/metrics/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "math/mean.h"
#include "math/nan.h"
#include "metrics/placements.h"
#include "metrics/quantile.h"
#include "metrics/ranked_scores.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void requireConfidence(double confidence) {
  if (!(confidence > 0.0 && confidence < 1.0)) {
    fail(ErrorCode::kBadValue, {"confidence: expected a number between 0 and 1, both excluded, got ", confidence});
  }
}

std::vector<double> sortedValues(const VectorView& values) {
  if (values.size() == 0) fail(ErrorCode::kBadShape, {"values: expected at least one number, got none"});
  std::vector<double> sorted(values.begin(), values.end());
  for (const double value : sorted) {
    if (!std::isfinite(value)) fail(ErrorCode::kBadValue, {"values: expected finite numbers, got ", value});
  }
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

double deviationOf(const std::vector<double>& values) {
  double mean = 0.0;
  for (const double value : values) mean += value;
  mean /= static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return values.size() > 1 ? std::sqrt(sum / static_cast<double>(values.size() - 1)) : 0.0;
}

BootstrapInterval between(const std::vector<double>& sorted, double estimate, double lowShare, double highShare) {
  return {estimate, quantileOfSorted(sorted, lowShare), quantileOfSorted(sorted, highShare), deviationOf(sorted)};
}

/// An area that every resample has, too.
bool isWithoutMistake(double auc) { return auc == 0.0 || auc == 1.0; }

/// Sums of squares and cubes of how much each case of a class moves the area.
struct Moments {
  double squares = 0.0;
  double cubes = 0.0;
};
Moments momentsOf(const Vector& placements, double divisor) {
  const double mean = math::meanOf(placements);
  Moments moments;
  for (Index i = 0; i < placements.size(); ++i) {
    const double influence = (placements[i] - mean) / divisor;
    moments.squares += influence * influence;
    moments.cubes += influence * influence * influence;
  }
  return moments;
}

}  // namespace

BootstrapInterval percentileInterval(const VectorView& values, double estimate, double confidence) {
  requireConfidence(confidence);
  const double tail = 0.5 * (1.0 - confidence);
  return between(sortedValues(values), estimate, tail, 1.0 - tail);
}

BootstrapInterval bcaInterval(const VectorView& values, double estimate, double acceleration, double confidence) {
  requireConfidence(confidence);
  const std::vector<double> sorted = sortedValues(values);
  const double tail = 0.5 * (1.0 - confidence);
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), estimate) - sorted.begin();
  const auto notAbove = std::upper_bound(sorted.begin(), sorted.end(), estimate) - sorted.begin();
  const double share = 0.5 * static_cast<double>(below + notAbove) / static_cast<double>(sorted.size());
  if (share == 0.0 || share == 1.0) return between(sorted, estimate, tail, 1.0 - tail);
  const double bias = math::normalQuantile(share);
  const auto moved = [&](double quantile) {
    const double z = bias + math::normalQuantile(quantile);
    return math::normalCdf(bias + z / (1.0 - acceleration * z));
  };
  return between(sorted, estimate, moved(tail), moved(1.0 - tail));
}

RocBootstrap::RocBootstrap(RocBootstrapOptions options) : options_(std::move(options)) {}

void RocBootstrap::begin(const LabelView& yTrue, const MatrixView& scores) {
  ranks_.clear();
  nDone_ = 0;
  requireRange("nResamples", options_.nResamples, 1, 100'000);
  requireConfidence(options_.confidence);
  requireRange("gridSize", options_.gridSize, 2, 10'001);
  if (options_.method != "percentile" && options_.method != "bca") {
    fail(ErrorCode::kBadValue, {"method: expected \"percentile\" or \"bca\", got \"", options_.method, "\""});
  }
  if (scores.rows() != yTrue.size() || scores.cols() < 1 || scores.cols() > 2) {
    fail(ErrorCode::kBadShape, {"scores: expected one row for each of ", yTrue.size(),
                                " labels and one or two columns, got ", scores.rows(), " x ", scores.cols()});
  }
  constexpr Index kMaxCurves = Index{1} << 26;
  if (scores.cols() * options_.gridSize > kMaxCurves / options_.nResamples) {
    fail(ErrorCode::kBadValue, {"gridSize: expected at most ", kMaxCurves, " points of curves in all, got ",
                                options_.nResamples, " x ", scores.cols() * options_.gridSize});
  }
  positives_.clear();
  negatives_.clear();
  placementsPositive_.clear();
  placementsNegative_.clear();
  tpr_.clear();
  estimate_.resize(scores.cols());
  std::vector<Ranks> ranks;
  for (Index j = 0; j < scores.cols(); ++j) {
    const Vector score = scores.col(j);
    Placements placements = placementsOf(yTrue, score, options_.posLabel, 2);
    estimate_[j] = math::meanOf(placements.positive);
    placementsPositive_.push_back(std::move(placements.positive));
    placementsNegative_.push_back(std::move(placements.negative));
    const RankedScores ranked = rankScores(yTrue, score, options_.posLabel);
    Ranks& r = ranks.emplace_back();
    r.nGroups = static_cast<int>(ranked.size());
    for (const double x : score) {
      const auto found = std::lower_bound(ranked.threshold.begin(), ranked.threshold.end(), x, std::greater<>());
      r.groupOfRow.push_back(static_cast<int>(found - ranked.threshold.begin()));
    }
    tpr_.push_back(Matrix::Constant(options_.nResamples, options_.gridSize, kNan));
  }
  for (Index i = 0; i < yTrue.size(); ++i) {
    (yTrue[i] == options_.posLabel ? positives_ : negatives_).push_back(static_cast<int>(i));
  }
  drawn_.resize(static_cast<std::size_t>(yTrue.size()));
  auc_ = Matrix::Constant(options_.nResamples, scores.cols(), kNan);
  ranks_ = std::move(ranks);
}

void RocBootstrap::step(int n) {
  if (ranks_.empty()) fail(ErrorCode::kNotFitted, {"RocBootstrap: expected begin before step"});
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  for (int i = 0; i < n && !done(); ++i) resample();
}

void RocBootstrap::resample() {
  Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(nDone_));
  // The positive rows first, then the negative ones.
  std::size_t nPositive = positives_.size();
  const std::size_t n = drawn_.size();
  if (options_.stratify) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::vector<int>& from = i < nPositive ? positives_ : negatives_;
      drawn_[i] = from[static_cast<std::size_t>(rng.below(from.size()))];
    }
  } else {
    do {
      nPositive = 0;
      std::size_t end = n;
      for (std::size_t i = 0; i < n; ++i) {
        const auto pick = static_cast<std::size_t>(rng.below(n));
        if (pick < positives_.size()) {
          drawn_[nPositive++] = positives_[pick];
        } else {
          drawn_[--end] = negatives_[pick - positives_.size()];
        }
      }
    } while (nPositive == 0 || nPositive == n);
  }
  const double nNegative = static_cast<double>(n - nPositive);
  for (std::size_t j = 0; j < ranks_.size(); ++j) {
    const Ranks& ranks = ranks_[j];
    drawnPositive_.assign(static_cast<std::size_t>(ranks.nGroups), 0);
    drawnNegative_.assign(static_cast<std::size_t>(ranks.nGroups), 0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto group = static_cast<std::size_t>(ranks.groupOfRow[static_cast<std::size_t>(drawn_[i])]);
      ++(i < nPositive ? drawnPositive_ : drawnNegative_)[group];
    }
    // Down the ranks: pairs won (twice), and where the curve passes the grid's false positive rates.
    std::int64_t won = 0;
    std::int64_t tp = 0;
    std::int64_t fp = 0;
    Index next = 0;
    const Index last = options_.gridSize - 1;
    for (std::size_t g = 0; g < drawnPositive_.size(); ++g) {
      const int up = drawnPositive_[g];
      const int right = drawnNegative_[g];
      won += right * (2 * tp + up);
      // At the end of a vertical piece the curve takes its upper value: rates are passed by the step that leaves them.
      while (next <= last && right > 0 &&
             static_cast<double>(next) * nNegative < static_cast<double>((fp + right) * last)) {
        const double along =
            static_cast<double>(next) * nNegative / static_cast<double>(last) - static_cast<double>(fp);
        tpr_[j](nDone_, next) = (static_cast<double>(tp) + up * along / right) / static_cast<double>(nPositive);
        ++next;
      }
      tp += up;
      fp += right;
    }
    for (; next <= last; ++next) tpr_[j](nDone_, next) = 1.0;
    auc_(nDone_, static_cast<Index>(j)) = 0.5 * static_cast<double>(won) / (static_cast<double>(nPositive) * nNegative);
  }
  ++nDone_;
}

void RocBootstrap::requireScore(int score) const {
  if (nDone_ == 0) fail(ErrorCode::kNotFitted, {"RocBootstrap: expected a step before this call"});
  requireRange("score", score, 0, static_cast<int>(ranks_.size()) - 1);
}

const Matrix& RocBootstrap::tpr(int score) const {
  requireScore(score);
  return tpr_[static_cast<std::size_t>(score)];
}

BootstrapInterval RocBootstrap::intervalOf(std::vector<double> values, double estimate, const Vector& positive,
                                           const Vector& negative) const {
  const Eigen::Map<const Vector> view(values.data(), static_cast<Index>(values.size()));
  if (options_.method == "percentile") return percentileInterval(view, estimate, options_.confidence);
  // The jackknife for two samples: a case of n moves a mean of placements by its deviation, over n.
  const auto p = static_cast<double>(positive.size());
  const auto n = static_cast<double>(negative.size());
  Moments a = momentsOf(positive, p);
  const Moments b = momentsOf(negative, n);
  a.squares += b.squares;
  a.cubes += b.cubes;
  const double spread = a.squares * std::sqrt(a.squares);
  return bcaInterval(view, estimate, spread > 0.0 ? a.cubes / (6.0 * spread) : 0.0, options_.confidence);
}

BootstrapInterval RocBootstrap::interval(int score) const {
  requireScore(score);
  const Vector values = auc_.col(score).head(nDone_);
  const auto s = static_cast<std::size_t>(score);
  BootstrapInterval interval =
      intervalOf({values.begin(), values.end()}, estimate_[score], placementsPositive_[s], placementsNegative_[s]);
  if (isWithoutMistake(estimate_[score])) {
    const AreaBounds bounds = boundsWithoutVariance(estimate_[score], nPairs(), options_.confidence);
    interval.low = bounds.low;
    interval.high = bounds.high;
  }
  return interval;
}

BootstrapInterval RocBootstrap::differenceInterval() const {
  requireScore(0);
  if (ranks_.size() != 2) fail(ErrorCode::kBadValue, {"differenceInterval: expected two scores, got one"});
  const Vector values = auc_.col(0).head(nDone_) - auc_.col(1).head(nDone_);
  BootstrapInterval interval =
      intervalOf({values.begin(), values.end()}, estimate_[0] - estimate_[1],
                 placementsPositive_[0] - placementsPositive_[1], placementsNegative_[0] - placementsNegative_[1]);
  if (isWithoutMistake(estimate_[0]) && isWithoutMistake(estimate_[1])) {
    const AreaBounds a = boundsWithoutVariance(estimate_[0], nPairs(), options_.confidence);
    const AreaBounds b = boundsWithoutVariance(estimate_[1], nPairs(), options_.confidence);
    interval.low = a.low - b.high;
    interval.high = a.high - b.low;
  }
  return interval;
}

RocBand RocBootstrap::band(int score) const {
  requireScore(score);
  const Matrix& tpr = tpr_[static_cast<std::size_t>(score)];
  const double tail = 0.5 * (1.0 - options_.confidence);
  RocBand band;
  for (Vector* column : {&band.fpr, &band.low, &band.median, &band.high}) column->resize(options_.gridSize);
  std::vector<double> values(static_cast<std::size_t>(nDone_));
  for (Index g = 0; g < options_.gridSize; ++g) {
    for (Index i = 0; i < nDone_; ++i) values[static_cast<std::size_t>(i)] = tpr(i, g);
    std::sort(values.begin(), values.end());
    band.fpr[g] = static_cast<double>(g) / (options_.gridSize - 1);
    band.low[g] = quantileOfSorted(values, tail);
    band.median[g] = quantileOfSorted(values, 0.5);
    band.high[g] = quantileOfSorted(values, 1.0 - tail);
  }
  return band;
}

}  // namespace scrollwork
