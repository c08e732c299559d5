#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/ensemble/forest_walk.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// Of RandomForestRegressor (kExtra false) and ExtraTreesRegressor (true).
template <bool kExtra>
struct ForestRegressorOptions {
  int nEstimators = 100;                    ///< [1, 10000] trees.
  std::string criterion = "squared_error";  ///< The one there is.
  int maxDepth = 1024;                      ///< [0, 1024] levels below the root; scikit-learn's None is 1024 here.
  int minSamplesSplit = 2;                  ///< >= 2 rows, however often each was drawn.
  int minSamplesLeaf = 1;                   ///< >= 1 rows, however often each was drawn.
  MaxFeatures maxFeatures = "all";  ///< Features that a node looks at: "all", "sqrt", "log2", a count or a share.
  int maxLeafNodes = 0;             ///< 0 = no limit; else >= 2, best-first.
  double minImpurityDecrease = 0;   ///< >= 0.
  double ccpAlpha = 0;              ///< >= 0, for every tree.
  bool bootstrap = !kExtra;         ///< Each tree learns from rows drawn with replacement; else from all rows.
  double maxSamples = 1;            ///< (0, 1]: draws for each tree as a share of the rows, if bootstrap.
  bool oobScore = false;            ///< Keep the out-of-bag account; needs bootstrap.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = kExtra ? "ExtraTreesRegressor" : "RandomForestRegressor";
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

/// The forests of ForestClassifier for numbers: the prediction is the mean over the trees of the leaf's mean target, so
/// never outside the range of the targets that were learned from: a forest does not extrapolate. Steppable by tree;
/// tree i depends on the data, the options and (seed, i) only.
///
/// With B trees of variance s^2 each, and correlation rho between two of them, the mean's variance is
/// rho s^2 + (1 - rho) s^2 / B (Breiman, 2001): predictTrees gives what it takes to see it.
///
/// Cost: as ForestClassifier.
template <bool kExtra>
class ForestRegressor final : public Regressor {
 public:
  using Options = ForestRegressorOptions<kExtra>;
  explicit ForestRegressor(Options options = {});
  ForestRegressor(const ForestRegressor& other);
  ForestRegressor(ForestRegressor&& other) noexcept;
  ForestRegressor& operator=(const ForestRegressor& other);
  ForestRegressor& operator=(ForestRegressor&& other) noexcept;
  ~ForestRegressor() override;

  /// Takes a copy of X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers of magnitude up to 1e140) and forgets
  /// the past; no tree yet. Throws Error: kBadShape, kBadValue (NaN, option out of range, oobScore without bootstrap).
  void begin(const MatrixView& X, const VectorView& y);
  /// Grows up to n more trees (n >= 0); none when done(). Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return nTrees() == options_.nEstimators; }
  /// begin, then all trees; the copy of X is let go.
  void fit(const MatrixView& X, const VectorView& y) override;

  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// n x nTrees: what each tree predicts.
  [[nodiscard]] Matrix predictTrees(const MatrixView& X) const;
  /// n x nTrees: the leaf (a node index) of each tree that each row ends in; scikit-learn's `apply`.
  [[nodiscard]] Eigen::MatrixXi apply(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return !trees_.empty(); }  ///< One tree at least.
  [[nodiscard]] int nFeaturesIn() const override { return fitted() ? nFeatures_ : 0; }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const Options& options() const { return options_; }

  [[nodiscard]] int nTrees() const { return static_cast<int>(trees_.size()); }  ///< That are there.
  /// Throws kBadValue for i outside 0 .. nTrees - 1. Its weight is the number of draws, nSamples that of rows.
  [[nodiscard]] const RegressionTreeNodes& tree(int i) const;
  /// n numbers: how often tree i (>= 0, also one to come) draws each row; all 1 without bootstrap. Throws kNotFitted.
  [[nodiscard]] Labels bootstrapCounts(int i) const;
  /// Mean over the trees of each one's impurity importances; d shares that sum to 1 (all 0 for single leaves). Throws
  /// kNotFitted.
  [[nodiscard]] Vector featureImportances() const;

  /// Out of bag: each row is judged by those trees that did not draw it. These throw kNotFitted without oobScore.
  /// n numbers; NaN in rows that every tree so far has drawn.
  [[nodiscard]] Vector oobPrediction() const;
  /// R^2 over the rows that some tree has not drawn; NaN while there are fewer than two different targets among them.
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
  std::vector<RegressionTreeNodes> trees_;
  std::vector<ForestWalk> walks_;
  Vector oobSums_;   // n predictions, summed over the trees that did not draw the row
  Labels oobTimes_;  // their number
  std::vector<double> oobScores_;
};

using RandomForestRegressorOptions = ForestRegressorOptions<false>;
using ExtraTreesRegressorOptions = ForestRegressorOptions<true>;
using RandomForestRegressor = ForestRegressor<false>;
using ExtraTreesRegressor = ForestRegressor<true>;

}  // namespace scrollwork
