#include "tree/tree_options.h"

#include <cmath>
#include <limits>

#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

bool oneOfTwo(const char* name, const std::string& value, const char* first, const char* second) {
  if (value != first && value != second) {
    fail(ErrorCode::kBadValue, {name, ": expected \"", first, "\" or \"", second, "\", got \"", value, "\""});
  }
  return value == second;
}

}  // namespace

GrowthSettings checkedGrowth(int maxDepth, int minSamplesSplit, int minSamplesLeaf, const MaxFeatures& maxFeatures,
                             int maxLeafNodes, double minImpurityDecrease, int nFeatures) {
  constexpr int kNoLimit = std::numeric_limits<int>::max();
  requireRange("maxDepth", maxDepth, 0, kMaxTreeDepth);
  requireRange("minSamplesSplit", minSamplesSplit, 2, kNoLimit);
  requireRange("minSamplesLeaf", minSamplesLeaf, 1, kNoLimit);
  if (maxLeafNodes != 0) requireRange("maxLeafNodes", maxLeafNodes, 2, kNoLimit);
  requireRange("minImpurityDecrease", minImpurityDecrease, 0.0, std::numeric_limits<double>::max());
  return {.maxDepth = maxDepth,
          .minSamplesSplit = minSamplesSplit,
          .minSamplesLeaf = minSamplesLeaf,
          .maxLeafNodes = maxLeafNodes,
          .minImpurityDecrease = minImpurityDecrease,
          .maxFeatures = maxFeatures.of(nFeatures)};
}

bool randomSplitter(const std::string& splitter) { return oneOfTwo("splitter", splitter, "best", "random"); }
bool entropyCriterion(const std::string& criterion) { return oneOfTwo("criterion", criterion, "gini", "entropy"); }

void requireSquaredError(const std::string& criterion) {
  if (criterion == "squared_error") return;
  fail(ErrorCode::kBadValue, {"criterion: expected \"squared_error\", got \"", criterion, "\""});
}

void checkForest(int nEstimators, double maxSamples, bool bootstrap, bool oobScore) {
  constexpr int kMaxTrees = 10000;
  requireRange("nEstimators", nEstimators, 1, kMaxTrees);
  if (!(maxSamples > 0 && maxSamples <= 1)) {
    fail(ErrorCode::kBadValue, {"maxSamples: expected a share in (0, 1], got ", maxSamples});
  }
  if (oobScore && !bootstrap) {
    fail(ErrorCode::kBadValue, {"oobScore: expected false without bootstrap, for no row is out of the bag, got true"});
  }
}

void requireCcpAlpha(double ccpAlpha) { requireRange("ccpAlpha", ccpAlpha, 0.0, std::numeric_limits<double>::max()); }

void requireTargets(const VectorView& y) {
  constexpr double kLargest = 1e140;
  for (Eigen::Index i = 0; i < y.size(); ++i) {
    if (std::abs(y[i]) > kLargest) {
      fail(ErrorCode::kBadValue, {"y: expected magnitudes up to ", kLargest, ", got ", y[i], " in row ", i});
    }
  }
}

std::vector<std::uint8_t> requireSampleWeight(const VectorView& sampleWeight, Eigen::Index rows) {
  if (sampleWeight.size() != rows) {
    fail(ErrorCode::kBadShape, {"sampleWeight: expected ", rows, " numbers, got ", sampleWeight.size()});
  }
  std::vector<std::uint8_t> chosen(static_cast<std::size_t>(rows));
  double sum = 0;
  for (Eigen::Index i = 0; i < rows; ++i) {
    const double weight = sampleWeight[i];
    if (!std::isfinite(weight) || weight < 0) {
      fail(ErrorCode::kBadValue, {"sampleWeight: expected finite numbers >= 0, got ", weight, " in row ", i});
    }
    chosen[static_cast<std::size_t>(i)] = weight > 0;
    sum += weight;
  }
  if (!(sum > 0) || !std::isfinite(sum)) {
    fail(ErrorCode::kBadValue, {"sampleWeight: expected a finite sum > 0, got ", sum});
  }
  return chosen;
}

}  // namespace scrollwork
