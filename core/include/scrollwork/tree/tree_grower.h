#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {

struct TreeGrowerOptions {
  std::string criterion = "gini";  ///< "gini" or "entropy", as in DecisionTreeClassifier.
  int maxDepth = 1024;             ///< [0, 1024]; this and the next two bind the greedy splits, not those by hand.
  int minSamplesSplit = 2;         ///< >= 2.
  int minSamplesLeaf = 1;          ///< >= 1.

  static constexpr const char* kOwner = "TreeGrower";
  static void fields(auto& field, auto& o) {
    field("criterion", o.criterion);
    field("maxDepth", o.maxDepth);
    field("minSamplesSplit", o.minSamplesSplit);
    field("minSamplesLeaf", o.minSamplesLeaf);
  }
};

/// Every split that a node could have: each feature, and of each feature each threshold between neighbouring distinct
/// values, one entry each, by feature and then by threshold.
struct CandidateSplits {
  std::vector<int> feature;
  std::vector<double> threshold;
  std::vector<int> nLeft, nRight;
  std::vector<int> countsLeft;  ///< k a split: rows of each class that go left.
  std::vector<double> impurityLeft, impurityRight;
  std::vector<double> gain;  ///< Impurity of the node less the mean of both sides', weighted with their rows.
  double impurity = 0;       ///< Of the node.
  int best = -1;             ///< The greedy learner's choice; -1 where it would not split the node.

  static void fields(auto& field, auto& c) {
    field("feature", c.feature);
    field("threshold", c.threshold);
    field("nLeft", c.nLeft);
    field("nRight", c.nRight);
    field("countsLeft", c.countsLeft);
    field("impurityLeft", c.impurityLeft);
    field("impurityRight", c.impurityRight);
    field("gain", c.gain);
    field("impurity", c.impurity);
    field("best", c.best);
  }
};

/// A classification tree (Breiman, Friedman, Olshen & Stone, Classification and Regression Trees, 1984) that grows one
/// split at a time, by the greedy rule of DecisionTreeClassifier or by hand, and that can be cut back: for whoever
/// wants to see or to try what the learner does. Greedy steps alone lead to the tree of DecisionTreeClassifier with the
/// same options, node for node.
///
/// Nodes are numbered as in tree().nodes(), depth-first; a split or a cut renumbers those behind it. Cost of a
/// candidate table: O(n d); of a greedy step: those of all leaves, O(n d leaves).
class TreeGrower {
 public:
  explicit TreeGrower(TreeGrowerOptions options = {});
  TreeGrower(const TreeGrower&) = delete;
  TreeGrower& operator=(const TreeGrower&) = delete;
  ~TreeGrower();

  /// Takes a copy of X and y, as DecisionTreeClassifier::fit does, and plants the root. Throws as it does.
  void begin(const MatrixView& X, const LabelView& y);
  /// Up to n greedy splits (n >= 0), each of the leaf where the best split takes most off weight x impurity; of equal
  /// ones of the leaf that was there first. The others throw Error kNotFitted before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const;  ///< No leaf is left that the greedy rule would split. False before begin.

  /// The greedy choice for this leaf. False: the rule would not split it. Throws kBadValue for what is no leaf.
  bool splitBest(int node);
  /// x[feature] <= threshold goes left. Throws kBadValue for what is no leaf, no feature, or when a side stays empty.
  void split(int node, int feature, double threshold);
  /// Makes the node a leaf again. Throws kBadValue for what is no node.
  void prune(int node);
  /// Takes back the last splitBest, split, prune or split of step. False: there is nothing to take back.
  bool undo();

  /// Of any node, split already or not. Throws kBadValue for what is no node.
  [[nodiscard]] CandidateSplits candidateSplits(int node) const;
  /// The tree as it is: predicts, draws, counts like any other.
  [[nodiscard]] const DecisionTreeClassifier& tree() const;
  [[nodiscard]] const TreeGrowerOptions& options() const { return options_; }

 private:
  struct Run;
  TreeGrowerOptions options_;
  std::unique_ptr<Run> run_;
};

}  // namespace scrollwork
