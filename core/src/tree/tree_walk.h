#pragma once

#include "scrollwork/matrix.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// The leaf that a row of X ends in.
[[nodiscard]] inline int leafOf(const TreeNodes& nodes, const double* row) {
  std::size_t node = 0;
  while (nodes.feature[node] >= 0) {
    const bool goesLeft = row[nodes.feature[node]] <= nodes.threshold[node];
    node = static_cast<std::size_t>(goesLeft ? nodes.left[node] : nodes.right[node]);
  }
  return static_cast<int>(node);
}

/// The leaf of each row.
[[nodiscard]] Labels leavesOf(const TreeNodes& nodes, const MatrixView& X);
[[nodiscard]] int depthOf(const TreeNodes& nodes);
[[nodiscard]] int leavesIn(const TreeNodes& nodes);
/// Adds each feature's reduction of weight x impurity; `into` has an entry for every feature.
void addImpurityDecrease(const TreeNodes& nodes, Vector& into);
/// Each feature's share of the reduction of weight x impurity; they sum to 1, or to 0 for a single leaf.
[[nodiscard]] Vector importancesOf(const TreeNodes& nodes, int nFeatures);
/// Throws Error kBadValue, naming the column, unless the columns are those of a tree that asks about features below
/// nFeatures: equally long, nodes in depth-first order, finite numbers.
void checkNodes(const TreeNodes& nodes, int nFeatures);
/// The same for the classes: numbers >= 0 that sum to the node's weight.
void checkClasses(const DecisionTreeNodes& nodes, int nClasses);
/// The same for the values: one finite number a node.
void checkValues(const RegressionTreeNodes& nodes);

}  // namespace scrollwork
