// Freund & Schapire, "A decision-theoretic generalization of on-line learning and an application to boosting", 1997;
// Hastie, Rosset, Zhu & Zou, "Multi-class AdaBoost", 2009 (SAMME). As in scikit-learn weights are kept above the
// rounding of 1, and probabilities are the softmax of the shares of the votes divided by k - 1.

#include "scrollwork/ensemble/ada_boost_classifier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/class_weights.h"
#include "tree/growth.h"
#include "tree/tree_options.h"
#include "tree/tree_walk.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

GrowthSettings checked(const AdaBoostClassifierOptions& o, int nFeatures) {
  requireRange("nEstimators", o.nEstimators, 1, 100000);
  requirePositive("learningRate", o.learningRate);
  requireRange("learningRate", o.learningRate, 0.0, 100.0);
  requireRange("maxDepth", o.maxDepth, 1, kMaxTreeDepth);
  (void)entropyCriterion(o.criterion);
  return checkedGrowth(o.maxDepth, 2, o.minSamplesLeaf, {}, 0, 0, nFeatures);
}

int labelAt(const VotingTreeNodes& tree, const double* row) {
  return tree.label[static_cast<std::size_t>(leafOf(tree, row))];
}

}  // namespace

class AdaBoostClassifier::Run {
 public:
  Run(const AdaBoostClassifierOptions& options, const GrowthSettings& growth, const MatrixView& X, const LabelView& y,
      int nClasses, Index nPresent)
      : learningRate_(options.learningRate),
        k_(static_cast<double>(nPresent)),
        nClasses_(nClasses),
        y_(y),
        columns_(X),
        grower_(columns_, growth),
        criterion_(y_, nClasses, entropyCriterion(options.criterion)),
        weight_(Vector::Constant(y.size(), 1 / static_cast<double>(y.size()))),
        leaves_(static_cast<std::size_t>(y.size())) {}

  [[nodiscard]] const Vector& weight() const { return weight_; }

  void round(AdaBoostClassifier& model) {
    weight_ = weight_.cwiseMax(std::numeric_limits<double>::epsilon());
    criterion_.setWeights({weight_.data(), leaves_.size()});
    Rng unused;
    VotingTreeNodes tree;
    static_cast<TreeNodes&>(tree) = grower_.grow(criterion_, {}, unused);
    const std::vector<double> totals = criterion_.totals(grower_.order());
    for (auto first = totals.begin(); first != totals.end(); first += nClasses_) {
      tree.label.push_back(static_cast<int>(std::max_element(first, first + nClasses_) - first));
    }
    grower_.leavesOfSamples(leaves_);

    const auto wrong = [&](Index i) {
      return tree.label[static_cast<std::size_t>(leaves_[static_cast<std::size_t>(i)])] != y_[i];
    };
    double total = 0;
    double wrongTotal = 0;
    for (Index i = 0; i < y_.size(); ++i) {
      total += weight_[i];
      if (wrong(i)) wrongTotal += weight_[i];
    }
    const double error = wrongTotal / total;
    const bool perfect = error <= 0;
    const bool useless = !perfect && error >= 1 - 1 / k_;
    model.endedEarly_ = perfect || useless;
    if (useless && !model.trees_.empty()) return;
    const double vote = model.endedEarly_ ? 1 : learningRate_ * (math::log((1 - error) / error) + math::log(k_ - 1));
    model.trees_.push_back(std::move(tree));
    model.weights_.push_back(vote);
    model.errors_.push_back(error);
    if (model.endedEarly_) return;
    reweight(vote, model.trees_.back());
  }

 private:
  /// Times e^vote where the tree was wrong, and then to a sum of 1. All the others are divided instead, so that nothing
  /// overflows.
  void reweight(double vote, const VotingTreeNodes& tree) {
    const double keep = math::exp(-vote);
    double total = 0;
    for (Index i = 0; i < y_.size(); ++i) {
      if (tree.label[static_cast<std::size_t>(leaves_[static_cast<std::size_t>(i)])] == y_[i]) weight_[i] *= keep;
      total += weight_[i];
    }
    weight_ /= total;
  }

