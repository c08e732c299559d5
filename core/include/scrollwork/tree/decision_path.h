#pragma once

#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

struct DecisionPaths {
  std::vector<int> nodes;    ///< The paths one after the other, each from the root to the leaf.
  std::vector<int> offsets;  ///< rows + 1: row i's path is nodes[offsets[i]] .. nodes[offsets[i + 1] - 1].

  static void fields(auto& field, auto& p) {
    field("nodes", p.nodes);
    field("offsets", p.offsets);
  }
};

/// Through which nodes each row of X falls (scikit-learn's decision_path). Cost: O(depth) a row. Throws Error:
/// kBadValue (columns that are no tree, NaN), kBadShape (X lacks a column that the tree asks about).
[[nodiscard]] DecisionPaths decisionPath(const TreeNodes& nodes, const MatrixView& X);

}  // namespace scrollwork
