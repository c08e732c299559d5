#pragma once

#include <vector>

namespace scrollwork {

/// A learned tree as flat columns, one entry per node, in depth-first order (node 0 is the root, a left child follows
/// its parent at once), which is the order of scikit-learn's `tree_` too (but for its best-first trees, which it leaves
/// in the order of growth).
struct TreeNodes {
  std::vector<int> feature;       ///< Column that the node asks about; -1 in a leaf.
  std::vector<double> threshold;  ///< x[feature] <= threshold goes left; 0 in a leaf.
  std::vector<int> left;          ///< Child nodes; -1 in a leaf.
  std::vector<int> right;
  std::vector<int> nSamples;     ///< Training rows that reach the node (with a weight above 0).
  std::vector<double> weight;    ///< Sum of their weights; nSamples where every row weighs 1.
  std::vector<double> impurity;  ///< Of the rows in the node, by the tree's criterion; 0 in a pure node.
  std::vector<int> depth;        ///< Levels below the root.

  [[nodiscard]] int size() const { return static_cast<int>(feature.size()); }

  static void fields(auto& field, auto& nodes) {
    field("feature", nodes.feature);
    field("threshold", nodes.threshold);
    field("left", nodes.left);
    field("right", nodes.right);
    field("nSamples", nodes.nSamples);
    field("weight", nodes.weight);
    field("impurity", nodes.impurity);
    field("depth", nodes.depth);
  }
};

/// The tree of a classifier of k classes.
struct DecisionTreeNodes : TreeNodes {
  std::vector<int> counts;  ///< size() * k: training rows of class c in node i at [i * k + c].
  /// size() * k sums of weights, laid out like `counts`; empty where every row weighs 1, for then they are the counts.
  std::vector<double> classWeight;

  static void fields(auto& field, auto& nodes) {
    TreeNodes::fields(field, nodes);
    field("counts", nodes.counts);
    field("classWeight", nodes.classWeight);
  }
};

/// The tree of a regressor.
struct RegressionTreeNodes : TreeNodes {
  std::vector<double> value;  ///< Weighted mean of the targets of the rows in the node.

  static void fields(auto& field, auto& nodes) {
    TreeNodes::fields(field, nodes);
    field("value", nodes.value);
  }
};

}  // namespace scrollwork
