#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/ensemble/forest_walk.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// Of RandomForestClassifier (kExtra false) and ExtraTreesClassifier (true).
template <bool kExtra>
struct ForestClassifierOptions {
  int nEstimators = 100;             ///< [1, 10000] trees.
  std::string criterion = "gini";    ///< "gini" or "entropy".
  int maxDepth = 1024;               ///< [0, 1024] levels below the root; scikit-learn's None is 1024 here.
  int minSamplesSplit = 2;           ///< >= 2 rows, however often each was drawn.
  int minSamplesLeaf = 1;            ///< >= 1 rows, however often each was drawn.
  MaxFeatures maxFeatures = "sqrt";  ///< Features that a node looks at: "all", "sqrt", "log2", a count or a share.
  int maxLeafNodes = 0;              ///< 0 = no limit; else >= 2, best-first.
  double minImpurityDecrease = 0;    ///< >= 0.
  double ccpAlpha = 0;               ///< >= 0, for every tree.
  bool bootstrap = !kExtra;          ///< Each tree learns from rows drawn with replacement; else from all rows.
  double maxSamples = 1;             ///< (0, 1]: draws for each tree as a share of the rows, if bootstrap.
  bool oobScore = false;             ///< Keep the out-of-bag account; needs bootstrap.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = kExtra ? "ExtraTreesClassifier" : "RandomForestClassifier";
  static void fields(auto& field, auto& o) {
    field("nEstimators", o.nEstimators);
    field("criterion", o.criterion);
    field("maxDepth", o.maxDepth);
    field("minSamplesSplit", o.minSamplesSplit);
    field("minSamplesLeaf", o.minSamplesLeaf);
    field("maxFeatures", o.maxFeatures);
    field("maxLeafNodes", o.maxLeafNodes);
    field("minImpurityDecrease", o.minImpurityDecrease);
    field("ccpAlpha", o.ccpAlpha);
    field("bootstrap", o.bootstrap);
    field("maxSamples", o.maxSamples);
    field("oobScore", o.oobScore);
    field("seed", o.seed);
  }
};

/// Trees that are grown independently of each other, with chance, and asked together: random forest (Breiman, Random
/// forests, 2001: bootstrap samples, a few random features at each node) and extremely randomized trees (Geurts, Ernst
/// & Wehenkel, 2006: all rows, random thresholds). Steppable by tree: between begin and done() the trees that are there
/// predict. Tree i depends on the data, the options and (seed, i) only, not on nEstimators.
///
/// Features are looked at in random order at every node, so that ties, which small nodes are full of, fall to any of
/// them, as in scikit-learn: the lowest feature would look more important than it is.
///
/// The probabilities are the mean of the class shares in the trees' leaves, as in scikit-learn; shares are rounded down
/// to multiples of 2^-39 (the leaf's most frequent class gets the rest), so that sums over trees are exact: no order of
/// trees or pixels changes a bit. Forests are compared with scikit-learn's in distribution, for no two draw alike.
///
/// Cost: columns are sorted once for all trees; then O(n maxFeatures depth) a tree where maxFeatures is small.
/// O(nEstimators depth) per prediction.
template <bool kExtra>
class ForestClassifier final : public Classifier {
 public:
  using Options = ForestClassifierOptions<kExtra>;
  explicit ForestClassifier(Options options = {});
  ForestClassifier(const ForestClassifier& other);
  ForestClassifier(ForestClassifier&& other) noexcept;
  ForestClassifier& operator=(const ForestClassifier& other);
  ForestClassifier& operator=(ForestClassifier&& other) noexcept;
  ~ForestClassifier() override;

  /// Takes a copy of X (n x d, finite, n >= 1, d >= 1) and y (n labels in [0, k)) and forgets the past; no tree yet.
  /// Throws Error: kBadShape, kBadValue (NaN, negative label, option out of range, oobScore without bootstrap).
  void begin(const MatrixView& X, const LabelView& y);
  /// Grows up to n more trees (n >= 0); none when done(). Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return nTrees() == options_.nEstimators; }
  /// begin, then all trees; the copy of X is let go.
  void fit(const MatrixView& X, const LabelView& y) override;

  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  bool predictProbaGrid(std::span<const double> xs, std::span<const double> ys, Matrix& probabilities) const override;
  /// n x nTrees: the label that each tree votes for, the lowest on ties.
  [[nodiscard]] Eigen::MatrixXi predictTrees(const MatrixView& X) const;
  /// n x nTrees: the leaf (a node index) of each tree that each row ends in; scikit-learn's `apply`.
  [[nodiscard]] Eigen::MatrixXi apply(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return !trees_.empty(); }  ///< One tree at least.
  [[nodiscard]] int nFeaturesIn() const override { return fitted() ? nFeatures_ : 0; }
  [[nodiscard]] int nClasses() const override { return fitted() ? nClasses_ : 0; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const Options& options() const { return options_; }

  [[nodiscard]] int nTrees() const { return static_cast<int>(trees_.size()); }  ///< That are there.
  /// Throws kBadValue for i outside 0 .. nTrees - 1. Its counts say how often rows were drawn, nSamples how many rows.
  [[nodiscard]] const DecisionTreeNodes& tree(int i) const;
  /// n numbers: how often tree i (>= 0, also one to come) draws each row; all 1 without bootstrap. Throws kNotFitted.
  [[nodiscard]] Labels bootstrapCounts(int i) const;
  /// Mean over the trees of each one's impurity importances; d shares that sum to 1 (all 0 for single leaves). Throws
  /// kNotFitted.
  [[nodiscard]] Vector featureImportances() const;

  /// Out of bag: each row is judged by those trees that did not draw it. These throw kNotFitted without oobScore.
  /// n x k; NaN in rows that every tree so far has drawn.
  [[nodiscard]] Matrix oobDecisionFunction() const;
  /// Share of right labels among the rows that some tree has not drawn; NaN while there are none.
  [[nodiscard]] double oobScore() const;
  /// nTrees numbers: oobScore after each tree.
  [[nodiscard]] const std::vector<double>& oobScores() const;

 private:
  struct Run;  ///< The samples and the growing engine, alive between begin and the end of fit.
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nSamples", self.nSamples_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("trees", self.trees_);
    field("oobSums", self.oobSums_);
    field("oobTimes", self.oobTimes_);
    field("oobScores", self.oobScores_);
  }
  void checkState();
  void addWalk();
  void account();

  Options options_;
  std::unique_ptr<Run> run_;
  int nSamples_ = 0;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  std::vector<DecisionTreeNodes> trees_;
  std::vector<ForestWalk> walks_;
  Matrix oobSums_;   // n x k shares, summed over the trees that did not draw the row
  Labels oobTimes_;  // their number
  std::vector<double> oobScores_;
};

using RandomForestClassifierOptions = ForestClassifierOptions<false>;
using ExtraTreesClassifierOptions = ForestClassifierOptions<true>;
using RandomForestClassifier = ForestClassifier<false>;
using ExtraTreesClassifier = ForestClassifier<true>;

}  // namespace scrollwork
