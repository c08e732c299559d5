#include "scrollwork/tree/tree_grower.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"
#include "tree/class_counts.h"
#include "tree/growth.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

namespace {

/// One past the last node of the subtree.
int endOf(const TreeNodes& nodes, int node) {
  int last = node;
  while (nodes.feature[static_cast<std::size_t>(last)] >= 0) last = nodes.right[static_cast<std::size_t>(last)];
  return last + 1;
}

}  // namespace

struct TreeGrower::Run {
  Run(const MatrixView& allX, const LabelView& allY, int nClasses, const GrowthSettings& growth, bool entropy)
      : X(allX), y(allY), k(nClasses), settings(growth), columns(X), criterion(y, k, entropy) {}

  /// The samples of a node in the order of a feature; every node's are a range of leaves.
  [[nodiscard]] std::vector<SortedEntry> samplesOf(const TreeNodes& nodes, int node, int feature) const {
    const int end = endOf(nodes, node);
    std::vector<SortedEntry> samples;
    for (const SortedEntry& entry : columns.list(feature)) {
      if (leaves[entry.sample] >= node && leaves[entry.sample] < end) samples.push_back(entry);
    }
    return samples;
  }

  [[nodiscard]] bool mayBeSplit(const TreeNodes& nodes, int node) const {
    const auto i = static_cast<std::size_t>(node);
    const int n = nodes.nSamples[i];
    return nodes.impurity[i] > 0 && nodes.depth[i] < settings.maxDepth && n >= settings.minSamplesSplit &&
           n / 2 >= settings.minSamplesLeaf;
  }

  /// The greedy choice; its gain in weight x impurity.
  SplitChoice bestSplit(const TreeNodes& nodes, int node, double& gain) {
    SplitChoice best;
    if (!mayBeSplit(nodes, node)) return best;
    criterion.clear();
    (void)criterion.open(samplesOf(nodes, node, 0));
    for (int feature = 0; feature < columns.nFeatures(); ++feature) {
      const std::vector<SortedEntry> samples = samplesOf(nodes, node, feature);
      if (samples.front().rank == samples.back().rank) continue;
      criterion.scan(0, feature, samples, settings.minSamplesLeaf, best);
    }
    if (best.feature < 0) return best;
    best.threshold = columns.threshold(best.feature, best.rank, best.next);
    gain = criterion.gain(0, best.score);
    return best;
  }

  Matrix X;
  Labels y;
  int k;
  GrowthSettings settings;
  SortedColumns columns;
  ClassCounts criterion;
  DecisionTreeClassifier tree;
  Labels leaves;          // by sample
  std::vector<int> born;  // by node: when it became one
  int births = 0;
  struct Past {
    DecisionTreeNodes nodes;
    std::vector<int> born;
  };
  std::vector<Past> past;
};

TreeGrower::TreeGrower(TreeGrowerOptions options) : options_(std::move(options)) {}
TreeGrower::~TreeGrower() = default;

void TreeGrower::begin(const MatrixView& X, const LabelView& y) {
  run_.reset();
  const bool entropy = entropyCriterion(options_.criterion);
  requireSamples(X, y);
  const GrowthSettings settings = checkedGrowth(options_.maxDepth, options_.minSamplesSplit, options_.minSamplesLeaf,
                                                {}, 0, 0, static_cast<int>(X.cols()));
  auto run = std::make_unique<Run>(X, y, y.maxCoeff() + 1, settings, entropy);
  run->tree = DecisionTreeClassifier({.criterion = options_.criterion, .maxDepth = 0});
  run->tree.fit(X, y);
  run->tree.options_ = {.criterion = options_.criterion,
                        .maxDepth = options_.maxDepth,
                        .minSamplesSplit = options_.minSamplesSplit,
                        .minSamplesLeaf = options_.minSamplesLeaf};
  run->leaves = Labels::Zero(X.rows());
  run->born = {0};
  run_ = std::move(run);
}

const DecisionTreeClassifier& TreeGrower::tree() const {
  requireFitted(run_ != nullptr, "TreeGrower");
  return run_->tree;
}

