#include "tree/growth.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace scrollwork {

namespace {

/// Sorts n > 0 keys into the one or the other place; returns which. Runs are sorted by insertion, then merged by twos
/// without a branch on the keys. As fast as std::sort, at a quarter of its code, which every reader of a page would
/// fetch.
const std::uint64_t* sorted(std::uint64_t* keys, std::uint64_t* scratch, std::size_t n) {
  constexpr std::size_t kRun = 16;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t key = keys[i];
    std::size_t place = i;
    for (; place % kRun > 0 && keys[place - 1] > key; --place) keys[place] = keys[place - 1];
    keys[place] = key;
  }
  for (std::size_t run = kRun; run < n; run *= 2) {
    for (std::size_t begin = 0; begin < n; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, n), end = std::min(middle + run, n);
      std::size_t to = begin, left = begin, right = middle;
      while (left < middle && right < end) {
        const std::uint64_t a = keys[left], b = keys[right];
        const bool isLeft = a < b;
        scratch[to++] = isLeft ? a : b;
        left += isLeft ? 1 : 0;
        right += isLeft ? 0 : 1;
      }
      while (left < middle) scratch[to++] = keys[left++];
      while (right < end) scratch[to++] = keys[right++];
    }
    std::swap(keys, scratch);
  }
  return keys;
}

}  // namespace

Grower::Grower(const SortedColumns& columns, const GrowthSettings& settings)
    : columns_(columns),
      settings_(settings),
      d_(columns.nFeatures()),
      maxFeatures_(settings.maxFeatures == 0 ? d_ : std::min(settings.maxFeatures, d_)),
      stride_(static_cast<std::size_t>(columns.nSamples())),
      lists_(stride_ * static_cast<std::size_t>(d_)),
      scratch_(stride_),
      goesLeft_(stride_),
      features_(static_cast<std::size_t>(d_)) {
  if (needsRanks(columns, settings)) keys_.resize(2 * stride_);
}

bool Grower::needsRanks(const SortedColumns& columns, const GrowthSettings& settings) {
  return settings.randomThresholds || (settings.maxFeatures != 0 && settings.maxFeatures < columns.nFeatures());
}

TreeNodes Grower::grow(Criterion& criterion, std::span<const std::uint8_t> chosen, Rng& rng) {
  criterion_ = &criterion;
  criterion.clear();
  nodes_ = {};
  sections_.clear();
  // A tree depends on its own generator only, not on what earlier trees drew.
  for (int feature = 0; feature < d_; ++feature) features_[static_cast<std::size_t>(feature)] = feature;
  fillLists(chosen);
  settings_.maxLeafNodes == 0 ? growDepthFirst(rng) : growBestFirst(rng);
  return inDepthFirstOrder();
}

/// Makes node 0, the root.
void Grower::fillLists(std::span<const std::uint8_t> chosen) {
  Section root;
  const int nLists = settings_.randomThresholds ? 1 : d_;
  for (int feature = 0; feature < nLists; ++feature) {
    const std::span<const SortedEntry> all = columns_.list(feature);
    SortedEntry* to = list(feature);
    if (chosen.empty()) {
      to = std::copy(all.begin(), all.end(), to);
    } else {
      // Without a branch: each is written, and only the chosen advance. The last may be written one past the chosen.
      SortedEntry* const last = to + stride_ - 1;
      for (const SortedEntry& entry : all) {
        *std::min(to, last) = entry;
        to += chosen[entry.sample] != 0;
      }
    }
    root.end = static_cast<int>(to - list(feature));
  }
  root.sorted = worthSorting(root.end);
  addNode(root, 0);
}

std::span<const SortedEntry> Grower::samplesOf(int node) const {
  const Section& section = sections_[static_cast<std::size_t>(node)];
  const SortedEntry* const entries = lists_.data() + static_cast<std::size_t>(section.list) * stride_;
  return {entries + section.begin, entries + section.end};
}

int Grower::addNode(const Section& section, int depth) {
  const int node = nodes_.size();
  sections_.push_back(section);
  const NodeSummary summary = criterion_->open(samplesOf(node));
  sections_.back().pure = summary.pure;
  nodes_.feature.push_back(-1);
  nodes_.threshold.push_back(0);
  nodes_.left.push_back(-1);
  nodes_.right.push_back(-1);
  nodes_.nSamples.push_back(section.end - section.begin);
  nodes_.weight.push_back(summary.weight);
  nodes_.impurity.push_back(summary.impurity);
  nodes_.depth.push_back(depth);
  return node;
}

bool Grower::mayBeSplit(int node) const {
  const auto i = static_cast<std::size_t>(node);
  const int n = nodes_.nSamples[i];
  return !sections_[i].pure && nodes_.depth[i] < settings_.maxDepth && n >= settings_.minSamplesSplit &&
         n / 2 >= settings_.minSamplesLeaf;
}

