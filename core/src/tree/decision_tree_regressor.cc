#include "scrollwork/tree/decision_tree_regressor.h"

#include <cmath>
#include <limits>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/growth.h"
#include "tree/pruning.h"
#include "tree/squared_error.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

DecisionTreeRegressor::DecisionTreeRegressor(DecisionTreeRegressorOptions options) : options_(std::move(options)) {}

void DecisionTreeRegressor::fit(const MatrixView& X, const VectorView& y) { learn(X, y, {}); }

void DecisionTreeRegressor::fitWeighted(const MatrixView& X, const VectorView& y, const VectorView& sampleWeight) {
  (void)requireSampleWeight(sampleWeight, X.rows());
  learn(X, y, {sampleWeight.data(), static_cast<std::size_t>(sampleWeight.size())});
}

void DecisionTreeRegressor::learn(const MatrixView& X, const VectorView& y, std::span<const double> sampleWeight) {
  *this = DecisionTreeRegressor(std::move(options_));
  requireSquaredError(options_.criterion);
  requireSamples(X, y);
  requireTargets(y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings settings = treeGrowth(options_, nFeatures);

  SortedColumns columns(X);
  if (Grower::needsRanks(columns, settings)) columns.makeRanks();
  SquaredError criterion(columns.nSamples());
  criterion.setTargets({y.data(), static_cast<std::size_t>(y.size())}, sampleWeight);
  std::vector<std::uint8_t> chosen(sampleWeight.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = sampleWeight[i] > 0;
  Grower grower(columns, settings);
  Rng rng(options_.seed);
  static_cast<TreeNodes&>(nodes_) = grower.grow(criterion, chosen, rng);
  nodes_.value = criterion.means(grower.order());
  if (options_.ccpAlpha > 0) prune(nodes_, options_.ccpAlpha);
  nFeatures_ = nFeatures;
}

Vector DecisionTreeRegressor::predict(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeRegressor");
  requireColumns(X, nFeatures_);
  Vector means(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    means[i] = nodes_.value[static_cast<std::size_t>(leafOf(nodes_, X.row(i).data()))];
  }
  return means;
}

Labels DecisionTreeRegressor::apply(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeRegressor");
  requireColumns(X, nFeatures_);
  return leavesOf(nodes_, X);
}

std::unique_ptr<Regressor> DecisionTreeRegressor::clone() const {
  return std::make_unique<DecisionTreeRegressor>(options_);
}

const RegressionTreeNodes& DecisionTreeRegressor::nodes() const {
  requireFitted(fitted(), "DecisionTreeRegressor");
  return nodes_;
}

int DecisionTreeRegressor::depth() const { return depthOf(nodes()); }

int DecisionTreeRegressor::nLeaves() const { return leavesIn(nodes()); }

Vector DecisionTreeRegressor::featureImportances() const { return importancesOf(nodes(), nFeatures_); }

void DecisionTreeRegressor::checkState() const {
  if (nFeatures_ == 0) {
    requireState(nodes_.size() == 0, "nodes", "none without features", nodes_.size());
    return;
  }
  checkNodes(nodes_, nFeatures_);
  checkValues(nodes_);
}

}  // namespace scrollwork
