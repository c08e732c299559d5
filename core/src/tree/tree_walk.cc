#include "tree/tree_walk.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

Labels leavesOf(const TreeNodes& nodes, const MatrixView& X) {
  Labels leaves(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) leaves[i] = leafOf(nodes, X.row(i).data());
  return leaves;
}

int depthOf(const TreeNodes& nodes) { return *std::max_element(nodes.depth.begin(), nodes.depth.end()); }

int leavesIn(const TreeNodes& nodes) {
  return static_cast<int>(std::count(nodes.feature.begin(), nodes.feature.end(), -1));
}

void addImpurityDecrease(const TreeNodes& nodes, Vector& into) {
  const auto weighted = [&nodes](int node) {
    const auto i = static_cast<std::size_t>(node);
    return nodes.weight[i] * nodes.impurity[i];
  };
  for (int node = 0; node < nodes.size(); ++node) {
    const auto i = static_cast<std::size_t>(node);
    if (nodes.feature[i] < 0) continue;
    into[nodes.feature[i]] += weighted(node) - weighted(nodes.left[i]) - weighted(nodes.right[i]);
  }
}

Vector importancesOf(const TreeNodes& nodes, int nFeatures) {
  Vector importances = Vector::Zero(nFeatures);
  addImpurityDecrease(nodes, importances);
  const double total = importances.sum();
  if (total > 0) importances /= total;
  return importances;
}

void checkNodes(const TreeNodes& nodes, int nFeatures) {
  const auto n = static_cast<std::size_t>(nodes.size());
  requireState(n >= 1 && nodes.threshold.size() == n && nodes.left.size() == n && nodes.right.size() == n &&
                   nodes.nSamples.size() == n && nodes.weight.size() == n && nodes.impurity.size() == n &&
                   nodes.depth.size() == n,
               "nodes", "columns of one length, a root at least");
  requireStateFinite("nodes.threshold", nodes.threshold.data(), nodes.size());
  requireStateFinite("nodes.weight", nodes.weight.data(), nodes.size());
  requireStateFinite("nodes.impurity", nodes.impurity.data(), nodes.size());
  requireState(nodes.depth[0] == 0, "nodes.depth", "0 for the root", nodes.depth[0]);
  std::vector<std::size_t> rights;  // of the nodes on the path to the present one, where it went left; nearest last
  for (std::size_t i = 0; i < n; ++i) {
    requireState(nodes.nSamples[i] >= 1, "nodes.nSamples", "numbers >= 1", nodes.nSamples[i]);
    requireState(nodes.weight[i] > 0, "nodes.weight", "numbers > 0", nodes.weight[i]);
    requireState(nodes.feature[i] >= -1 && nodes.feature[i] < nFeatures, "nodes.feature", "columns below nFeatures",
                 nodes.feature[i]);
    if (nodes.feature[i] < 0) {
      requireState(nodes.left[i] == -1 && nodes.right[i] == -1, "nodes.left", "no children of a leaf");
      requireState((rights.empty() ? n : rights.back()) == i + 1, "nodes.right", "the node after the left subtree");
      if (!rights.empty()) rights.pop_back();
      continue;
    }
    const auto right = static_cast<std::size_t>(nodes.right[i]);
    requireState(i + 1 < n && nodes.left[i] == static_cast<int>(i) + 1, "nodes.left", "the node after its parent");
    requireState(nodes.right[i] > nodes.left[i] && right < n, "nodes.right", "the node after the left subtree");
    requireState(nodes.depth[i + 1] == nodes.depth[i] + 1 && nodes.depth[right] == nodes.depth[i] + 1, "nodes.depth",
                 "one more than the parent's");
    rights.push_back(right);
  }
}

void checkClasses(const DecisionTreeNodes& nodes, int nClasses) {
  requireRange("nClasses", nClasses, 1, kMaxClasses);
  const auto k = static_cast<std::size_t>(nClasses);
  const std::size_t size = nodes.feature.size() * k;
  const bool weighted = !nodes.classWeight.empty();
  requireState(nodes.counts.size() == size, "nodes.counts", "nClasses for each node", nodes.counts.size());
  requireState(!weighted || nodes.classWeight.size() == size, "nodes.classWeight", "nClasses for each node, or none");
  for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
    double sum = 0;
    for (std::size_t at = i * k; at < (i + 1) * k; ++at) {
      const double weight = weighted ? nodes.classWeight[at] : nodes.counts[at];
      requireState(weight >= 0 && nodes.counts[at] >= 0, "nodes.counts", "numbers >= 0");
      sum += weight;
    }
    constexpr double kRounding = 1e-9;
    requireState(std::abs(sum - nodes.weight[i]) <= kRounding * nodes.weight[i], "nodes.weight",
                 "the sum of the node's classes");
  }
}

void checkValues(const RegressionTreeNodes& nodes) {
  requireStateSize("nodes.value", static_cast<Eigen::Index>(nodes.value.size()), nodes.size());
  requireStateFinite("nodes.value", nodes.value.data(), nodes.size());
}

}  // namespace scrollwork
