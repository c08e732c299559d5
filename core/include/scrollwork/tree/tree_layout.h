#pragma once

#include <vector>

#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

struct TreeLayout {
  std::vector<double> x;  ///< By node; the leftmost is at 0. Neighbours on a level are 1 apart or more.
  std::vector<double> y;  ///< Levels below the root, which is at 0.
  double width = 0;       ///< The greatest x.
  double height = 0;      ///< The greatest y.

  static void fields(auto& field, auto& l) {
    field("x", l.x);
    field("y", l.y);
    field("width", l.width);
    field("height", l.height);
  }
};

/// Where to draw the nodes of a tree: a level a row, parents centred over their children, equal subtrees drawn alike, a
/// mirrored tree drawn as the mirror image, and as narrow as these rules allow one subtree to stand beside the other
/// (Reingold & Tilford, Tidier drawings of trees, 1981). Cost: O(nodes). Throws Error kBadValue, naming the column, for
/// columns that are no tree in depth-first order.
[[nodiscard]] TreeLayout treeLayout(const TreeNodes& nodes);

}  // namespace scrollwork
