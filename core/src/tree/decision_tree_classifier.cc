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
#include "tree/pixel_cut.h"
#include "tree/pruning.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

namespace {

SortedColumns sortedFor(const MatrixView& X, const GrowthSettings& settings) {
  SortedColumns columns(X);
  if (Grower::needsRanks(columns, settings)) columns.makeRanks();
  return columns;
}

/// The rows of each class in each node, from the leaf of each row up; -1: the row is in no leaf.
std::vector<int> countClasses(const TreeNodes& nodes, const std::vector<int>& leaves, const LabelView& y, int k) {
  std::vector<int> counts(nodes.feature.size() * static_cast<std::size_t>(k));
  const auto place = [k](int node, int c) {
    return static_cast<std::size_t>(node) * static_cast<std::size_t>(k) + static_cast<std::size_t>(c);
  };
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaves[i] >= 0) ++counts[place(leaves[i], y[static_cast<Eigen::Index>(i)])];
  }
  for (int node = nodes.size() - 1; node >= 0; --node) {
    const auto i = static_cast<std::size_t>(node);
    if (nodes.feature[i] < 0) continue;
    for (int c = 0; c < k; ++c) {
      counts[place(node, c)] = counts[place(nodes.left[i], c)] + counts[place(nodes.right[i], c)];
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
  const GrowthSettings settings = treeGrowth(options_, nFeatures);

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
  const GrowthSettings settings = treeGrowth(options_, nFeatures);
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
  for (Eigen::Index i = 0; i < X.rows(); ++i) classShares(leafOf(nodes_, X.row(i).data()), probabilities.row(i).data());
  return probabilities;
}

void DecisionTreeClassifier::classShares(int node, double* shares) const {
  const auto first = static_cast<std::ptrdiff_t>(node) * nClasses_;
  for (int c = 0; c < nClasses_; ++c) {
    const auto at = static_cast<std::size_t>(first + c);
    const double weight = nodes_.classWeight.empty() ? nodes_.counts[at] : nodes_.classWeight[at];
    shares[c] = weight / nodes_.weight[static_cast<std::size_t>(node)];
  }
}

/// Each node cuts its part of the grid in two; each leaf fills its part.
bool DecisionTreeClassifier::predictProbaGrid(std::span<const double> xs, std::span<const double> ys,
                                              Matrix& probabilities) const {
  struct Part {
    int node, left, right, top, bottom;
  };
  const auto width = static_cast<int>(xs.size());
  probabilities.resize(static_cast<Eigen::Index>(xs.size() * ys.size()), nClasses_);
  const PixelCut cutX(xs);
  const PixelCut cutY(ys);
  std::vector<double> shares(static_cast<std::size_t>(nClasses_));
  std::vector<Part> stack{{0, 0, width, 0, static_cast<int>(ys.size())}};
  while (!stack.empty()) {
    const Part part = stack.back();
    stack.pop_back();
    if (part.left == part.right || part.top == part.bottom) continue;
    const auto node = static_cast<std::size_t>(part.node);
    if (nodes_.feature[node] < 0) {
      classShares(part.node, shares.data());
      for (int j = part.top; j < part.bottom; ++j) {
        for (int i = part.left; i < part.right; ++i) {
          std::copy(shares.begin(), shares.end(), probabilities.row(j * width + i).data());
        }
      }
      continue;
    }
    // What goes left is the left or, because ys descend, the lower part.
    Part less = part;
    Part more = part;
    less.node = nodes_.left[node];
    more.node = nodes_.right[node];
    if (nodes_.feature[node] == 0) {
      less.right = more.left = cutX.above(nodes_.threshold[node], part.left, part.right);
    } else {
      less.top = more.bottom = cutY.notAbove(nodes_.threshold[node], part.top, part.bottom);
    }
    stack.push_back(more);
    stack.push_back(less);
  }
  return true;
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

Vector DecisionTreeClassifier::featureImportances() const { return importancesOf(nodes(), nFeatures_); }

void DecisionTreeClassifier::checkState() const {
  if (nClasses_ == 0) {
    requireState(nFeatures_ == 0 && nodes_.size() == 0, "nodes", "none without classes");
    return;
  }
  checkNodes(nodes_, nFeatures_);
  checkClasses(nodes_, nClasses_);
}

}  // namespace scrollwork