/// Whether a node with so many samples should have its samples sorted by every feature, so that none need be sorted by
/// the few that it looks at.
bool Grower::worthSorting(int nSamples) const {
  if (settings_.randomThresholds) return false;
  if (maxFeatures_ == d_) return true;
  // Sorting m samples takes about kSortCost log2(m) times what moving them by partition takes.
  constexpr double kSortCost = 0.5;
  return kSortCost * maxFeatures_ * std::ilogb(static_cast<double>(nSamples)) > d_;
}

/// Depth-first, left before right: the order in which features and thresholds are drawn.
void Grower::growDepthFirst(Rng& rng) {
  std::vector<int> stack{0};
  while (!stack.empty()) {
    const int node = stack.back();
    stack.pop_back();
    SplitChoice choice;
    if (!mayBeSplit(node) || !findSplit(node, choice, rng)) continue;
    split(node, choice);
    stack.push_back(nodes_.right[static_cast<std::size_t>(node)]);
    stack.push_back(nodes_.left[static_cast<std::size_t>(node)]);
  }
}

/// The split that takes off most, of those that wait; of equal ones that of the oldest node.
void Grower::growBestFirst(Rng& rng) {
  std::vector<Waiting> waiting;
  const auto less = [](const Waiting& a, const Waiting& b) {
    return a.gain != b.gain ? a.gain < b.gain : a.node > b.node;
  };
  const auto consider = [&](int node) {
    SplitChoice choice;
    if (!mayBeSplit(node) || !findSplit(node, choice, rng)) return;
    waiting.push_back({node, criterion_->gain(node, choice.score), choice});
    std::push_heap(waiting.begin(), waiting.end(), less);
  };
  consider(0);
  for (int nLeaves = 1; nLeaves < settings_.maxLeafNodes && !waiting.empty(); ++nLeaves) {
    std::pop_heap(waiting.begin(), waiting.end(), less);
    const Waiting next = waiting.back();
    waiting.pop_back();
    split(next.node, next.split);
    consider(nodes_.left[static_cast<std::size_t>(next.node)]);
    consider(nodes_.right[static_cast<std::size_t>(next.node)]);
  }
}

bool Grower::findSplit(int node, SplitChoice& best, Rng& rng) {
  // Of equally good splits that of the feature looked at first wins.
  if (maxFeatures_ == d_ && !settings_.shuffledFeatures) {
    for (int feature = 0; feature < d_; ++feature) scanFeature(node, feature, best, rng);
  } else {
    // Drawn without replacement; the order that earlier draws left is as good a start as any. Where all that were drawn
    // are constant, more are drawn until one is not, as in scikit-learn.
    bool anyVaries = false;
    for (int i = 0; i < d_ && (i < maxFeatures_ || !anyVaries); ++i) {
      const auto at = static_cast<std::size_t>(i);
      std::swap(features_[at], features_[at + static_cast<std::size_t>(rng.below(static_cast<std::uint64_t>(d_ - i)))]);
      anyVaries |= scanFeature(node, features_[at], best, rng);
    }
  }
  if (best.feature < 0) return false;
  if (!settings_.randomThresholds) best.threshold = columns_.threshold(best.feature, best.rank, best.next);
  if (settings_.minImpurityDecrease == 0) return true;
  return criterion_->gain(node, best.score) >= settings_.minImpurityDecrease * nodes_.weight[0];
}

/// False when the feature has one value only in this node.
bool Grower::scanFeature(int node, int feature, SplitChoice& best, Rng& rng) {
  const Section& section = sections_[static_cast<std::size_t>(node)];
  const auto n = static_cast<std::size_t>(section.end - section.begin);
  if (section.sorted) {
    const std::span<const SortedEntry> entries(list(feature) + section.begin, n);
    if (entries.front().rank == entries.back().rank) return false;
    criterion_->scan(node, feature, entries, settings_.minSamplesLeaf, best);
    return true;
  }
  const std::span<const SortedEntry> samples = samplesOf(node);
  const std::uint32_t* const ranks = columns_.ranks(feature);
  if (settings_.randomThresholds) {
    std::uint32_t low = ranks[samples[0].sample];
    std::uint32_t high = low;
    for (const SortedEntry& entry : samples) {
      const std::uint32_t rank = ranks[entry.sample];
      low = std::min(low, rank);
      high = std::max(high, rank);
    }
    if (low == high) return false;
    const double share = rng.uniform();
    const double lowest = columns_.value(feature, low);
    const double highest = columns_.value(feature, high);
    double threshold = std::max(lowest, lowest * (1 - share) + highest * share);
    if (threshold >= highest) threshold = lowest;
    const std::uint32_t rank = columns_.rankOf(feature, threshold, low, high);
    // For the criterion the feature has two values, one on each side.
    std::size_t left = 0;
    std::size_t right = n;
    for (const SortedEntry& entry : samples) {
      const bool goesLeft = ranks[entry.sample] <= rank;
      const std::size_t place = goesLeft ? left++ : --right;
      scratch_[place] = {goesLeft ? 0U : 1U, entry.sample};
    }
    const double before = best.score;
    criterion_->scan(node, feature, {scratch_.data(), n}, settings_.minSamplesLeaf, best);
    if (best.score > before) {
      best.rank = rank;
      best.threshold = threshold;
    }
    return true;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t sample = samples[i].sample;
    keys_[i] = std::uint64_t{ranks[sample]} << 32 | sample;
  }
  const std::uint64_t* const keys = sorted(keys_.data(), keys_.data() + stride_, n);
  if (keys[0] >> 32 == keys[n - 1] >> 32) return false;
  for (std::size_t i = 0; i < n; ++i) {
    scratch_[i] = {static_cast<std::uint32_t>(keys[i] >> 32), static_cast<std::uint32_t>(keys[i])};
  }
  criterion_->scan(node, feature, {scratch_.data(), n}, settings_.minSamplesLeaf, best);
  return true;
}

