#include "tree/pruning.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "scrollwork/tree/cost_complexity_pruning.h"
#include "tree/tree_walk.h"

namespace scrollwork {

namespace {

struct Link {
  double alpha;
  int node;
  int nLeaves;  // of the subtree when the link was judged: another number now means that it was judged anew
  friend bool operator<(const Link& a, const Link& b) {  // of a heap with the weakest on top, the lowest node on ties
    return a.alpha != b.alpha ? a.alpha > b.alpha : a.node > b.node;
  }
};

/// Leaves out the nodes below those that become leaves. `values` numbers a node follow their node.
class Compaction {
 public:
  Compaction(TreeNodes& nodes, const std::vector<int>& collapsedAt) {
    const int n = nodes.size();
    place_.assign(static_cast<std::size_t>(n), -1);
    for (int node = 0; node < n;) {
      const auto i = static_cast<std::size_t>(node);
      place_[i] = static_cast<int>(kept_.size());
      kept_.push_back(node);
      if (collapsedAt[i] > 0) {
        int end = node;  // the last leaf of the subtree
        while (nodes.feature[static_cast<std::size_t>(end)] >= 0) end = nodes.right[static_cast<std::size_t>(end)];
        nodes.feature[i] = nodes.left[i] = nodes.right[i] = -1;
        nodes.threshold[i] = 0;
        node = end + 1;
      } else {
        ++node;
      }
    }
    take(nodes.feature);
    take(nodes.threshold);
    take(nodes.left);
    take(nodes.right);
    take(nodes.nSamples);
    take(nodes.weight);
    take(nodes.impurity);
    take(nodes.depth);
    for (std::vector<int>* const children : {&nodes.left, &nodes.right}) {
      for (int& child : *children) child = child < 0 ? -1 : place_[static_cast<std::size_t>(child)];
    }
  }

  template <typename T>
  void take(std::vector<T>& column, std::size_t values = 1) const {
    std::size_t to = 0;
    for (const int node : kept_) {
      for (std::size_t v = 0; v < values; ++v) column[to++] = column[static_cast<std::size_t>(node) * values + v];
    }
    column.resize(to);
  }

 private:
  std::vector<int> kept_;   // by new place
  std::vector<int> place_;  // by node
};

}  // namespace

PruningSequence pruningSequence(const TreeNodes& nodes, double untilAlpha) {
  const auto n = static_cast<std::size_t>(nodes.size());
  std::vector<int> parent(n, -1);
  std::vector<int> nLeaves(n, 1);
  std::vector<double> risk(n);   // of the node as a leaf
  std::vector<double> below(n);  // of the leaves of its subtree
  for (std::size_t i = n; i-- > 0;) {
    risk[i] = below[i] = nodes.weight[i] / nodes.weight[0] * nodes.impurity[i];
    if (nodes.feature[i] < 0) continue;
    const auto left = static_cast<std::size_t>(nodes.left[i]);
    const auto right = static_cast<std::size_t>(nodes.right[i]);
    parent[left] = parent[right] = static_cast<int>(i);
    nLeaves[i] = nLeaves[left] + nLeaves[right];
    below[i] = below[left] + below[right];
  }

  PruningSequence sequence{
      .alphas = {0.0}, .impurities = {below[0]}, .nLeaves = {nLeaves[0]}, .collapsedAt = std::vector<int>(n, -1)};
  std::vector<Link> links;
  const auto judge = [&](std::size_t i) {
    links.push_back({(risk[i] - below[i]) / (nLeaves[i] - 1), static_cast<int>(i), nLeaves[i]});
    std::push_heap(links.begin(), links.end());
  };
  for (std::size_t i = 0; i < n; ++i) nodes.feature[i] < 0 ? void(sequence.collapsedAt[i] = 0) : judge(i);
  while (nLeaves[0] > 1) {
    std::pop_heap(links.begin(), links.end());
    const Link link = links.back();
    links.pop_back();
    auto i = static_cast<std::size_t>(link.node);
    if (nLeaves[i] != link.nLeaves) continue;
    // Rounding must not make a split that gains nothing lose something.
    const double alpha = std::max(sequence.alphas.back(), link.alpha);
    if (alpha > untilAlpha) break;
    const double gained = risk[i] - below[i];
    const int lost = nLeaves[i] - 1;
    sequence.alphas.push_back(alpha);
    sequence.collapsedAt[i] = static_cast<int>(sequence.alphas.size()) - 1;
    for (int node = link.node; node >= 0; node = parent[i]) {
      i = static_cast<std::size_t>(node);
      nLeaves[i] -= lost;
      below[i] += gained;
      if (nLeaves[i] > 1) judge(i);
    }
    sequence.impurities.push_back(below[0]);
    sequence.nLeaves.push_back(nLeaves[0]);
    // The subtrees inside are gone with it.
    int end = link.node;
    while (nodes.feature[static_cast<std::size_t>(end)] >= 0) end = nodes.right[static_cast<std::size_t>(end)];
    for (int node = link.node + 1; node <= end; ++node) nLeaves[static_cast<std::size_t>(node)] = 1;
  }
  return sequence;
}

void prune(DecisionTreeNodes& nodes, double ccpAlpha) {
  const std::size_t k = nodes.counts.size() / nodes.feature.size();
  const Compaction compaction(nodes, pruningSequence(nodes, ccpAlpha).collapsedAt);
  compaction.take(nodes.counts, k);
  if (!nodes.classWeight.empty()) compaction.take(nodes.classWeight, k);
}

void prune(RegressionTreeNodes& nodes, double ccpAlpha) {
  const Compaction compaction(nodes, pruningSequence(nodes, ccpAlpha).collapsedAt);
  compaction.take(nodes.value);
}

CostComplexityPruningPath costComplexityPruningPath(const TreeNodes& nodes) {
  checkNodes(nodes, std::numeric_limits<int>::max());
  PruningSequence sequence = pruningSequence(nodes, std::numeric_limits<double>::infinity());
  return {std::move(sequence.alphas), std::move(sequence.impurities), std::move(sequence.nLeaves)};
}

}  // namespace scrollwork
