#pragma once

#include <vector>

#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// Which trees pruning can leave of a tree (scikit-learn's cost_complexity_pruning_path, of a tree that is grown).
struct CostComplexityPruningPath {
  std::vector<double> ccpAlphas;   ///< Ascending; the first is 0: the tree as it is. Fits with ccpAlpha >= entry i and
                                   ///< below the next give tree i; the last is the root alone.
  std::vector<double> impurities;  ///< Of tree i: the impurities of its leaves, weighted with their shares of the rows.
  std::vector<int> nLeaves;        ///< Of tree i.

  static void fields(auto& field, auto& p) {
    field("ccpAlphas", p.ccpAlphas);
    field("impurities", p.impurities);
    field("nLeaves", p.nLeaves);
  }
};

/// Minimal cost-complexity pruning (Breiman, Friedman, Olshen & Stone, 1984, chapter 3): again and again the subtree
/// goes that gains least impurity per leaf; that gain is its alpha. One entry for each subtree that goes. Cost: O(nodes
/// depth log nodes). Throws Error kBadValue for columns that are no tree.
[[nodiscard]] CostComplexityPruningPath costComplexityPruningPath(const TreeNodes& nodes);

}  // namespace scrollwork
