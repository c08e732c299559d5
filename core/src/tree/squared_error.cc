// A split that leaves the weights W_l, W_r and, of the deviations from the node's mean, the sums S_l = -S_r, takes
// S_l^2 / W_l + S_r^2 / W_r = S_l^2 W / (W_l W_r) off the sum of squares. Deviations instead of the targets themselves:
// an offset that is common to all of them then costs no digits.

#include "tree/squared_error.h"

#include <algorithm>

namespace scrollwork {

void SquaredError::setTargets(std::span<const double> targets, std::span<const double> weights) {
  targets_.assign(targets.begin(), targets.end());
  weights_.assign(weights.begin(), weights.end());
}

NodeSummary SquaredError::open(std::span<const SortedEntry> samples) {
  double weight = 0;
  double sum = 0;
  double low = targets_[samples.front().sample];
  double high = low;
  for (const SortedEntry& entry : samples) {
    const double target = targets_[entry.sample];
    const double w = weightOf(entry.sample);
    weight += w;
    sum += w * target;
    low = std::min(low, target);
    high = std::max(high, target);
  }
  // Rounding must not carry the mean out of the targets' range.
  const double mean = std::clamp(sum / weight, low, high);
  double squares = 0;
  for (const SortedEntry& entry : samples) {
    const double deviation = targets_[entry.sample] - mean;
    squares += weightOf(entry.sample) * deviation * deviation;
  }
  nodes_.push_back({weight, mean, squares});
  return {.weight = weight, .impurity = squares / weight, .pure = low == high};
}

std::vector<double> SquaredError::means(std::span<const int> order) const {
  std::vector<double> out;
  out.reserve(order.size());
  for (const int node : order) out.push_back(nodes_[static_cast<std::size_t>(node)].mean);
  return out;
}

void SquaredError::scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                        SplitChoice& best) {
  const Node& statistics = nodes_[static_cast<std::size_t>(node)];
  weights_.empty() ? scanTargets<false>(statistics, feature, entries, minSamplesLeaf, best)
                   : scanTargets<true>(statistics, feature, entries, minSamplesLeaf, best);
}

template <bool kWeighted>
void SquaredError::scanTargets(const Node& node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                               SplitChoice& best) const {
  constexpr double kTie = 1e-12;
  const int last = static_cast<int>(entries.size()) - minSamplesLeaf;  // the largest left side
  const double tie = kTie * node.sumOfSquares;
  double bar = best.score + tie;
  double left = 0;
  double weightLeft = 0;
  for (int place = 1; place <= last; ++place) {
    const auto i = static_cast<std::size_t>(place);
    const std::uint32_t sample = entries[i - 1].sample;
    if constexpr (kWeighted) {
      left += weights_[sample] * (targets_[sample] - node.mean);
      weightLeft += weights_[sample];
    } else {
      left += targets_[sample] - node.mean;
      weightLeft = place;
    }
    if (entries[i - 1].rank == entries[i].rank || place < minSamplesLeaf) continue;
    const double weightRight = node.weight - weightLeft;
    const double product = weightLeft * weightRight;
    const double squared = left * left * node.weight;
    // Without the division, the dearest step of a scan, for all that are no better.
    if (!(squared > bar * product) || weightRight <= 0) continue;
    best = {.feature = feature,
            .rank = entries[i - 1].rank,
            .next = entries[i].rank,
            .nLeft = place,
            .threshold = 0,
            .score = squared / product};
    bar = best.score + tie;
  }
}

}  // namespace scrollwork
