#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scrollwork/error.h"
#include "scrollwork/matrix.h"
#include "scrollwork/tree/max_features.h"
#include "tree/growth.h"

namespace scrollwork {

/// What every tree's options have in common, after checking. Throws Error kBadValue.
[[nodiscard]] GrowthSettings checkedGrowth(int maxDepth, int minSamplesSplit, int minSamplesLeaf,
                                           const MaxFeatures& maxFeatures, int maxLeafNodes, double minImpurityDecrease,
                                           int nFeatures);

template <typename Options>
[[nodiscard]] GrowthSettings growthSettings(const Options& o, int nFeatures) {
  return checkedGrowth(o.maxDepth, o.minSamplesSplit, o.minSamplesLeaf, o.maxFeatures, o.maxLeafNodes,
                       o.minImpurityDecrease, nFeatures);
}

/// "best" is false, "random" is true.
[[nodiscard]] bool randomSplitter(const std::string& splitter);
/// "gini" is false, "entropy" is true.
[[nodiscard]] bool entropyCriterion(const std::string& criterion);
void requireSquaredError(const std::string& criterion);
/// Magnitudes up to 1e140, so that squares can be summed.
void requireTargets(const VectorView& y);

/// [1, 10000] trees, a share of the rows in (0, 1], no out-of-bag account without bootstrap.
void checkForest(int nEstimators, double maxSamples, bool bootstrap, bool oobScore);
void requireCcpAlpha(double ccpAlpha);

template <typename Options>
[[nodiscard]] GrowthSettings treeGrowth(const Options& o, int nFeatures) {
  GrowthSettings settings = growthSettings(o, nFeatures);
  settings.randomThresholds = randomSplitter(o.splitter);
  requireCcpAlpha(o.ccpAlpha);
  return settings;
}
/// All but whether thresholds are random.
template <typename Options>
[[nodiscard]] GrowthSettings forestGrowth(const Options& o, int nFeatures) {
  checkForest(o.nEstimators, o.maxSamples, o.bootstrap, o.oobScore);
  requireCcpAlpha(o.ccpAlpha);
  GrowthSettings settings = growthSettings(o, nFeatures);
  settings.shuffledFeatures = true;
  return settings;
}

/// Weights as fitWeighted takes them: which rows weigh more than 0. kBadShape, kBadValue.
[[nodiscard]] std::vector<std::uint8_t> requireSampleWeight(const VectorView& sampleWeight, Eigen::Index rows);

}  // namespace scrollwork
