#include "scrollwork/ensemble/forest_classifier.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "ensemble/forest.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/class_counts.h"
#include "tree/growth.h"
#include "tree/pruning.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {

template <bool kExtra>
struct ForestClassifier<kExtra>::Run {
  Run(const MatrixView& allX, const LabelView& allY, int nClasses, const GrowthSettings& growth, bool entropy)
      : X(allX),
        y(allY),
        k(nClasses),
        settings(growth),
        columns(X),
        criterion(y, k, entropy),
        grower(prepared(), growth) {}
  Run(const Run& other)
      : X(other.X),
        y(other.y),
        k(other.k),
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
  Labels y;
  int k;
  GrowthSettings settings;
  SortedColumns columns;
  ClassCounts criterion;
  Grower grower;
  std::vector<int> times;  // that the last tree drew each row
};

template <bool kExtra>
ForestClassifier<kExtra>::ForestClassifier(Options options) : options_(std::move(options)) {}
template <bool kExtra>
ForestClassifier<kExtra>::ForestClassifier(ForestClassifier&& other) noexcept = default;
template <bool kExtra>
ForestClassifier<kExtra>& ForestClassifier<kExtra>::operator=(ForestClassifier&& other) noexcept = default;
template <bool kExtra>
ForestClassifier<kExtra>::~ForestClassifier() = default;

template <bool kExtra>
ForestClassifier<kExtra>::ForestClassifier(const ForestClassifier& other)
    : Classifier(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      nSamples_(other.nSamples_),
      nFeatures_(other.nFeatures_),
      nClasses_(other.nClasses_),
      trees_(other.trees_),
      walks_(other.walks_),
      oobSums_(other.oobSums_),
      oobTimes_(other.oobTimes_),
      oobScores_(other.oobScores_) {}

template <bool kExtra>
ForestClassifier<kExtra>& ForestClassifier<kExtra>::operator=(const ForestClassifier& other) {
  if (this != &other) *this = ForestClassifier(other);
  return *this;
}

template <bool kExtra>
void ForestClassifier<kExtra>::begin(const MatrixView& X, const LabelView& y) {
  *this = ForestClassifier(std::move(options_));
  const bool entropy = entropyCriterion(options_.criterion);
  requireSamples(X, y);
  GrowthSettings settings = forestGrowth(options_, static_cast<int>(X.cols()));
  settings.randomThresholds = kExtra;
  const int nClasses = y.maxCoeff() + 1;
  run_ = std::make_unique<Run>(X, y, nClasses, settings, entropy);
  nSamples_ = static_cast<int>(X.rows());
  nFeatures_ = static_cast<int>(X.cols());
  nClasses_ = nClasses;
  if (options_.oobScore) {
    oobSums_ = Matrix::Zero(nSamples_, nClasses_);
    oobTimes_ = Labels::Zero(nSamples_);
  }
}

template <bool kExtra>
void ForestClassifier<kExtra>::step(int n) {
  requireFitted(run_ || done(), Options::kOwner);
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of trees >= 0, got ", n});
  for (int i = 0; i < n && !done(); ++i) {
    Run& run = *run_;
    Rng rng = treeRng(options_.seed, nTrees());
    std::vector<std::uint8_t> drawn;
    if (options_.bootstrap) {
      run.times = bootstrapTimes(nSamples_, options_.maxSamples, rng);
      run.criterion.setCounts(run.times);
      drawn = chosenBy(run.times);
    }
    DecisionTreeNodes nodes;
    static_cast<TreeNodes&>(nodes) = run.grower.grow(run.criterion, drawn, rng);
    nodes.counts = run.criterion.counts(run.grower.order());
    if (options_.ccpAlpha > 0) prune(nodes, options_.ccpAlpha);
    trees_.push_back(std::move(nodes));
    addWalk();
    if (options_.oobScore) account();
  }
}

template <bool kExtra>
void ForestClassifier<kExtra>::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  step(options_.nEstimators);
  run_.reset();
}

template <bool kExtra>
void ForestClassifier<kExtra>::addWalk() {
  const DecisionTreeNodes& nodes = trees_[walks_.size()];
  walks_.push_back({walkNodes(nodes), leafShares(nodes, nClasses_)});
}

/// The last tree judges the rows that it did not draw.
template <bool kExtra>
void ForestClassifier<kExtra>::account() {
  const ForestWalk& walk = walks_.back();
  int right = 0;
  int judged = 0;
  for (int row = 0; row < nSamples_; ++row) {
    double* const sums = oobSums_.row(row).data();
    if (run_->times[static_cast<std::size_t>(row)] == 0) {
      const double* const shares =
          walk.values.data() + static_cast<std::ptrdiff_t>(leafOf(walk, run_->X.row(row).data())) * nClasses_;
      for (int c = 0; c < nClasses_; ++c) sums[c] += shares[c];
      ++oobTimes_[row];
    }
    if (oobTimes_[row] == 0) continue;
    ++judged;
    right += std::max_element(sums, sums + nClasses_) - sums == run_->y[row];
  }
  oobScores_.push_back(judged == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(right) / judged);
}

