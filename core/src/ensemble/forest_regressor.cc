#include "scrollwork/ensemble/forest_regressor.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "ensemble/forest.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/growth.h"
#include "tree/pruning.h"
#include "tree/squared_error.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

template <bool kExtra>
struct ForestRegressor<kExtra>::Run {
  Run(const MatrixView& allX, const VectorView& allY, const GrowthSettings& growth)
      : X(allX), y(allY), settings(growth), columns(X), criterion(columns.nSamples()), grower(prepared(), growth) {
    criterion.setTargets({y.data(), static_cast<std::size_t>(y.size())});
  }
  Run(const Run& other)
      : X(other.X),
        y(other.y),
        settings(other.settings),
        columns(X),
        criterion(other.criterion),
        grower(prepared(), settings),
        times(other.times) {}

  const SortedColumns& prepared() {
    if (Grower::needsRanks(columns, settings)) columns.makeRanks();
    return columns;
  }

  Matrix X;
  Vector y;
  GrowthSettings settings;
  SortedColumns columns;
  SquaredError criterion;
  Grower grower;
  std::vector<int> times;  // that the last tree drew each row
};

template <bool kExtra>
ForestRegressor<kExtra>::ForestRegressor(Options options) : options_(std::move(options)) {}
template <bool kExtra>
ForestRegressor<kExtra>::ForestRegressor(ForestRegressor&& other) noexcept = default;
template <bool kExtra>
ForestRegressor<kExtra>& ForestRegressor<kExtra>::operator=(ForestRegressor&& other) noexcept = default;
template <bool kExtra>
ForestRegressor<kExtra>::~ForestRegressor() = default;

template <bool kExtra>
ForestRegressor<kExtra>::ForestRegressor(const ForestRegressor& other)
    : Regressor(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      nSamples_(other.nSamples_),
      nFeatures_(other.nFeatures_),
      trees_(other.trees_),
      walks_(other.walks_),
      oobSums_(other.oobSums_),
      oobTimes_(other.oobTimes_),
      oobScores_(other.oobScores_) {}

template <bool kExtra>
ForestRegressor<kExtra>& ForestRegressor<kExtra>::operator=(const ForestRegressor& other) {
  if (this != &other) *this = ForestRegressor(other);
  return *this;
}

template <bool kExtra>
void ForestRegressor<kExtra>::begin(const MatrixView& X, const VectorView& y) {
  *this = ForestRegressor(std::move(options_));
  requireSquaredError(options_.criterion);
  requireSamples(X, y);
  requireTargets(y);
  GrowthSettings settings = forestGrowth(options_, static_cast<int>(X.cols()));
  settings.randomThresholds = kExtra;
  run_ = std::make_unique<Run>(X, y, settings);
  nSamples_ = static_cast<int>(X.rows());
  nFeatures_ = static_cast<int>(X.cols());
  if (options_.oobScore) {
    oobSums_ = Vector::Zero(nSamples_);
    oobTimes_ = Labels::Zero(nSamples_);
  }
}

template <bool kExtra>
void ForestRegressor<kExtra>::step(int n) {
  requireFitted(run_ || done(), Options::kOwner);
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of trees >= 0, got ", n});
  for (int i = 0; i < n && !done(); ++i) {
    Run& run = *run_;
    Rng rng = treeRng(options_.seed, nTrees());
    std::vector<std::uint8_t> drawn;
    if (options_.bootstrap) {
      run.times = bootstrapTimes(nSamples_, options_.maxSamples, rng);
      const std::vector<double> weights(run.times.begin(), run.times.end());
      run.criterion.setTargets({run.y.data(), weights.size()}, weights);
      drawn = chosenBy(run.times);
    }
    RegressionTreeNodes nodes;
    static_cast<TreeNodes&>(nodes) = run.grower.grow(run.criterion, drawn, rng);
    nodes.value = run.criterion.means(run.grower.order());
    if (options_.ccpAlpha > 0) prune(nodes, options_.ccpAlpha);
    trees_.push_back(std::move(nodes));
    addWalk();
    if (options_.oobScore) account();
  }
}

template <bool kExtra>
void ForestRegressor<kExtra>::fit(const MatrixView& X, const VectorView& y) {
  begin(X, y);
  step(options_.nEstimators);
  run_.reset();
}

template <bool kExtra>
void ForestRegressor<kExtra>::addWalk() {
  const RegressionTreeNodes& nodes = trees_[walks_.size()];
  walks_.push_back({walkNodes(nodes), leafMeans(nodes)});
}

/// The last tree judges the rows that it did not draw.
template <bool kExtra>
void ForestRegressor<kExtra>::account() {
  const ForestWalk& walk = walks_.back();
  double sum = 0;
  int judged = 0;
  for (int row = 0; row < nSamples_; ++row) {
    if (run_->times[static_cast<std::size_t>(row)] == 0) {
      oobSums_[row] += walk.values[static_cast<std::size_t>(leafOf(walk, run_->X.row(row).data()))];
      ++oobTimes_[row];
    }
    if (oobTimes_[row] == 0) continue;
    ++judged;
    sum += run_->y[row];
  }
  double residual = 0;
  double total = 0;
  for (int row = 0; row < nSamples_; ++row) {
    if (oobTimes_[row] == 0) continue;
    const double error = run_->y[row] - oobSums_[row] / oobTimes_[row];
    const double deviation = run_->y[row] - sum / judged;
    residual += error * error;
    total += deviation * deviation;
  }
  oobScores_.push_back(total > 0 ? 1 - residual / total : std::numeric_limits<double>::quiet_NaN());
}

template <bool kExtra>
Vector ForestRegressor<kExtra>::predict(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Vector means = Vector::Zero(X.rows());
  addValues(walks_, X, 1, means.data());
  means /= static_cast<double>(nTrees());
  return means;
}

template <bool kExtra>
Matrix ForestRegressor<kExtra>::predictTrees(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Matrix predictions(X.rows(), nTrees());
  for (int t = 0; t < nTrees(); ++t) {
    const ForestWalk& walk = walks_[static_cast<std::size_t>(t)];
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      predictions(i, t) = walk.values[static_cast<std::size_t>(leafOf(walk, X.row(i).data()))];
    }
  }
  return predictions;
}

