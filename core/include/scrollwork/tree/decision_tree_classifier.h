#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct DecisionTreeClassifierOptions {
  std::string criterion = "gini";  ///< Impurity to reduce: "gini" or "entropy" (in bits).
  int maxDepth = 32;        ///< [0, 32] levels below the root; 0 = a single leaf. scikit-learn's None is 32 here.
  int minSamplesSplit = 2;  ///< >= 2 samples that a node needs to be split (a count, not a fraction).
  int minSamplesLeaf = 1;   ///< >= 1 samples that each side of a split must keep (a count, not a fraction).

  static constexpr const char* kOwner = "DecisionTreeClassifier";
  static void fields(auto& field, auto& o) {
    field("criterion", o.criterion);
    field("maxDepth", o.maxDepth);
    field("minSamplesSplit", o.minSamplesSplit);
    field("minSamplesLeaf", o.minSamplesLeaf);
  }
};

/// The learned tree as flat columns, one entry per node, in depth-first order (node 0 is the root, a left child follows
/// its parent at once), which is scikit-learn's `tree_` order too.
struct DecisionTreeNodes {
  std::vector<int> feature;       ///< Column that the node asks about; -1 in a leaf.
  std::vector<double> threshold;  ///< x[feature] <= threshold goes left; 0 in a leaf.
  std::vector<int> left;          ///< Child nodes; -1 in a leaf.
  std::vector<int> right;
  std::vector<int> nSamples;     ///< Training samples that reach the node.
  std::vector<int> counts;       ///< size() * k: training samples of class c in node i at [i * k + c].
  std::vector<double> impurity;  ///< Gini impurity or entropy of the counts; 0 in a pure node.
  std::vector<int> depth;        ///< Levels below the root.

  [[nodiscard]] int size() const { return static_cast<int>(feature.size()); }

  static void fields(auto& field, auto& o) {
    field("feature", o.feature);
    field("threshold", o.threshold);
    field("left", o.left);
    field("right", o.right);
    field("nSamples", o.nSamples);
    field("counts", o.counts);
    field("impurity", o.impurity);
    field("depth", o.depth);
  }
};

/// Classification tree: two-way, axis-aligned splits chosen greedily by impurity (Breiman, Friedman, Olshen & Stone,
/// Classification and Regression Trees, 1984).
///
/// A node becomes a leaf when it is pure, at maxDepth, smaller than minSamplesSplit, or when no split leaves
/// minSamplesLeaf on both sides; as in scikit-learn a split need not reduce the impurity. Thresholds are midpoints
/// between neighbouring distinct values. Ties between splits (exactly equal weighted impurity): lowest feature, then
/// lowest threshold; scikit-learn draws a feature at random there, so its trees differ on ties. Thresholds are in
/// double precision, where scikit-learn first rounds X to float. Probabilities are the class shares of the leaf.
///
/// Cost: columns are sorted once, O(n d log n); then O(n d) per level; O(depth) per prediction.
class DecisionTreeClassifier final : public Classifier {
 public:
  explicit DecisionTreeClassifier(DecisionTreeClassifierOptions options = {});
  DecisionTreeClassifier(const DecisionTreeClassifier&) = default;
  DecisionTreeClassifier& operator=(const DecisionTreeClassifier&) = default;
  DecisionTreeClassifier(DecisionTreeClassifier&&) noexcept = default;
  DecisionTreeClassifier& operator=(DecisionTreeClassifier&&) noexcept = default;
  ~DecisionTreeClassifier() override = default;

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n labels in [0, k)). On error the tree is left unfitted.
  /// Throws Error: kBadShape (row counts differ, no rows or columns), kBadValue (NaN, negative label, option out of
  /// range).
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// The leaf (a node index) that each row of X ends in. Throws like predictProba.
  [[nodiscard]] Labels apply(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const DecisionTreeClassifierOptions& options() const { return options_; }

  /// These throw Error kNotFitted before fit.
  [[nodiscard]] const DecisionTreeNodes& nodes() const;
  [[nodiscard]] int depth() const;    ///< Levels below the root that the tree uses (scikit-learn's get_depth).
  [[nodiscard]] int nLeaves() const;  ///< scikit-learn's get_n_leaves.
  /// d shares of the total impurity decrease, summing to 1 (all 0 for a single leaf): scikit-learn's
  /// feature_importances_.
  [[nodiscard]] Vector featureImportances() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("nodes", self.nodes_);
  }
  void checkState() const;

  DecisionTreeClassifierOptions options_;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  DecisionTreeNodes nodes_;
};

}  // namespace scrollwork
