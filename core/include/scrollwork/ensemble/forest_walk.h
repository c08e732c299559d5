#pragma once

#include <vector>

namespace scrollwork {

/// The leaves of a tree as a forest asks them: what is left of a tree when only predictions count. Follows from the
/// trees, so it is made again and not written down.
struct ForestWalk {
  struct Node {
    double threshold;
    int feature;  ///< -1 in a leaf.
    int right;    ///< The left child is the next node. In a leaf: its number among the leaves.
  };
  std::vector<Node> nodes;
  std::vector<double> values;  ///< Of each leaf: the shares of the classes, or the mean.
};

}  // namespace scrollwork