bool TreeGrower::done() const {
  if (!run_) return false;
  const DecisionTreeNodes& nodes = tree().nodes();
  double gain = 0;
  for (int node = 0; node < nodes.size(); ++node) {
    if (nodes.feature[static_cast<std::size_t>(node)] < 0 && run_->bestSplit(nodes, node, gain).feature >= 0)
      return false;
  }
  return true;
}

void TreeGrower::step(int n) {
  const DecisionTreeNodes& nodes = tree().nodes();
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of splits >= 0, got ", n});
  for (int i = 0; i < n; ++i) {
    int chosen = -1;
    double most = 0;
    SplitChoice choice;
    for (int node = 0; node < nodes.size(); ++node) {
      if (nodes.feature[static_cast<std::size_t>(node)] >= 0) continue;
      double gain = 0;
      const SplitChoice best = run_->bestSplit(nodes, node, gain);
      if (best.feature < 0) continue;
      const auto age = [this](int of) { return run_->born[static_cast<std::size_t>(of)]; };
      if (chosen < 0 || gain > most || (gain == most && age(node) < age(chosen))) {
        chosen = node;
        most = gain;
        choice = best;
      }
    }
    if (chosen < 0) return;
    split(chosen, choice.feature, choice.threshold);
  }
}

bool TreeGrower::splitBest(int node) {
  const DecisionTreeNodes& nodes = tree().nodes();
  requireRange("node", node, 0, nodes.size() - 1);
  double gain = 0;
  const SplitChoice best = run_->bestSplit(nodes, node, gain);
  if (best.feature < 0) return false;
  split(node, best.feature, best.threshold);
  return true;
}

void TreeGrower::split(int node, int feature, double threshold) {
  const DecisionTreeNodes& before = tree().nodes();
  requireRange("node", node, 0, before.size() - 1);
  const auto at = static_cast<std::size_t>(node);
  if (before.feature[at] >= 0) fail(ErrorCode::kBadValue, {"node: expected a leaf, got ", node, ", which is split"});
  if (before.depth[at] >= kMaxTreeDepth) {
    fail(ErrorCode::kBadValue,
         {"node: expected one above level ", kMaxTreeDepth, ", got one on level ", before.depth[at]});
  }
  requireRange("feature", feature, 0, static_cast<int>(run_->X.cols()) - 1);
  if (!std::isfinite(threshold)) fail(ErrorCode::kBadValue, {"threshold: expected a finite number, got ", threshold});
  std::vector<SortedEntry> left = run_->samplesOf(before, node, feature);
  const auto middle = std::find_if(left.begin(), left.end(), [&](const SortedEntry& entry) {
    return !(run_->X(entry.sample, feature) <= threshold);
  });
  const std::vector<SortedEntry> right(middle, left.end());
  left.erase(middle, left.end());
  if (left.empty() || right.empty()) {
    fail(ErrorCode::kBadValue, {"threshold: expected rows on both sides of ", threshold, ", got none on one"});
  }
  run_->past.push_back({before, run_->born});
  DecisionTreeNodes& nodes = run_->tree.nodes_;
  for (std::vector<int>* const children : {&nodes.left, &nodes.right}) {
    for (int& child : *children) child += child > node ? 2 : 0;
  }
  nodes.feature[at] = feature;
  nodes.threshold[at] = threshold;
  nodes.left[at] = node + 1;
  nodes.right[at] = node + 2;
  run_->criterion.clear();
  for (int side = 0; side < 2; ++side) {
    const std::vector<SortedEntry>& samples = side == 0 ? left : right;
    const NodeSummary summary = run_->criterion.open(samples);
    const auto insert = [place = node + 1 + side](auto& column, auto value) {
      column.insert(column.begin() + place, value);
    };
    insert(nodes.feature, -1);
    insert(nodes.threshold, 0.0);
    insert(nodes.left, -1);
    insert(nodes.right, -1);
    insert(nodes.nSamples, static_cast<int>(samples.size()));
    insert(nodes.weight, summary.weight);
    insert(nodes.impurity, summary.pure ? 0 : summary.impurity);
    insert(nodes.depth, nodes.depth[at] + 1);
    const int order[] = {side};
    const std::vector<int> counts = run_->criterion.counts(order);
    nodes.counts.insert(nodes.counts.begin() + static_cast<std::ptrdiff_t>(node + 1 + side) * run_->k, counts.begin(),
                        counts.end());
    insert(run_->born, ++run_->births);
  }
  run_->leaves = leavesOf(nodes, run_->X);
}

