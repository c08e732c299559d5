#pragma once

#include <vector>

#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// Minimal cost-complexity pruning (Breiman, Friedman, Olshen & Stone, 1984, chapter 3). The risk of a leaf is its
/// impurity times its share of the root's weight. Again and again the subtree with the weakest link goes, that is, the
/// one that reduces the risk least per leaf that it costs: its alpha.

/// The order in which subtrees go.
struct PruningSequence {
  std::vector<double> alphas;      ///< Ascending; first 0, the tree as it is.
  std::vector<double> impurities;  ///< Total risk of the leaves after each step.
  std::vector<int> nLeaves;        ///< After each step.
  std::vector<int> collapsedAt;    ///< By node: the step at which it becomes a leaf; 0: it is one; -1: never.
};
[[nodiscard]] PruningSequence pruningSequence(const TreeNodes& nodes, double untilAlpha);

/// Prunes as long as the weakest link's alpha is <= ccpAlpha.
void prune(DecisionTreeNodes& nodes, double ccpAlpha);
void prune(RegressionTreeNodes& nodes, double ccpAlpha);

}  // namespace scrollwork