template <bool kExtra>
Eigen::MatrixXi ForestRegressor<kExtra>::apply(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Eigen::MatrixXi leaves(X.rows(), nTrees());
  for (int t = 0; t < nTrees(); ++t) leaves.col(t) = leavesOf(trees_[static_cast<std::size_t>(t)], X);
  return leaves;
}

template <bool kExtra>
std::unique_ptr<Regressor> ForestRegressor<kExtra>::clone() const {
  return std::make_unique<ForestRegressor>(options_);
}

template <bool kExtra>
const RegressionTreeNodes& ForestRegressor<kExtra>::tree(int i) const {
  requireFitted(fitted(), Options::kOwner);
  requireRange("tree", i, 0, nTrees() - 1);
  return trees_[static_cast<std::size_t>(i)];
}

template <bool kExtra>
Labels ForestRegressor<kExtra>::bootstrapCounts(int i) const {
  requireFitted(run_ || fitted(), Options::kOwner);
  return bootstrapCountsOf(options_, nSamples_, i);
}

template <bool kExtra>
Vector ForestRegressor<kExtra>::featureImportances() const {
  requireFitted(fitted(), Options::kOwner);
  return meanImportances(trees_, nFeatures_);
}

template <bool kExtra>
Vector ForestRegressor<kExtra>::oobPrediction() const {
  requireOob(oobTimes_.size() > 0);
  return oobSums_.array() / oobTimes_.cast<double>().array();  // 0 / 0 is NaN
}

template <bool kExtra>
double ForestRegressor<kExtra>::oobScore() const {
  const std::vector<double>& scores = oobScores();
  return scores.empty() ? std::numeric_limits<double>::quiet_NaN() : scores.back();
}

template <bool kExtra>
const std::vector<double>& ForestRegressor<kExtra>::oobScores() const {
  requireOob(oobTimes_.size() > 0);
  return oobScores_;
}

template <bool kExtra>
void ForestRegressor<kExtra>::checkState() {
  requireForestState(nSamples_, trees_.size(), oobTimes_, oobScores_.size());
  for (const RegressionTreeNodes& tree : trees_) {
    checkNodes(tree, nFeatures_);
    checkValues(tree);
  }
  requireStateSize("oobSums", oobSums_.size(), oobTimes_.size());
  requireStateFinite("oobSums", oobSums_);
  walks_.clear();
  while (walks_.size() < trees_.size()) addWalk();
}

template class ForestRegressor<false>;
template class ForestRegressor<true>;

}  // namespace scrollwork