void Grower::split(int node, const SplitChoice& choice) {
  const auto at = static_cast<std::size_t>(node);
  const Section parent = sections_[at];
  Section left = parent;
  Section right = parent;
  left.end = right.begin = parent.begin + choice.nLeft;
  left.sorted = worthSorting(choice.nLeft);
  right.sorted = worthSorting(right.end - right.begin);
  if (parent.sorted) {
    left.list = right.list = choice.feature;  // in place already: sorted by this very feature
  } else {
    const std::uint32_t* const ranks = columns_.ranks(choice.feature);
    SortedEntry* const entries = list(parent.list);
    for (int i = parent.begin; i < parent.end; ++i) {
      goesLeft_[entries[i].sample] = ranks[entries[i].sample] <= choice.rank;
    }
    partition(entries + parent.begin, entries + parent.end);
    left.sorted = right.sorted = false;
  }
  const int depth = nodes_.depth[at] + 1;
  const int leftNode = addNode(left, depth);
  const int rightNode = addNode(right, depth);
  nodes_.feature[at] = choice.feature;
  nodes_.threshold[at] = choice.threshold;
  nodes_.left[at] = leftNode;
  nodes_.right[at] = rightNode;
  // Leaves need no lists.
  const bool needed = (left.sorted && mayBeSplit(leftNode)) || (right.sorted && mayBeSplit(rightNode));
  if (!parent.sorted || !needed) {
    sections_[static_cast<std::size_t>(leftNode)].sorted &= parent.sorted && needed;
    sections_[static_cast<std::size_t>(rightNode)].sorted &= parent.sorted && needed;
    return;
  }
  const SortedEntry* const splitList = list(choice.feature);
  for (int i = parent.begin; i < parent.end; ++i) goesLeft_[splitList[i].sample] = i < left.end;
  for (int feature = 0; feature < d_; ++feature) {
    if (feature != choice.feature) partition(list(feature) + parent.begin, list(feature) + parent.end);
  }
}

/// Brings those that go left to the front and keeps the order on both sides. Without a branch, because which way a
/// sample goes is as good as random: each entry is written to both sides and only one of them advances.
void Grower::partition(SortedEntry* begin, SortedEntry* end) {
  SortedEntry* left = begin;
  SortedEntry* right = scratch_.data();
  for (const SortedEntry* from = begin; from != end; ++from) {
    const SortedEntry entry = *from;
    const std::ptrdiff_t isLeft = goesLeft_[entry.sample];
    *left = entry;
    *right = entry;
    left += isLeft;
    right += 1 - isLeft;
  }
  std::copy(scratch_.data(), right, left);
}

TreeNodes Grower::inDepthFirstOrder() {
  const auto n = static_cast<std::size_t>(nodes_.size());
  order_.clear();
  order_.reserve(n);
  std::vector<int> place(n);
  std::vector<int> stack{0};
  while (!stack.empty()) {
    const int node = stack.back();
    stack.pop_back();
    place[static_cast<std::size_t>(node)] = static_cast<int>(order_.size());
    order_.push_back(node);
    if (nodes_.feature[static_cast<std::size_t>(node)] < 0) continue;
    stack.push_back(nodes_.right[static_cast<std::size_t>(node)]);
    stack.push_back(nodes_.left[static_cast<std::size_t>(node)]);
  }
  TreeNodes out;
  const auto take = [this](const auto& column, auto& ordered) {
    ordered.reserve(order_.size());
    for (const int node : order_) ordered.push_back(column[static_cast<std::size_t>(node)]);
  };
  take(nodes_.feature, out.feature);
  take(nodes_.threshold, out.threshold);
  take(nodes_.left, out.left);
  take(nodes_.right, out.right);
  take(nodes_.nSamples, out.nSamples);
  take(nodes_.weight, out.weight);
  take(nodes_.impurity, out.impurity);
  take(nodes_.depth, out.depth);
  for (std::vector<int>* const children : {&out.left, &out.right}) {
    for (int& child : *children) child = child < 0 ? -1 : place[static_cast<std::size_t>(child)];
  }
  return out;
}

void Grower::leavesOfSamples(std::span<int> leaves) const {
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (nodes_.feature[static_cast<std::size_t>(order_[i])] >= 0) continue;
    for (const SortedEntry& entry : samplesOf(order_[i])) leaves[entry.sample] = static_cast<int>(i);
  }
}

}  // namespace scrollwork