  const double learningRate_;
  const double k_;  // how many labels occur
  const int nClasses_;
  const Labels y_;
  const SortedColumns columns_;
  Grower grower_;
  ClassWeights criterion_;
  Vector weight_;
  std::vector<int> leaves_;
};

AdaBoostClassifier::AdaBoostClassifier(AdaBoostClassifierOptions options) : options_(std::move(options)) {}
AdaBoostClassifier::AdaBoostClassifier(AdaBoostClassifier&&) noexcept = default;
AdaBoostClassifier& AdaBoostClassifier::operator=(AdaBoostClassifier&&) noexcept = default;
AdaBoostClassifier::~AdaBoostClassifier() = default;

void AdaBoostClassifier::begin(const MatrixView& X, const LabelView& y) {
  *this = AdaBoostClassifier(std::move(options_));
  requireSamples(X, y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings growth = checked(options_, nFeatures);
  const int nClasses = y.maxCoeff() + 1;
  std::vector<bool> occurs(static_cast<std::size_t>(nClasses));
  for (const int label : y) occurs[static_cast<std::size_t>(label)] = true;
  std::vector<int> present;
  for (int label = 0; label < nClasses; ++label) {
    if (occurs[static_cast<std::size_t>(label)]) present.push_back(label);
  }
  const auto nPresent = static_cast<Index>(present.size());
  run_ = std::make_unique<Run>(options_, growth, X, y, nClasses, nPresent);
  classes_ = Eigen::Map<const Labels>(present.data(), nPresent);
  nFeatures_ = nFeatures;
  nClasses_ = nClasses;
}

void AdaBoostClassifier::step(int n) {
  requireFitted(fitted(), "AdaBoostClassifier");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of rounds >= 0, got ", n});
  for (int i = 0; i < n && !done(); ++i) {
    if (!run_) fail(ErrorCode::kNotFitted, {"AdaBoostClassifier: expected begin before this call"});
    run_->round(*this);
  }
}

void AdaBoostClassifier::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  step(options_.nEstimators);
  run_.reset();
}

/// n x classes shares of the votes; all 0 without trees.
Matrix AdaBoostClassifier::votes(const MatrixView& X) const {
  requireFitted(fitted(), "AdaBoostClassifier");
  requireColumns(X, nFeatures_);
  std::vector<Index> place(static_cast<std::size_t>(nClasses_));
  for (Index c = 0; c < classes_.size(); ++c) place[static_cast<std::size_t>(classes_[c])] = c;
  Matrix shares = Matrix::Zero(X.rows(), classes_.size());
  double total = 0;
  for (const double weight : weights_) total += weight;
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    for (Index i = 0; i < X.rows(); ++i) {
      shares(i, place[static_cast<std::size_t>(labelAt(trees_[t], X.row(i).data()))]) += weights_[t];
    }
  }
  if (total > 0) shares /= total;
  return shares;
}

Matrix AdaBoostClassifier::decisionFunction(const MatrixView& X) const {
  Matrix shares = votes(X);
  if (classes_.size() != 2) return shares;
  Matrix out(X.rows(), 1);
  for (Index i = 0; i < X.rows(); ++i) out(i, 0) = shares(i, 1) - shares(i, 0);
  return out;
}

Matrix AdaBoostClassifier::predictProba(const MatrixView& X) const {
  const Matrix shares = votes(X);
  const Index K = classes_.size();
  Matrix out = Matrix::Zero(X.rows(), nClasses_);
  for (Index i = 0; i < X.rows(); ++i) {
    if (K == 2) {
      out(i, classes_[1]) = math::expit(shares(i, 1) - shares(i, 0));
      out(i, classes_[0]) = 1 - out(i, classes_[1]);
      continue;
    }
    double sum = 0;
    for (Index c = 0; c < K; ++c) {
      sum += out(i, classes_[c]) = math::exp(shares(i, c) / std::max(1.0, static_cast<double>(K - 1)));
    }
    for (Index c = 0; c < K; ++c) out(i, classes_[c]) /= sum;
  }
  return out;
}

Labels AdaBoostClassifier::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    const double* const row = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + nClasses_) - row);
  }
  return labels;
}

