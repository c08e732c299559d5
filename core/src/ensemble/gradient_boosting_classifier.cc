// Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001: algorithm 5
// (two classes) and 6 (more); "Stochastic gradient boosting", Computational Statistics & Data Analysis 38, 2002. Scores
// F: one column of log-odds for two classes, else one for each, p = softmax(F). r = [is of the class] - p. A leaf's
// value is one Newton step, sum r / sum p (1 - p), times (K - 1) / K for K > 2 classes.

#include "scrollwork/ensemble/gradient_boosting_classifier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ensemble/boosting.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

void requireLogLoss(const std::string& loss) {
  if (loss != "log_loss") fail(ErrorCode::kBadValue, {"loss: expected \"log_loss\", got \"", loss, "\""});
}

/// From K scores to probabilities in place; the log of the sum of their exponentials.
double softmax(double* scores, Index K) {
  const double highest = *std::max_element(scores, scores + K);
  double sum = 0;
  for (Index c = 0; c < K; ++c) sum += scores[c] = math::exp(scores[c] - highest);
  for (Index c = 0; c < K; ++c) scores[c] /= sum;
  return highest + math::log(sum);
}

}  // namespace

class GradientBoostingClassifier::Run {
 public:
  Run(const GradientBoostingClassifierOptions& options, const GrowthSettings& growth, const MatrixView& X,
      std::vector<int> classOf, const Vector& initial, Index K)
      : learningRate_(options.learningRate),
        booster_(X, growth, options.subsample, options.seed),
        K_(K),
        class_(std::move(classOf)),
        scores_(X.rows(), initial.size()),
        residuals_(X.rows(), initial.size()) {
    for (Index i = 0; i < scores_.rows(); ++i) scores_.row(i) = initial.transpose();
    update();
  }

  [[nodiscard]] const Eigen::MatrixXd& residuals() const { return residuals_; }

  void round(GradientBoostingClassifier& model) {
    booster_.beginRound(model.nRounds());
    const double before = booster_.drawsRows() ? lossOf(false) : 0;
    for (Index c = 0; c < scores_.cols(); ++c) {
      RegressionTreeNodes tree = booster_.grow({residuals_.col(c).data(), static_cast<std::size_t>(residuals_.rows())});
      setLeaves(tree, c);
      const std::span<const int> leaves = booster_.leaves();
      for (Index i = 0; i < scores_.rows(); ++i) {
        scores_(i, c) += learningRate_ * tree.value[static_cast<std::size_t>(leaves[static_cast<std::size_t>(i)])];
      }
      model.trees_.push_back(std::move(tree));
    }
    update();
    model.trainScore_.push_back(lossOf(true));
    if (booster_.drawsRows()) model.oobImprovement_.push_back(before - lossOf(false));
  }

 private:
  /// Residuals and losses at the present scores.
  void update() {
    losses_.resize(static_cast<std::size_t>(scores_.rows()));
    if (scores_.cols() == 1) {
      for (Index i = 0; i < scores_.rows(); ++i) {
        const double score = scores_(i, 0);
        const double tail = math::exp(-std::fabs(score));
        const double p = (score >= 0 ? 1 : tail) / (1 + tail);
        const double y = class_[static_cast<std::size_t>(i)];
        residuals_(i, 0) = y - p;
        losses_[static_cast<std::size_t>(i)] = -2 * (y * score - (std::max(score, 0.0) + math::log1p(tail)));
      }
      return;
    }
    std::vector<double> p(static_cast<std::size_t>(K_));
    for (Index i = 0; i < scores_.rows(); ++i) {
      for (Index c = 0; c < K_; ++c) p[static_cast<std::size_t>(c)] = scores_(i, c);
      const Index own = class_[static_cast<std::size_t>(i)];
      losses_[static_cast<std::size_t>(i)] = softmax(p.data(), K_) - scores_(i, own);
      for (Index c = 0; c < K_; ++c) residuals_(i, c) = (c == own ? 1 : 0) - p[static_cast<std::size_t>(c)];
    }
  }

  /// Mean loss of the rows in the bag, or of the others (0 where there are none).
  [[nodiscard]] double lossOf(bool inBag) const {
    double sum = 0;
    for (Index i = 0; i < scores_.rows(); ++i) {
      if (booster_.inBag(i) == inBag) sum += losses_[static_cast<std::size_t>(i)];
    }
    const Index n = inBag ? booster_.nInBag() : scores_.rows() - booster_.nInBag();
    return n == 0 ? 0 : sum / static_cast<double>(n);
  }

