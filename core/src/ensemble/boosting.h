#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scrollwork/error.h"
#include "scrollwork/matrix.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/tree_nodes.h"
#include "scrollwork/validation.h"
#include "tree/growth.h"
#include "tree/squared_error.h"
#include "tree/tree_options.h"

namespace scrollwork {

/// What a round of gradient boosting does whatever its loss: draws rows, grows a tree on given targets, knows the leaf
/// of each row.
class Booster {
 public:
  /// Keeps a copy of X only where rows are left out, to walk them down the trees.
  Booster(const MatrixView& X, const GrowthSettings& growth, double subsample, std::uint64_t seed);

  /// Draws the rows that the trees of this round are grown on.
  void beginRound(int round);
  [[nodiscard]] bool drawsRows() const { return !inBag_.empty(); }
  [[nodiscard]] bool inBag(Eigen::Index row) const {
    return inBag_.empty() || inBag_[static_cast<std::size_t>(row)] != 0;
  }
  [[nodiscard]] int nSamples() const { return columns_.nSamples(); }
  [[nodiscard]] int nInBag() const { return nInBag_; }

  /// A tree for one number a row. Leaf values are means over the rows in the bag.
  RegressionTreeNodes grow(std::span<const double> targets);
  /// Of the last tree, the leaf of each row, in the bag or not.
  [[nodiscard]] std::span<const int> leaves() const { return leaves_; }

 private:
  SortedColumns columns_;
  Grower grower_;
  SquaredError criterion_;
  Matrix X_;
  int nInBag_;
  std::vector<std::uint8_t> inBag_;  // empty: all
  std::vector<int> order_;           // for drawing
  std::vector<int> leaves_;
  Rng root_, featureRng_;
};

/// How many of n rows are drawn: rounded down, at least one.
[[nodiscard]] int bagSize(double subsample, Eigen::Index n);

/// Checks what both boosters' options have in common. `n` rows, of which a share is drawn. Throws Error kBadValue.
template <typename Options>
[[nodiscard]] GrowthSettings boostingGrowth(const Options& o, int nFeatures, Eigen::Index n) {
  requirePositive("learningRate", o.learningRate);
  requireRange("learningRate", o.learningRate, 0.0, 2.0);
  requireRange("nEstimators", o.nEstimators, 1, 100000);
  requirePositive("subsample", o.subsample);
  requireRange("subsample", o.subsample, 0.0, 1.0);
  const bool friedman = o.criterion == "friedman_mse";
  if (!friedman && o.criterion != "squared_error") {
    fail(ErrorCode::kBadValue,
         {"criterion: expected \"friedman_mse\" or \"squared_error\", got \"", o.criterion, "\""});
  }
  GrowthSettings settings = growthSettings(o, nFeatures);
  // The engine's unit is a share of the rows that the tree is grown on; Friedman's is not divided by their number.
  if (friedman) settings.minImpurityDecrease /= bagSize(o.subsample, n);
  return settings;
}
/// out[i * stride] += learningRate x the value of row i's leaf.
void addTree(const RegressionTreeNodes& tree, double learningRate, const MatrixView& X, double* out,
             Eigen::Index stride);

/// d shares of the reduction of impurity, of which each tree that has a split tells its own per row.
[[nodiscard]] Vector boostedImportances(std::span<const RegressionTreeNodes> trees, int nFeatures);

/// Throws Error kBadValue unless trees and scores can be those of up to nEstimators rounds of so many trees.
void checkBoosted(int nEstimators, bool drawsRows, int nFeatures, const std::vector<RegressionTreeNodes>& trees,
                  int treesARound, const std::vector<double>& trainScore, const std::vector<double>& oobImprovement);

}  // namespace scrollwork
