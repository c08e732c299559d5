#include "model_selection/pen_dealer.h"

#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

std::vector<int> largestRemainder(std::span<const double> weights, int total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> places(weights.size());
  std::vector<double> remainders(weights.size());
  int left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = total * weights[i] / sum;
    places[i] = static_cast<int>(share);
    remainders[i] = share - places[i];
    left -= places[i];
  }
  // Equal shares must also tie when the last bits of their remainders differ. (A share that misses a whole number by
  // rounding alone, as 0.6 * 35 does, has a remainder of almost one and gets its place back first.)
  constexpr double kTie = 1e-9;
  for (; left > 0; --left) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < remainders.size(); ++i) {
      if (remainders[i] > remainders[best] + kTie) best = i;
    }
    ++places[best];
    remainders[best] = -1;
  }
  return places;
}

PenDealer::PenDealer(const LabelView& y, const TrainValTestSplitOptions& options) {
  requireLabels(y, y.size());
  requireRange("trainSize", options.trainSize, 0.0, 1.0);
  requireRange("valSize", options.valSize, 0.0, 1.0);
  requireRange("testSize", options.testSize, 0.0, 1.0);
  const std::array<double, kPens> shares = {options.trainSize, options.valSize, options.testSize};
  const double sum = shares[kTrain] + shares[kVal] + shares[kTest];
  if (!(std::abs(sum - 1) <= 1e-9)) {
    fail(ErrorCode::kBadValue, {"trainSize + valSize + testSize: expected 1, got ", sum});
  }
  const int n = static_cast<int>(y.size());
  const std::vector<int> sizes = largestRemainder(shares, n);
  constexpr std::array<const char*, kPens> kNames = {"trainSize", "valSize", "testSize"};
  for (std::size_t pen = 0; pen < kPens; ++pen) {
    sizes_[pen] = sizes[pen];
    if (sizes[pen] == 0 && (shares[pen] > 0 || pen == kTrain)) {
      fail(ErrorCode::kBadValue,
           {kNames[pen], ": expected a share of ", n, " rows that holds at least one, got ", shares[pen]});
    }
  }

  const int nGroups = options.stratify ? y.maxCoeff() + 1 : 1;
  groups_.resize(static_cast<std::size_t>(nGroups));
  for (int i = 0; i < n; ++i) groups_[static_cast<std::size_t>(options.stratify ? y[i] : 0)].rows.push_back(i);

  // The training pen first, then the validation pen from what is left of each class; the rest is the test pen.
  std::vector<double> remaining;
  for (const Group& group : groups_) remaining.push_back(static_cast<double>(group.rows.size()));
  for (const Pen pen : {kTrain, kVal, kTest}) {
    const bool anyLeft = std::accumulate(remaining.begin(), remaining.end(), 0.0) > 0;
    const std::vector<int> places =
        anyLeft ? largestRemainder(remaining, sizes_[pen]) : std::vector<int>(groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      groups_[g].sizes[pen] = places[g];
      remaining[g] -= places[g];
    }
    rows_[pen].reserve(static_cast<std::size_t>(sizes_[pen]));
  }
  shuffled_.reserve(static_cast<std::size_t>(n));
  penOf_.resize(static_cast<std::size_t>(n));
}

void PenDealer::deal(Rng rng) {
  for (const Group& group : groups_) {
    shuffled_ = group.rows;
    rng.shuffle(std::span<int>(shuffled_));
    std::size_t next = 0;
    for (const Pen pen : {kTrain, kVal, kTest}) {
      for (int i = 0; i < group.sizes[pen]; ++i) penOf_[static_cast<std::size_t>(shuffled_[next++])] = pen;
    }
  }
  for (std::vector<int>& rows : rows_) rows.clear();
  for (std::size_t i = 0; i < penOf_.size(); ++i) rows_[penOf_[i]].push_back(static_cast<int>(i));
}

}  // namespace scrollwork
