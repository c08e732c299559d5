#include "scrollwork/tree/decision_tree_classifier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/class_counts.h"
#include "tree/class_weights.h"
#include "tree/growth.h"
#include "tree/pruning.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

namespace {

GrowthSettings settingsOf(const DecisionTreeClassifierOptions& options, int nFeatures) {
  GrowthSettings settings = growthSettings(options, nFeatures);
  settings.randomThresholds = randomSplitter(options.splitter);
  requireRange("ccpAlpha", options.ccpAlpha, 0.0, std::numeric_limits<double>::max());
  return settings;
}

SortedColumns sortedFor(const MatrixView& X, const GrowthSettings& settings) {
  SortedColumns columns(X);
  if (Grower::needsRanks(columns, settings)) columns.makeRanks();
  return columns;
}

/// The rows of each class in each node, from the leaf of each row up; -1: the row is in no leaf.
std::vector<int> countClasses(const TreeNodes& nodes, const std::vector<int>& leaves, const LabelView& y, int k) {
  std::vector<int> counts(nodes.feature.size() * static_cast<std::size_t>(k));
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaves[i] >= 0) ++counts[static_cast<std::size_t>(leaves[i] * k + y[static_cast<Eigen::Index>(i)])];
  }
  for (int node = nodes.size() - 1; node >= 0; --node) {
    const auto i = static_cast<std::size_t>(node);
    if (nodes.feature[i] < 0) continue;
    for (int c = 0; c < k; ++c) {
      counts[static_cast<std::size_t>(node * k + c)] = counts[static_cast<std::size_t>(nodes.left[i] * k + c)] +
                                                       counts[static_cast<std::size_t>(nodes.right[i] * k + c)];
    }
  }
  return counts;
}

}  // namespace

DecisionTreeClassifier::DecisionTreeClassifier(DecisionTreeClassifierOptions options) : options_(std::move(options)) {}

void DecisionTreeClassifier::fit(const MatrixView& X, const LabelView& y) {
  *this = DecisionTreeClassifier(std::move(options_));
  const bool entropy = entropyCriterion(options_.criterion);
  requireSamples(X, y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings settings = settingsOf(options_, nFeatures);

  const int nClasses = y.maxCoeff() + 1;
  const SortedColumns columns = sortedFor(X, settings);
  ClassCounts criterion(y, nClasses, entropy);
  Grower grower(columns, settings);
  Rng rng(options_.seed);
  static_cast<TreeNodes&>(nodes_) = grower.grow(criterion, {}, rng);
  nodes_.counts = criterion.counts(grower.order());
  if (options_.ccpAlpha > 0) prune(nodes_, options_.ccpAlpha);
  nFeatures_ = nFeatures;
  nClasses_ = nClasses;
}

void DecisionTreeClassifier::fitWeighted(const MatrixView& X, const LabelView& y, const VectorView& sampleWeight) {
  *this = DecisionTreeClassifier(std::move(options_));
  const bool entropy = entropyCriterion(options_.criterion);
  requireSamples(X, y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings settings = settingsOf(options_, nFeatures);
  const std::vector<std::uint8_t> chosen = requireSampleWeight(sampleWeight, X.rows());

  const int nClasses = y.maxCoeff() + 1;
  const SortedColumns columns = sortedFor(X, settings);
  ClassWeights criterion(y, nClasses, entropy);
  criterion.setWeights({sampleWeight.data(), static_cast<std::size_t>(sampleWeight.size())});
  Grower grower(columns, settings);
  Rng rng(options_.seed);
  static_cast<TreeNodes&>(nodes_) = grower.grow(criterion, chosen, rng);
  nodes_.classWeight = criterion.totals(grower.order());
  std::vector<int> leaves(static_cast<std::size_t>(X.rows()), -1);
  grower.leavesOfSamples(leaves);
  nodes_.counts = countClasses(nodes_, leaves, y, nClasses);
  if (options_.ccpAlpha > 0) prune(nodes_, options_.ccpAlpha);
  nFeatures_ = nFeatures;
  nClasses_ = nClasses;
}

Matrix DecisionTreeClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  requireColumns(X, nFeatures_);
  Matrix probabilities(X.rows(), nClasses_);
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const auto leaf = static_cast<std::size_t>(leafOf(nodes_, X.row(i).data()));
    const std::size_t first = leaf * static_cast<std::size_t>(nClasses_);
    for (int c = 0; c < nClasses_; ++c) {
      const std::size_t at = first + static_cast<std::size_t>(c);
      const double weight = nodes_.classWeight.empty() ? nodes_.counts[at] : nodes_.classWeight[at];
      probabilities(i, c) = weight / nodes_.weight[leaf];
    }
  }
  return probabilities;
}

Labels DecisionTreeClassifier::predict(const MatrixView& X) const {
  Labels labels = apply(X);
  for (int& label : labels) {
    const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(label) * nClasses_;
    const auto winner = [&](const auto& column) {
      const auto begin = column.begin() + first;
      return static_cast<int>(std::max_element(begin, begin + nClasses_) - begin);
    };
    label = nodes_.classWeight.empty() ? winner(nodes_.counts) : winner(nodes_.classWeight);
  }
  return labels;
}

Labels DecisionTreeClassifier::apply(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  requireColumns(X, nFeatures_);
  return leavesOf(nodes_, X);
}

std::unique_ptr<Classifier> DecisionTreeClassifier::clone() const {
  return std::make_unique<DecisionTreeClassifier>(options_);
}

const DecisionTreeNodes& DecisionTreeClassifier::nodes() const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  return nodes_;
}

int DecisionTreeClassifier::depth() const { return depthOf(nodes()); }

int DecisionTreeClassifier::nLeaves() const { return leavesIn(nodes()); }

Vector DecisionTreeClassifier::featureImportances() const {
  Vector importances = Vector::Zero(nodes().size() > 0 ? nFeatures_ : 0);
  addImpurityDecrease(nodes_, importances);
  const double total = importances.sum();
  if (total > 0) importances /= total;
  return importances;
}

void DecisionTreeClassifier::checkState() const {
  if (nClasses_ == 0) {
    requireState(nFeatures_ == 0 && nodes_.size() == 0, "nodes", "none without classes");
    return;
  }
  checkNodes(nodes_, nFeatures_);
  checkClasses(nodes_, nClasses_);
}

}  // namespace scrollwork