  void setLeaves(RegressionTreeNodes& tree, Index c) {
    const std::span<const int> leaves = booster_.leaves();
    gradient_.assign(static_cast<std::size_t>(tree.size()), 0);
    curvature_.assign(gradient_.size(), 0);
    for (Index i = 0; i < scores_.rows(); ++i) {
      if (!booster_.inBag(i)) continue;
      const auto leaf = static_cast<std::size_t>(leaves[static_cast<std::size_t>(i)]);
      const double r = residuals_(i, c);
      const double y =
          K_ == 2 ? class_[static_cast<std::size_t>(i)] : (class_[static_cast<std::size_t>(i)] == c ? 1 : 0);
      gradient_[leaf] += r;
      curvature_[leaf] += (y - r) * (1 - y + r);
    }
    const double share = K_ == 2 ? 1 : static_cast<double>(K_ - 1) / static_cast<double>(K_);
    for (std::size_t leaf = 0; leaf < gradient_.size(); ++leaf) {
      if (tree.feature[leaf] >= 0) continue;
      // All rows are where they should be to the last digit: nothing to gain, and no step to be computed.
      tree.value[leaf] = curvature_[leaf] < 1e-150 ? 0 : gradient_[leaf] * share / curvature_[leaf];
    }
  }

  const double learningRate_;
  Booster booster_;
  const Index K_;
  const std::vector<int> class_;  // by row: which of the classes that occur
  Eigen::MatrixXd scores_, residuals_;
  std::vector<double> losses_;
  std::vector<double> gradient_, curvature_;  // by node
};

GradientBoostingClassifier::GradientBoostingClassifier(GradientBoostingClassifierOptions options)
    : options_(std::move(options)) {}
GradientBoostingClassifier::GradientBoostingClassifier(GradientBoostingClassifier&&) noexcept = default;
GradientBoostingClassifier& GradientBoostingClassifier::operator=(GradientBoostingClassifier&&) noexcept = default;
GradientBoostingClassifier::~GradientBoostingClassifier() = default;

void GradientBoostingClassifier::begin(const MatrixView& X, const LabelView& y) {
  *this = GradientBoostingClassifier(std::move(options_));
  requireLogLoss(options_.loss);
  requireSamples(X, y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings growth = boostingGrowth(options_, nFeatures, X.rows());

  const int nClasses = y.maxCoeff() + 1;
  std::vector<int> counts(static_cast<std::size_t>(nClasses));
  for (const int label : y) ++counts[static_cast<std::size_t>(label)];
  std::vector<int> indexOf(counts.size());
  std::vector<int> present;
  for (int label = 0; label < nClasses; ++label) {
    indexOf[static_cast<std::size_t>(label)] = static_cast<int>(present.size());
    if (counts[static_cast<std::size_t>(label)] > 0) present.push_back(label);
  }
  if (present.size() < 2) {
    fail(ErrorCode::kBadValue, {"y: expected two or more different labels, got only ", present[0]});
  }
  // Shares are kept away from 0 and 1, by single precision's rounding, as in scikit-learn.
  const auto K = static_cast<Index>(present.size());
  constexpr double kLeast = std::numeric_limits<float>::epsilon();
  const auto share = [&](Index c) {
    const int count = counts[static_cast<std::size_t>(present[static_cast<std::size_t>(c)])];
    return std::clamp(count / static_cast<double>(y.size()), kLeast, 1 - kLeast);
  };
  Vector initial(K == 2 ? 1 : K);
  if (K == 2) {
    initial[0] = math::log(share(1) / (1 - share(1)));
  } else {
    for (Index c = 0; c < K; ++c) initial[c] = math::log(share(c));
  }
  std::vector<int> classOf(static_cast<std::size_t>(y.size()));
  for (Index i = 0; i < y.size(); ++i) {
    classOf[static_cast<std::size_t>(i)] = indexOf[static_cast<std::size_t>(y[i])];
  }
  run_ = std::make_unique<Run>(options_, growth, X, std::move(classOf), initial, K);
  classes_ = Eigen::Map<const Labels>(present.data(), K);
  initialScore_ = initial;
  nFeatures_ = nFeatures;
  nClasses_ = nClasses;
}

int GradientBoostingClassifier::nRounds() const {
  const auto treesARound = static_cast<std::size_t>(std::max<Index>(1, initialScore_.size()));
  return static_cast<int>(trees_.size() / treesARound);
}

void GradientBoostingClassifier::step(int n) {
  requireFitted(fitted(), "GradientBoostingClassifier");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of rounds >= 0, got ", n});
  for (int i = 0; i < n && !done(); ++i) {
    if (!run_) fail(ErrorCode::kNotFitted, {"GradientBoostingClassifier: expected begin before this call"});
    run_->round(*this);
  }
}

void GradientBoostingClassifier::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  step(options_.nEstimators);
  run_.reset();
}

Matrix GradientBoostingClassifier::decisionFunction(const MatrixView& X) const {
  requireFitted(fitted(), "GradientBoostingClassifier");
  requireColumns(X, nFeatures_);
  Matrix scores = initialScore_.transpose().replicate(X.rows(), 1);
  const Index columns = scores.cols();
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    addTree(trees_[t], options_.learningRate, X, scores.data() + static_cast<Index>(t) % columns, columns);
  }
  return scores;
}

