#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

struct DecisionTreeClassifierOptions {
  std::string criterion = "gini";  ///< Impurity to reduce: "gini" or "entropy" (in bits).
  /// "best": the best threshold of each feature; "random": one drawn uniformly between the least and the greatest value
  /// in the node (Geurts, Ernst & Wehenkel, Extremely randomized trees, 2006).
  std::string splitter = "best";
  int maxDepth = 1024;      ///< [0, 1024] levels below the root; 0 = a single leaf. scikit-learn's None is 1024 here.
  int minSamplesSplit = 2;  ///< >= 2 rows that a node needs to be split (a count, not a fraction).
  int minSamplesLeaf = 1;   ///< >= 1 rows that each side of a split must keep (a count, not a fraction).
  MaxFeatures maxFeatures = {};  ///< Features that a node looks at: "all", "sqrt", "log2", a count or a share.
  /// 0 = no limit (scikit-learn's None); else >= 2: the tree grows best-first, always by the split of all leaves that
  /// reduces weight x impurity most (of equal ones that of the leaf that was there first), until it has so many leaves.
  int maxLeafNodes = 0;
  /// >= 0. A split must reduce the impurity by so much, weighted with the node's share of all rows.
  double minImpurityDecrease = 0;
  /// >= 0. After growth every subtree is cut off that gains less impurity than this per leaf (minimal cost-complexity
  /// pruning; see costComplexityPruningPath).
  double ccpAlpha = 0;
  std::uint64_t seed = 0;  ///< Of the features drawn for each node and of random thresholds.

  static constexpr const char* kOwner = "DecisionTreeClassifier";
  static void fields(auto& field, auto& o) {
    field("criterion", o.criterion);
    field("splitter", o.splitter);
    field("maxDepth", o.maxDepth);
    field("minSamplesSplit", o.minSamplesSplit);
    field("minSamplesLeaf", o.minSamplesLeaf);
    field("maxFeatures", o.maxFeatures);
    field("maxLeafNodes", o.maxLeafNodes);
    field("minImpurityDecrease", o.minImpurityDecrease);
    field("ccpAlpha", o.ccpAlpha);
    field("seed", o.seed);
  }
};

/// Classification tree: two-way, axis-aligned splits chosen greedily by impurity (Breiman, Friedman, Olshen & Stone,
/// Classification and Regression Trees, 1984).
///
/// A node becomes a leaf when it is pure, at maxDepth, smaller than minSamplesSplit, or when no split leaves
/// minSamplesLeaf on both sides; as in scikit-learn a split need not reduce the impurity. Thresholds are midpoints
/// between neighbouring distinct values. Ties between splits (exactly equal weighted impurity; with real sample weights
/// equal to 1e-12 of the node's weight): lowest feature (where features are drawn: the one drawn first), then lowest
/// threshold; scikit-learn draws a feature at random there, so its trees differ on ties. Thresholds are in double
/// precision, where scikit-learn first rounds X to float. Probabilities are the class shares of the leaf.
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
  /// The same with weights (n, finite, >= 0, not all 0): a row that weighs 2 counts as two rows do, for impurities and
  /// probabilities, but as one for minSamplesSplit and minSamplesLeaf; one that weighs 0 is not there at all.
  void fitWeighted(const MatrixView& X, const LabelView& y, const VectorView& sampleWeight);
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  bool predictProbaGrid(std::span<const double> xs, std::span<const double> ys, Matrix& probabilities) const override;
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
  void classShares(int node, double* shares) const;
  friend class StateAccess;
  friend class TreeGrower;  // which grows a tree one split at a time
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
