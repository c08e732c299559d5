#include "tree/class_weights.h"

#include <algorithm>

#include "scrollwork/math/elementary.h"

namespace scrollwork {

namespace {

constexpr double kTie = 1e-12;

double sumOf(std::span<const double> numbers) {
  double sum = 0;
  for (const double number : numbers) sum += number;
  return sum;
}

double xLogX(double x) {
  constexpr double kPerBit = 1.4426950408889634;  // 1 / ln 2
  return x > 0 ? x * math::log(x) * kPerBit : 0;
}

}  // namespace

ClassWeights::ClassWeights(const LabelView& y, int nClasses, bool entropy)
    : k_(nClasses),
      entropy_(entropy),
      payload_(static_cast<std::size_t>(y.size())),
      left_(static_cast<std::size_t>(k_)),
      right_(static_cast<std::size_t>(k_)) {
  for (std::size_t i = 0; i < payload_.size(); ++i) payload_[i] = {1.0, y[static_cast<Eigen::Index>(i)]};
}

void ClassWeights::setWeights(std::span<const double> weights) {
  for (std::size_t i = 0; i < payload_.size(); ++i) payload_[i].weight = weights[i];
}

double ClassWeights::score(std::span<const double> totals) const {
  const double weight = sumOf(totals);
  double sum = 0;
  if (entropy_) {
    for (const double total : totals) sum += xLogX(total);
    return sum - xLogX(weight);
  }
  if (weight <= 0) return 0;
  for (const double total : totals) sum += total * total;
  return sum / weight;
}

NodeSummary ClassWeights::open(std::span<const SortedEntry> samples) {
  const std::size_t first = totals_.size();
  totals_.resize(first + static_cast<std::size_t>(k_));
  double* const totals = totals_.data() + first;
  for (const SortedEntry& entry : samples) totals[payload_[entry.sample].label] += payload_[entry.sample].weight;
  const std::span<const double> all(totals, static_cast<std::size_t>(k_));
  const double weight = sumOf(all);
  const bool pure = std::count_if(all.begin(), all.end(), [](double total) { return total > 0; }) <= 1;
  const double impurity = entropy_ ? -score(all) / weight : 1 - score(all) / weight;
  return {.weight = weight, .impurity = pure ? 0 : std::max(0.0, impurity), .pure = pure};
}

double ClassWeights::gain(int node, double score) const { return score - this->score(totalsOf(node)); }

std::vector<double> ClassWeights::totals(std::span<const int> order) const {
  std::vector<double> out;
  out.reserve(order.size() * static_cast<std::size_t>(k_));
  for (const int node : order) {
    const std::span<const double> totals = totalsOf(node);
    out.insert(out.end(), totals.begin(), totals.end());
  }
  return out;
}

void ClassWeights::scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                        SplitChoice& best) {
  const std::span<const double> totals = totalsOf(node);
  const int last = static_cast<int>(entries.size()) - minSamplesLeaf;  // the largest left side
  const double tie = kTie * sumOf(totals);
  std::fill(left_.begin(), left_.end(), 0.0);
  for (int place = 1; place <= last; ++place) {
    const auto i = static_cast<std::size_t>(place);
    const Payload& sample = payload_[entries[i - 1].sample];
    left_[static_cast<std::size_t>(sample.label)] += sample.weight;
    if (entries[i - 1].rank == entries[i].rank || place < minSamplesLeaf) continue;
    // Subtracted anew each time: a running difference would drift.
    for (std::size_t c = 0; c < right_.size(); ++c) right_[c] = std::max(0.0, totals[c] - left_[c]);
    const double score = this->score(left_) + this->score(right_);
    if (score > best.score + tie) {
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