Eigen::MatrixXi AdaBoostClassifier::stagedPredict(const MatrixView& X) const {
  requireFitted(fitted(), "AdaBoostClassifier");
  requireColumns(X, nFeatures_);
  Matrix sums = Matrix::Zero(X.rows(), nClasses_);
  Eigen::MatrixXi out(X.rows(), nRounds());
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    for (Index i = 0; i < X.rows(); ++i) {
      double* const row = sums.row(i).data();
      row[labelAt(trees_[t], X.row(i).data())] += weights_[t];
      out(i, static_cast<Index>(t)) = static_cast<int>(std::max_element(row, row + nClasses_) - row);
    }
  }
  return out;
}

std::unique_ptr<AdaBoostClassifier> AdaBoostClassifier::after(int rounds) const {
  requireFitted(fitted(), "AdaBoostClassifier");
  requireRange("rounds", rounds, 0, nRounds());
  auto model = std::make_unique<AdaBoostClassifier>(options_);
  model->nFeatures_ = nFeatures_;
  model->nClasses_ = nClasses_;
  model->classes_ = classes_;
  model->trees_.assign(trees_.begin(), trees_.begin() + rounds);
  model->weights_.assign(weights_.begin(), weights_.begin() + rounds);
  model->errors_.assign(errors_.begin(), errors_.begin() + rounds);
  model->endedEarly_ = endedEarly_ && rounds == nRounds();
  return model;
}

std::unique_ptr<Classifier> AdaBoostClassifier::clone() const { return std::make_unique<AdaBoostClassifier>(options_); }

const Vector& AdaBoostClassifier::sampleWeight() const {
  requireFitted(run_ != nullptr, "sampleWeight: the samples are kept from begin on, not by fit; AdaBoostClassifier");
  return run_->weight();
}

Vector AdaBoostClassifier::featureImportances() const {
  requireFitted(fitted(), "AdaBoostClassifier");
  Vector total = Vector::Zero(nFeatures_);
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    Vector ofTree = Vector::Zero(nFeatures_);
    addImpurityDecrease(trees_[t], ofTree);
    const double sum = ofTree.sum();
    if (sum > 0) total += (weights_[t] / sum) * ofTree;
  }
  const double sum = total.sum();
  if (sum > 0) total /= sum;
  return total;
}

void AdaBoostClassifier::checkState() const {
  requireState(nFeatures_ >= 0, "nFeatures", "a number >= 0", nFeatures_);
  if (!fitted()) {
    requireState(nClasses_ == 0 && classes_.size() == 0 && trees_.empty() && weights_.empty() && errors_.empty(),
                 "trees", "none without classes");
    return;
  }
  requireState(nFeatures_ >= 1, "nFeatures", "a number >= 1", nFeatures_);
  requireRange("nClasses", nClasses_, 1, kMaxClasses);
  (void)checked(options_, nFeatures_);
  requireState(classes_.size() >= 1 && classes_[classes_.size() - 1] == nClasses_ - 1, "classes",
               "labels up to nClasses - 1");
  for (Index c = 0; c < classes_.size(); ++c) {
    requireState(classes_[c] > (c == 0 ? -1 : classes_[c - 1]), "classes", "different labels, ascending", classes_[c]);
  }
  requireState(trees_.size() <= static_cast<std::size_t>(options_.nEstimators), "trees", "nEstimators at most",
               trees_.size());
  requireState(weights_.size() == trees_.size(), "estimatorWeights", "one number a tree", weights_.size());
  requireState(errors_.size() == trees_.size(), "estimatorErrors", "one number a tree", errors_.size());
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    requireState(weights_[t] > 0 && std::isfinite(weights_[t]), "estimatorWeights", "finite numbers > 0", weights_[t]);
    requireState(errors_[t] >= 0 && errors_[t] <= 1, "estimatorErrors", "numbers in 0..1", errors_[t]);
    checkNodes(trees_[t], nFeatures_);
    requireState(trees_[t].label.size() == trees_[t].feature.size(), "label", "one class a node");
    for (const int label : trees_[t].label) {
      requireState(std::binary_search(classes_.begin(), classes_.end(), label), "label", "classes that occur");
    }
  }
}

}  // namespace scrollwork
