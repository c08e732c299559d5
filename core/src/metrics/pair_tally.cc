#include "scrollwork/metrics/pair_tally.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void PairTally::begin(const LabelView& yTrue, const VectorView& yScore) {
  requireRange("nPairs", options_.nPairs, 1, 1'000'000);
  requireRange("posLabel", options_.posLabel, 0, kMaxClasses - 1);
  requireLabels(yTrue, yScore.size(), "yTrue");
  std::vector<int> positives, negatives;
  for (Index i = 0; i < yTrue.size(); ++i) {
    if (!std::isfinite(yScore[i])) {
      fail(ErrorCode::kBadValue, {"yScore: expected finite numbers, got ", yScore[i], " at position ", i});
    }
    (yTrue[i] == options_.posLabel ? positives : negatives).push_back(static_cast<int>(i));
  }
  if (positives.empty() || negatives.empty()) {
    fail(ErrorCode::kBadValue, {"yTrue: expected label ", options_.posLabel, " (posLabel) and others, got ",
                                positives.size(), " positive and ", negatives.size(), " negative"});
  }
  positives_ = std::move(positives);
  negatives_ = std::move(negatives);
  score_ = yScore;
  rng_ = Rng(options_.seed);
  share_ = Vector::Constant(options_.nPairs, std::numeric_limits<double>::quiet_NaN());
  positiveRows_ = Labels::Constant(options_.nPairs, -1);
  negativeRows_ = Labels::Constant(options_.nPairs, -1);
  nDone_ = wins_ = ties_ = 0;
}

void PairTally::step(int n) {
  if (positives_.empty()) fail(ErrorCode::kNotFitted, {"PairTally: expected begin before step"});
  requireRange("n", n, 1, 1'000'000);
  const int end = std::min(options_.nPairs, nDone_ + n);
  for (; nDone_ < end; ++nDone_) {
    const int positive = positives_[static_cast<std::size_t>(rng_.below(positives_.size()))];
    const int negative = negatives_[static_cast<std::size_t>(rng_.below(negatives_.size()))];
    wins_ += score_[positive] > score_[negative] ? 1 : 0;
    ties_ += score_[positive] == score_[negative] ? 1 : 0;
    positiveRows_[nDone_] = positive;
    negativeRows_[nDone_] = negative;
    share_[nDone_] = (wins_ + 0.5 * ties_) / (nDone_ + 1);
  }
}

}  // namespace scrollwork
