#include "tree/class_counts.h"

#include <algorithm>
#include <numeric>

#include "scrollwork/math/elementary.h"

namespace scrollwork {

namespace {

/// Gini: the weighted impurity of both sides is n - (S_l / n_l + S_r / n_r), S the sum of the squared counts.
struct GiniScore {
  double numerator;
  double denominator;
  GiniScore(double squaresLeft, double squaresRight, double nLeft, double nRight)
      : numerator(squaresLeft * nRight + squaresRight * nLeft), denominator(nLeft * nRight) {}
  [[nodiscard]] double value() const { return numerator / denominator; }
  /// Below `score` beyond rounding: spares most candidates the division, which is the dearest step of a scan.
  [[nodiscard]] bool clearlyBelow(double score) const { return numerator < score * denominator * (1 - 1e-12); }
};

double sumOfSquares(std::span<const int> counts) {
  double squares = 0;
  for (const int count : counts) squares += static_cast<double>(count) * count;
  return squares;
}

}  // namespace

void EntropyTable::resize(int n) {
  cLogC_.resize(static_cast<std::size_t>(n) + 1);
  constexpr double kPerBit = 1.4426950408889634;  // 1 / ln 2
  cLogC_[0] = 0;
  for (int c = 1; c <= n; ++c) cLogC_[static_cast<std::size_t>(c)] = c * math::log(static_cast<double>(c)) * kPerBit;
}

ClassCounts::ClassCounts(const LabelView& y, int nClasses, bool entropy)
    : k_(nClasses),
      entropy_(entropy),
      payload_(static_cast<std::size_t>(y.size())),
      packed_(payload_.size()),
      leftCounts_(static_cast<std::size_t>(k_)),
      rightCounts_(static_cast<std::size_t>(k_)) {
  if (entropy_) table_.resize(static_cast<int>(y.size()));
  for (std::size_t i = 0; i < payload_.size(); ++i) payload_[i].label = y[static_cast<Eigen::Index>(i)];
  setCounts({});
}

void ClassCounts::setCounts(std::span<const int> times) {
  for (std::size_t i = 0; i < payload_.size(); ++i) {
    payload_[i].times = times.empty() ? 1 : times[i];
    const auto count = static_cast<std::uint64_t>(payload_[i].times);
    packed_[i] = count | (payload_[i].label == 1 ? count << 32 : 0);
  }
}

double ClassCounts::impurity(std::span<const int> counts, int n) const {
  if (entropy_) return table_.weighted(counts, n) / n;
  return 1 - sumOfSquares(counts) / (static_cast<double>(n) * n);
}

NodeSummary ClassCounts::open(std::span<const SortedEntry> samples) {
  const std::size_t first = counts_.size();
  counts_.resize(first + static_cast<std::size_t>(k_));
  int* const counts = counts_.data() + first;
  if (k_ == 2) {
    std::uint64_t sum = 0;
    for (const SortedEntry& entry : samples) sum += packed_[entry.sample];
    counts[1] = static_cast<int>(sum >> 32);
    counts[0] = static_cast<int>(sum & 0xffffffffU) - counts[1];
  } else {
    for (const SortedEntry& entry : samples) counts[payload_[entry.sample].label] += payload_[entry.sample].times;
  }
  const int n = std::accumulate(counts, counts + k_, 0);
  const std::span<const int> all(counts, static_cast<std::size_t>(k_));
  return {.weight = static_cast<double>(n),
          .impurity = impurity(all, n),
          .pure = std::find(all.begin(), all.end(), n) != all.end()};
}

double ClassCounts::gain(int node, double score) const {
  const std::span<const int> counts = countsOf(node);
  const int n = std::accumulate(counts.begin(), counts.end(), 0);
  return score + (entropy_ ? table_.weighted(counts, n) : -sumOfSquares(counts) / n);
}

std::vector<int> ClassCounts::counts(std::span<const int> order) const {
  std::vector<int> out;
  out.reserve(order.size() * static_cast<std::size_t>(k_));
  for (const int node : order) {
    const std::span<const int> counts = countsOf(node);
    out.insert(out.end(), counts.begin(), counts.end());
  }
  return out;
}

void ClassCounts::scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                       SplitChoice& best) {
  const std::span<const int> counts = countsOf(node);
  if (k_ == 2) {
    entropy_ ? scanTwoClasses<true>(feature, entries, counts, minSamplesLeaf, best)
             : scanTwoClasses<false>(feature, entries, counts, minSamplesLeaf, best);
  } else {
    entropy_ ? scanClasses<true>(feature, entries, counts, minSamplesLeaf, best)
             : scanClasses<false>(feature, entries, counts, minSamplesLeaf, best);
  }
}

