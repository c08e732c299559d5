#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scrollwork/ensemble/forest_walk.h"
#include "scrollwork/matrix.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"
#include "tree/growth.h"
#include "tree/tree_walk.h"

namespace scrollwork {

inline constexpr int kMaxTrees = 10000;

/// Shares are multiples of this; sums of kMaxTrees of them are exact in a double.
inline constexpr double kShareUnit = 1.0 / (std::int64_t{1} << 39);

/// How often tree i draws each of n rows: nDraws draws with replacement, the first that its generator makes.
[[nodiscard]] std::vector<int> bootstrapTimes(int n, double maxSamples, Rng& rng);
/// The generator of tree i.
[[nodiscard]] inline Rng treeRng(std::uint64_t seed, int i) { return Rng(seed).stream(static_cast<std::uint64_t>(i)); }

/// The splits of a tree, leaves numbered from 0; values are the caller's to fill.
[[nodiscard]] std::vector<ForestWalk::Node> walkNodes(const TreeNodes& nodes);
/// The shares of the classes in each leaf, in multiples of kShareUnit that sum to 1.
[[nodiscard]] std::vector<double> leafShares(const DecisionTreeNodes& nodes, int k);
[[nodiscard]] std::vector<double> leafMeans(const RegressionTreeNodes& nodes);

/// The number of the leaf that a row ends in.
[[nodiscard]] inline int leafOf(const ForestWalk& walk, const double* row) {
  std::size_t node = 0;
  while (walk.nodes[node].feature >= 0) {
    const ForestWalk::Node& question = walk.nodes[node];
    node = row[question.feature] <= question.threshold ? node + 1 : static_cast<std::size_t>(question.right);
  }
  return walk.nodes[node].right;
}

/// Adds to row r of `sums` (rows x k) the values of the leaf that row r ends in, for every tree.
void addValues(std::span<const ForestWalk> walks, const MatrixView& X, int k, double* sums);

/// (height * width) x k sums over the trees at every point of a grid, xs ascending, ys descending, row by row. No point
/// is asked: a tree cuts the whole rectangle at its thresholds and each leaf adds its value to the corners of its part;
/// one pass of prefix sums spreads them. The values are multiples of kShareUnit, so that every sum is exact.
void paintValues(std::span<const ForestWalk> walks, std::span<const double> xs, std::span<const double> ys, int k,
                 double* sums);

/// Which rows were drawn.
[[nodiscard]] std::vector<std::uint8_t> chosenBy(std::span<const int> times);

template <typename Options>
[[nodiscard]] Labels bootstrapCountsOf(const Options& options, int n, int tree) {
  requireRange("tree", tree, 0, kMaxTrees - 1);
  if (!options.bootstrap) return Labels::Ones(n);
  Rng rng = treeRng(options.seed, tree);
  const std::vector<int> times = bootstrapTimes(n, options.maxSamples, rng);
  return Eigen::Map<const Labels>(times.data(), n);
}

/// What checkState asks of every forest.
void requireForestState(int nSamples, std::size_t nTrees, const Labels& oobTimes, std::size_t nScores);

/// kNotFitted: the out-of-bag account was not kept.
void requireOob(bool kept);

/// The mean over the trees of their importances, each summing to 1 or, for a single leaf, 0; scaled to sum to 1.
template <typename Nodes>
[[nodiscard]] Vector meanImportances(const std::vector<Nodes>& trees, int nFeatures) {
  Vector mean = Vector::Zero(nFeatures);
  for (const Nodes& tree : trees) mean += importancesOf(tree, nFeatures);
  const double total = mean.sum();
  if (total > 0) mean /= total;
  return mean;
}

}  // namespace scrollwork
