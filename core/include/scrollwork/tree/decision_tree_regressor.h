#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// As in DecisionTreeClassifierOptions, where each is explained.
struct DecisionTreeRegressorOptions {
  std::string criterion = "squared_error";  ///< The one there is: the variance of the targets in a node.
  std::string splitter = "best";            ///< "best" or "random".
  int maxDepth = 1024;                      ///< [0, 1024] levels below the root; scikit-learn's None is 1024 here.
  int minSamplesSplit = 2;                  ///< >= 2 rows (a count, not a fraction).
  int minSamplesLeaf = 1;                   ///< >= 1 rows (a count, not a fraction).
  MaxFeatures maxFeatures = {};             ///< "all", "sqrt", "log2", a count or a share.
  int maxLeafNodes = 0;                     ///< 0 = no limit; else >= 2, best-first.
  double minImpurityDecrease = 0;           ///< >= 0, in squared units of the targets.
  double ccpAlpha = 0;                      ///< >= 0, in squared units of the targets.
  std::uint64_t seed = 0;                   ///< Of the features drawn for each node and of random thresholds.

  static constexpr const char* kOwner = "DecisionTreeRegressor";
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

/// Regression tree: two-way, axis-aligned splits chosen greedily by squared error (Breiman, Friedman, Olshen & Stone,
/// Classification and Regression Trees, 1984). The prediction is the mean target of the leaf, so never outside the
/// targets' range.
///
/// A node becomes a leaf when its targets are all equal, at maxDepth, smaller than minSamplesSplit, or when no split
/// leaves minSamplesLeaf on both sides. (scikit-learn also stops where the variance is below 2.2e-16, whatever the
/// scale of the targets.) Thresholds are midpoints between neighbouring distinct values. Ties between splits (gains
/// that differ by no more than 1e-12 of the node's sum of squares): lowest feature, then lowest threshold; scikit-learn
/// draws a feature at random there. Thresholds are in double precision, where scikit-learn first rounds X to float.
///
/// Cost: columns are sorted once, O(n d log n); then O(n d) per level; O(depth) per prediction.
class DecisionTreeRegressor final : public Regressor {
 public:
  explicit DecisionTreeRegressor(DecisionTreeRegressorOptions options = {});
  DecisionTreeRegressor(const DecisionTreeRegressor&) = default;
  DecisionTreeRegressor& operator=(const DecisionTreeRegressor&) = default;
  DecisionTreeRegressor(DecisionTreeRegressor&&) noexcept = default;
  DecisionTreeRegressor& operator=(DecisionTreeRegressor&&) noexcept = default;
  ~DecisionTreeRegressor() override = default;

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers of magnitude up to 1e140, so that their
  /// squares can be summed). On error the tree is left unfitted. Throws Error: kBadShape (row counts differ, no rows or
  /// columns), kBadValue (NaN, option out of range).
  void fit(const MatrixView& X, const VectorView& y) override;
  /// The same with weights (n, finite, >= 0, not all 0), as in DecisionTreeClassifier::fitWeighted.
  void fitWeighted(const MatrixView& X, const VectorView& y, const VectorView& sampleWeight);
  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// The leaf (a node index) that each row of X ends in. Throws like predict.
  [[nodiscard]] Labels apply(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nFeatures_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const DecisionTreeRegressorOptions& options() const { return options_; }

  /// These throw Error kNotFitted before fit.
  [[nodiscard]] const RegressionTreeNodes& nodes() const;
  [[nodiscard]] int depth() const;  ///< Levels below the root that the tree uses.
  [[nodiscard]] int nLeaves() const;
  /// d shares of the total reduction of squared error, summing to 1 (all 0 for a single leaf).
  [[nodiscard]] Vector featureImportances() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nodes", self.nodes_);
  }
  void checkState() const;
  void learn(const MatrixView& X, const VectorView& y, std::span<const double> sampleWeight);

  DecisionTreeRegressorOptions options_;
  int nFeatures_ = 0;
  RegressionTreeNodes nodes_;
};

}  // namespace scrollwork
