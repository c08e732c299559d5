#include "ensemble/boosting.h"

#include <algorithm>
#include <numeric>

#include "scrollwork/persistence/state_checks.h"
#include "tree/tree_walk.h"

namespace scrollwork {

int bagSize(double subsample, Eigen::Index n) {
  return std::max(1, static_cast<int>(subsample * static_cast<double>(n)));
}

Booster::Booster(const MatrixView& X, const GrowthSettings& growth, double subsample, std::uint64_t seed)
    : columns_(X),
      grower_(columns_, growth),
      criterion_(columns_.nSamples()),
      nInBag_(bagSize(subsample, X.rows())),
      leaves_(static_cast<std::size_t>(X.rows())),
      root_(seed) {
  if (Grower::needsRanks(columns_, growth)) columns_.makeRanks();
  if (subsample >= 1) return;
  X_ = X;
  inBag_.resize(leaves_.size());
  order_.resize(leaves_.size());
}

void Booster::beginRound(int round) {
  const Rng ofRound = root_.stream(static_cast<std::uint64_t>(round));
  featureRng_ = ofRound.stream(1);
  if (!drawsRows()) return;
  // Starts from the same order every round, so that a round's rows depend on its number alone.
  std::iota(order_.begin(), order_.end(), 0);
  std::fill(inBag_.begin(), inBag_.end(), std::uint8_t{0});
  Rng rng = ofRound.stream(0);
  for (std::size_t i = 0; i < static_cast<std::size_t>(nInBag_); ++i) {
    std::swap(order_[i], order_[i + static_cast<std::size_t>(rng.below(order_.size() - i))]);
    inBag_[static_cast<std::size_t>(order_[i])] = 1;
  }
}

RegressionTreeNodes Booster::grow(std::span<const double> targets) {
  criterion_.setTargets(targets);
  RegressionTreeNodes tree;
  static_cast<TreeNodes&>(tree) = grower_.grow(criterion_, inBag_, featureRng_);
  tree.value = criterion_.means(grower_.order());
  grower_.leavesOfSamples(leaves_);
  for (std::size_t i = 0; i < inBag_.size(); ++i) {
    if (inBag_[i] == 0) leaves_[i] = leafOf(tree, X_.row(static_cast<Eigen::Index>(i)).data());
  }
  return tree;
}

void addTree(const RegressionTreeNodes& tree, double learningRate, const MatrixView& X, double* out,
             Eigen::Index stride) {
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    out[i * stride] += learningRate * tree.value[static_cast<std::size_t>(leafOf(tree, X.row(i).data()))];
  }
}

Vector boostedImportances(std::span<const RegressionTreeNodes> trees, int nFeatures) {
  Vector total = Vector::Zero(nFeatures);
  for (const RegressionTreeNodes& tree : trees) {
    Vector ofTree = Vector::Zero(nFeatures);
    addImpurityDecrease(tree, ofTree);
    total += ofTree / tree.weight[0];
  }
  const double sum = total.sum();
  if (sum > 0) total /= sum;
  return total;
}

void checkBoosted(int nEstimators, bool drawsRows, int nFeatures, const std::vector<RegressionTreeNodes>& trees,
                  int treesARound, const std::vector<double>& trainScore, const std::vector<double>& oobImprovement) {
  const std::size_t rounds = trees.size() / static_cast<std::size_t>(treesARound);
  requireState(
      trees.size() % static_cast<std::size_t>(treesARound) == 0 && rounds <= static_cast<std::size_t>(nEstimators),
      "trees", "those of whole rounds, nEstimators at most");
  requireState(trainScore.size() == rounds, "trainScore", "one number a round", trainScore.size());
  requireState(oobImprovement.size() == (drawsRows ? rounds : 0), "oobImprovement",
               "one number a round where rows are drawn, else none", oobImprovement.size());
  requireStateFinite("trainScore", trainScore.data(), static_cast<Eigen::Index>(trainScore.size()));
  requireStateFinite("oobImprovement", oobImprovement.data(), static_cast<Eigen::Index>(oobImprovement.size()));
  for (const RegressionTreeNodes& tree : trees) {
    checkNodes(tree, nFeatures);
    checkValues(tree);
  }
}

}  // namespace scrollwork