// Both scans are symmetric in left and right, so a mirrored data set ties exactly where the original does.

template <bool kEntropy>
void ClassCounts::scanTwoClasses(int feature, std::span<const SortedEntry> entries, std::span<const int> counts,
                                 int minSamplesLeaf, SplitChoice& best) const {
  const int last = static_cast<int>(entries.size()) - minSamplesLeaf;  // the largest left side
  const int n = counts[0] + counts[1];
  std::uint64_t left = 0;
  for (int place = 1; place <= last; ++place) {
    const auto i = static_cast<std::size_t>(place);
    left += packed_[entries[i - 1].sample];
    if (entries[i - 1].rank == entries[i].rank || place < minSamplesLeaf) continue;
    const int nLeft = static_cast<int>(left & 0xffffffffU);
    const int nRight = n - nLeft;
    const int l1 = static_cast<int>(left >> 32);
    const int l0 = nLeft - l1;
    const int r1 = counts[1] - l1;
    const int r0 = nRight - r1;
    double score = 0;
    if constexpr (kEntropy) {
      score = -((table_[nLeft] - (table_[l0] + table_[l1])) + (table_[nRight] - (table_[r0] + table_[r1])));
    } else {
      const double a = l0;
      const double b = l1;
      const double c = r0;
      const double d = r1;
      const GiniScore gini(a * a + b * b, c * c + d * d, nLeft, nRight);
      if (gini.clearlyBelow(best.score)) continue;
      score = gini.value();
    }
    if (score > best.score) {
      best = {.feature = feature,
              .rank = entries[i - 1].rank,
              .next = entries[i].rank,
              .nLeft = place,
              .threshold = 0,
              .score = score};
    }
  }
}

template <bool kEntropy>
void ClassCounts::scanClasses(int feature, std::span<const SortedEntry> entries, std::span<const int> counts,
                              int minSamplesLeaf, SplitChoice& best) {
  const int last = static_cast<int>(entries.size()) - minSamplesLeaf;
  const int n = std::accumulate(counts.begin(), counts.end(), 0);
  std::fill(leftCounts_.begin(), leftCounts_.end(), 0);
  rightCounts_.assign(counts.begin(), counts.end());
  int nLeft = 0;
  double squaresLeft = 0;
  double squaresRight = sumOfSquares(counts);
  for (int place = 1; place <= last; ++place) {
    const auto i = static_cast<std::size_t>(place);
    const Payload& sample = payload_[entries[i - 1].sample];
    const auto label = static_cast<std::size_t>(sample.label);
    const double times = sample.times;
    nLeft += sample.times;
    squaresLeft += times * (2.0 * leftCounts_[label] + times);    // (c + m)^2 - c^2
    squaresRight -= times * (2.0 * rightCounts_[label] - times);  // c^2 - (c - m)^2
    leftCounts_[label] += sample.times;
    rightCounts_[label] -= sample.times;
    if (entries[i - 1].rank == entries[i].rank || place < minSamplesLeaf) continue;
    const int nRight = n - nLeft;
    double score = 0;
    if constexpr (kEntropy) {
      score = -(table_.weighted(leftCounts_, nLeft) + table_.weighted(rightCounts_, nRight));
    } else {
      const GiniScore gini(squaresLeft, squaresRight, nLeft, nRight);
      if (gini.clearlyBelow(best.score)) continue;
      score = gini.value();
    }
    if (score > best.score) {
      best = {.feature = feature,
              .rank = entries[i - 1].rank,
              .next = entries[i].rank,
              .nLeft = place,
              .threshold = 0,
              .score = score};
    }
  }
}

}  // namespace scrollwork