/// From a row of scores to nClasses probabilities.
void GradientBoostingClassifier::toProbabilities(const double* scores, double* probabilities) const {
  const Index K = classes_.size();
  if (K == 2) {
    std::fill(probabilities, probabilities + nClasses_, 0.0);
    probabilities[classes_[1]] = math::expit(scores[0]);
    probabilities[classes_[0]] = 1 - probabilities[classes_[1]];
    return;
  }
  std::copy(scores, scores + K, probabilities);
  std::fill(probabilities + K, probabilities + nClasses_, 0.0);
  softmax(probabilities, K);
  // To their places, which never lie before c, from the last on.
  for (Index c = K - 1; c >= 0; --c) {
    if (classes_[c] != c) std::swap(probabilities[classes_[c]], probabilities[c]);
  }
}

Matrix GradientBoostingClassifier::predictProba(const MatrixView& X) const {
  const Matrix scores = decisionFunction(X);
  Matrix out(X.rows(), nClasses_);
  for (Index i = 0; i < X.rows(); ++i) toProbabilities(scores.row(i).data(), out.row(i).data());
  return out;
}

Labels GradientBoostingClassifier::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    const double* const row = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + nClasses_) - row);
  }
  return labels;
}

Matrix GradientBoostingClassifier::stagedPredictProba(const MatrixView& X) const {
  requireFitted(fitted(), "GradientBoostingClassifier");
  requireColumns(X, nFeatures_);
  Matrix scores = initialScore_.transpose().replicate(X.rows(), 1);
  const Index columns = scores.cols();
  Matrix out(X.rows(), Index{nRounds()} * nClasses_);
  for (std::size_t t = 0; t < trees_.size(); ++t) {
    const Index column = static_cast<Index>(t) % columns;
    addTree(trees_[t], options_.learningRate, X, scores.data() + column, columns);
    if (column + 1 < columns) continue;
    double* const first = out.data() + static_cast<Index>(t) / columns * nClasses_;
    for (Index i = 0; i < X.rows(); ++i) toProbabilities(scores.row(i).data(), first + i * out.cols());
  }
  return out;
}

Eigen::MatrixXi GradientBoostingClassifier::stagedPredict(const MatrixView& X) const {
  const Matrix probabilities = stagedPredictProba(X);
  Eigen::MatrixXi out(X.rows(), nRounds());
  for (Index i = 0; i < out.rows(); ++i) {
    for (Index m = 0; m < out.cols(); ++m) {
      const double* const p = probabilities.row(i).data() + m * nClasses_;
      out(i, m) = static_cast<int>(std::max_element(p, p + nClasses_) - p);
    }
  }
  return out;
}

std::unique_ptr<GradientBoostingClassifier> GradientBoostingClassifier::after(int rounds) const {
  requireFitted(fitted(), "GradientBoostingClassifier");
  requireRange("rounds", rounds, 0, nRounds());
  auto model = std::make_unique<GradientBoostingClassifier>(options_);
  model->nFeatures_ = nFeatures_;
  model->nClasses_ = nClasses_;
  model->classes_ = classes_;
  model->initialScore_ = initialScore_;
  model->trees_.assign(trees_.begin(), trees_.begin() + rounds * initialScore_.size());
  model->trainScore_.assign(trainScore_.begin(), trainScore_.begin() + rounds);
  if (!oobImprovement_.empty()) {
    model->oobImprovement_.assign(oobImprovement_.begin(), oobImprovement_.begin() + rounds);
  }
  return model;
}

std::unique_ptr<Classifier> GradientBoostingClassifier::clone() const {
  return std::make_unique<GradientBoostingClassifier>(options_);
}

const Eigen::MatrixXd& GradientBoostingClassifier::residuals() const {
  requireFitted(run_ != nullptr,
                "residuals: the samples are kept from begin on, not by fit; GradientBoostingClassifier");
  return run_->residuals();
}

Vector GradientBoostingClassifier::featureImportances() const {
  requireFitted(fitted(), "GradientBoostingClassifier");
  return boostedImportances(trees_, nFeatures_);
}

void GradientBoostingClassifier::checkState() const {
  requireState(nFeatures_ >= 0, "nFeatures", "a number >= 0", nFeatures_);
  requireStateClasses(classes_, nClasses_);
  if (!fitted()) {
    requireState(trees_.empty() && trainScore_.empty() && oobImprovement_.empty() && initialScore_.size() == 0, "trees",
                 "none without classes");
    return;
  }
  requireState(nFeatures_ >= 1, "nFeatures", "a number >= 1", nFeatures_);
  requireLogLoss(options_.loss);
  (void)boostingGrowth(options_, nFeatures_, 1);
  const Index columns = classes_.size() == 2 ? 1 : classes_.size();
  requireStateSize("initialScore", initialScore_.size(), columns);
  requireStateFinite("initialScore", initialScore_);
  checkBoosted(options_.nEstimators, options_.subsample < 1, nFeatures_, trees_, static_cast<int>(columns), trainScore_,
               oobImprovement_);
}

}  // namespace scrollwork