void TreeGrower::prune(int node) {
  requireRange("node", node, 0, tree().nodes().size() - 1);
  run_->past.push_back({tree().nodes(), run_->born});
  DecisionTreeNodes& nodes = run_->tree.nodes_;
  const int first = node + 1;
  const int end = endOf(nodes, node);
  const auto erase = [&](auto& column, int each = 1) {
    column.erase(column.begin() + static_cast<std::ptrdiff_t>(first) * each,
                 column.begin() + static_cast<std::ptrdiff_t>(end) * each);
  };
  erase(nodes.feature);
  erase(nodes.threshold);
  erase(nodes.left);
  erase(nodes.right);
  erase(nodes.nSamples);
  erase(nodes.weight);
  erase(nodes.impurity);
  erase(nodes.depth);
  erase(nodes.counts, run_->k);
  erase(run_->born);
  const auto at = static_cast<std::size_t>(node);
  nodes.feature[at] = nodes.left[at] = nodes.right[at] = -1;
  nodes.threshold[at] = 0;
  for (std::vector<int>* const children : {&nodes.left, &nodes.right}) {
    for (int& child : *children) child -= child >= end ? end - first : 0;
  }
  run_->leaves = leavesOf(nodes, run_->X);
}

bool TreeGrower::undo() {
  (void)tree();
  if (run_->past.empty()) return false;
  run_->tree.nodes_ = std::move(run_->past.back().nodes);
  run_->born = std::move(run_->past.back().born);
  run_->past.pop_back();
  run_->leaves = leavesOf(run_->tree.nodes_, run_->X);
  return true;
}

CandidateSplits TreeGrower::candidateSplits(int node) const {
  const DecisionTreeNodes& nodes = tree().nodes();
  requireRange("node", node, 0, nodes.size() - 1);
  double gain = 0;
  const SplitChoice best = run_->bestSplit(nodes, node, gain);
  CandidateSplits out;
  out.impurity = nodes.impurity[static_cast<std::size_t>(node)];
  const int n = nodes.nSamples[static_cast<std::size_t>(node)];
  const int* const counts = nodes.counts.data() + static_cast<std::ptrdiff_t>(node) * run_->k;
  std::vector<int> left(static_cast<std::size_t>(run_->k));
  std::vector<int> right(left.size());
  for (int feature = 0; feature < run_->columns.nFeatures(); ++feature) {
    const std::vector<SortedEntry> samples = run_->samplesOf(nodes, node, feature);
    std::fill(left.begin(), left.end(), 0);
    for (int nLeft = 1; nLeft < n; ++nLeft) {
      const SortedEntry& entry = samples[static_cast<std::size_t>(nLeft) - 1];
      const SortedEntry& next = samples[static_cast<std::size_t>(nLeft)];
      ++left[static_cast<std::size_t>(run_->y[entry.sample])];
      if (entry.rank == next.rank) continue;
      for (std::size_t c = 0; c < right.size(); ++c) right[c] = counts[c] - left[c];
      if (feature == best.feature && entry.rank == best.rank) out.best = static_cast<int>(out.feature.size());
      const double impurityLeft = run_->criterion.impurity(left, nLeft);
      const double impurityRight = run_->criterion.impurity(right, n - nLeft);
      out.feature.push_back(feature);
      out.threshold.push_back(run_->columns.threshold(feature, entry.rank, next.rank));
      out.nLeft.push_back(nLeft);
      out.nRight.push_back(n - nLeft);
      out.countsLeft.insert(out.countsLeft.end(), left.begin(), left.end());
      out.impurityLeft.push_back(impurityLeft);
      out.impurityRight.push_back(impurityRight);
      out.gain.push_back(out.impurity - (nLeft * impurityLeft + (n - nLeft) * impurityRight) / n);
    }
  }
  return out;
}

}  // namespace scrollwork