template <bool kExtra>
Matrix ForestClassifier<kExtra>::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Matrix probabilities = Matrix::Zero(X.rows(), nClasses_);
  addValues(walks_, X, nClasses_, probabilities.data());
  probabilities /= static_cast<double>(nTrees());
  return probabilities;
}

template <bool kExtra>
bool ForestClassifier<kExtra>::predictProbaGrid(std::span<const double> xs, std::span<const double> ys,
                                                Matrix& probabilities) const {
  probabilities.resize(static_cast<Eigen::Index>(xs.size() * ys.size()), nClasses_);
  paintValues(walks_, xs, ys, nClasses_, probabilities.data());
  probabilities /= static_cast<double>(nTrees());
  return true;
}

template <bool kExtra>
Labels ForestClassifier<kExtra>::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const double* const p = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(p, p + nClasses_) - p);
  }
  return labels;
}

template <bool kExtra>
Eigen::MatrixXi ForestClassifier<kExtra>::predictTrees(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Eigen::MatrixXi votes(X.rows(), nTrees());
  for (int t = 0; t < nTrees(); ++t) {
    const ForestWalk& walk = walks_[static_cast<std::size_t>(t)];
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      const double* const shares =
          walk.values.data() + static_cast<std::ptrdiff_t>(leafOf(walk, X.row(i).data())) * nClasses_;
      votes(i, t) = static_cast<int>(std::max_element(shares, shares + nClasses_) - shares);
    }
  }
  return votes;
}

template <bool kExtra>
Eigen::MatrixXi ForestClassifier<kExtra>::apply(const MatrixView& X) const {
  requireFitted(fitted(), Options::kOwner);
  requireColumns(X, nFeatures_);
  Eigen::MatrixXi leaves(X.rows(), nTrees());
  for (int t = 0; t < nTrees(); ++t) leaves.col(t) = leavesOf(trees_[static_cast<std::size_t>(t)], X);
  return leaves;
}

template <bool kExtra>
std::unique_ptr<Classifier> ForestClassifier<kExtra>::clone() const {
  return std::make_unique<ForestClassifier>(options_);
}

template <bool kExtra>
const DecisionTreeNodes& ForestClassifier<kExtra>::tree(int i) const {
  requireFitted(fitted(), Options::kOwner);
  requireRange("tree", i, 0, nTrees() - 1);
  return trees_[static_cast<std::size_t>(i)];
}

template <bool kExtra>
Labels ForestClassifier<kExtra>::bootstrapCounts(int i) const {
  requireFitted(run_ || fitted(), Options::kOwner);
  return bootstrapCountsOf(options_, nSamples_, i);
}

template <bool kExtra>
Vector ForestClassifier<kExtra>::featureImportances() const {
  requireFitted(fitted(), Options::kOwner);
  return meanImportances(trees_, nFeatures_);
}

template <bool kExtra>
Matrix ForestClassifier<kExtra>::oobDecisionFunction() const {
  requireOob(oobTimes_.size() > 0);
  Matrix shares = oobSums_;
  for (Eigen::Index i = 0; i < shares.rows(); ++i) shares.row(i) /= oobTimes_[i];  // 0 / 0 is NaN
  return shares;
}

template <bool kExtra>
double ForestClassifier<kExtra>::oobScore() const {
  const std::vector<double>& scores = oobScores();
  return scores.empty() ? std::numeric_limits<double>::quiet_NaN() : scores.back();
}

template <bool kExtra>
const std::vector<double>& ForestClassifier<kExtra>::oobScores() const {
  requireOob(oobTimes_.size() > 0);
  return oobScores_;
}

template <bool kExtra>
void ForestClassifier<kExtra>::checkState() {
  requireForestState(nSamples_, trees_.size(), oobTimes_, oobScores_.size());
  for (const DecisionTreeNodes& tree : trees_) {
    checkNodes(tree, nFeatures_);
    checkClasses(tree, nClasses_);
    requireState(tree.classWeight.empty(), "trees.classWeight", "none");
  }
  requireState(oobSums_.rows() == oobTimes_.size() && (oobSums_.size() == 0 || oobSums_.cols() == nClasses_), "oobSums",
               "a row for each of oobTimes");
  requireStateFinite("oobSums", oobSums_);
  walks_.clear();
  while (walks_.size() < trees_.size()) addWalk();
}

template class ForestClassifier<false>;
template class ForestClassifier<true>;

}  // namespace scrollwork
