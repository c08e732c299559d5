// Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001: algorithm 2
// (least squares), 3 (least absolute deviation), 4 (Huber's M-regression); "Stochastic gradient boosting",
// Computational Statistics & Data Analysis 38, 2002. As in scikit-learn the median of an even number of residuals in a
// leaf is the lower one, and the quantile of m magnitudes is number ceil(alpha m).

#include "scrollwork/ensemble/gradient_boosting_regressor.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ensemble/boosting.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"
#include "tree/tree_options.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

enum class Loss { kSquared, kAbsolute, kHuber };

Loss lossOf(const std::string& name) {
  if (name == "squared_error") return Loss::kSquared;
  if (name == "absolute_error") return Loss::kAbsolute;
  if (name == "huber") return Loss::kHuber;
  fail(ErrorCode::kBadValue, {"loss: expected \"squared_error\", \"absolute_error\" or \"huber\", got \"", name, "\""});
}

/// The smallest number that at least `share` of the numbers do not exceed. Reorders them.
double lowerQuantile(std::vector<double>& numbers, double share) {
  const auto n = static_cast<double>(numbers.size());
  const double place = std::clamp(std::ceil(share * n) - 1, 0.0, n - 1);
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(numbers.begin(), at, numbers.end());
  return *at;
}

double mean(const Vector& y) {
  double sum = 0;
  for (const double value : y) sum += value;
  // Rounding must not carry it out of the range of y: a constant y is met exactly.
  return std::clamp(sum / static_cast<double>(y.size()), y.minCoeff(), y.maxCoeff());
}

/// Of an even number the middle between the two in the middle.
double median(const Vector& y) {
  std::vector<double> sorted(y.begin(), y.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
}

}  // namespace

class GradientBoostingRegressor::Run {
 public:
  Run(const GradientBoostingRegressorOptions& options, const GrowthSettings& growth, const MatrixView& X,
      const VectorView& y)
      : loss_(lossOf(options.loss)),
        learningRate_(options.learningRate),
        alpha_(options.alpha),
        booster_(X, growth, options.subsample, options.seed),
        y_(y),
        initial_(loss_ == Loss::kSquared ? mean(y_) : median(y_)),
        prediction_(Vector::Constant(y.size(), initial_)),
        residuals_(y.size()) {
    findResiduals();
  }

  [[nodiscard]] double initial() const { return initial_; }
  [[nodiscard]] const Vector& residuals() const { return residuals_; }

  void round(GradientBoostingRegressor& model) {
    booster_.beginRound(model.nRounds());
    const double before = booster_.drawsRows() ? loss(false) : 0;
    RegressionTreeNodes tree = booster_.grow({residuals_.data(), static_cast<std::size_t>(residuals_.size())});
    if (loss_ != Loss::kSquared) setLeaves(tree);
    const std::span<const int> leaves = booster_.leaves();
    for (Index i = 0; i < y_.size(); ++i) {
      prediction_[i] += learningRate_ * tree.value[static_cast<std::size_t>(leaves[static_cast<std::size_t>(i)])];
    }
    model.trees_.push_back(std::move(tree));
    model.trainScore_.push_back(loss(true));
    if (booster_.drawsRows()) model.oobImprovement_.push_back(before - loss(false));
    findResiduals();
  }

 private:
  void findResiduals() {
    for (Index i = 0; i < y_.size(); ++i) residuals_[i] = y_[i] - prediction_[i];
    if (loss_ == Loss::kAbsolute) {
      for (double& residual : residuals_) residual = residual > 0 ? 1 : -1;
    } else if (loss_ == Loss::kHuber) {
      scratch_.resize(static_cast<std::size_t>(y_.size()));
      for (Index i = 0; i < y_.size(); ++i) scratch_[static_cast<std::size_t>(i)] = std::fabs(residuals_[i]);
      gamma_ = lowerQuantile(scratch_, alpha_);
      for (double& residual : residuals_) residual = std::clamp(residual, -gamma_, gamma_);
    }
  }

  /// Mean loss of the rows in the bag, or of the others (0 where there are none).
  [[nodiscard]] double loss(bool inBag) const {
    double sum = 0;
    for (Index i = 0; i < y_.size(); ++i) {
      if (booster_.inBag(i) != inBag) continue;
      const double size = std::fabs(y_[i] - prediction_[i]);
      if (loss_ == Loss::kSquared) {
        sum += size * size;
      } else if (loss_ == Loss::kAbsolute) {
        sum += size;
      } else {
        sum += size <= gamma_ ? 0.5 * size * size : gamma_ * (size - gamma_ / 2);
      }
    }
    const Index n = inBag ? booster_.nInBag() : y_.size() - booster_.nInBag();
    return n == 0 ? 0 : sum / static_cast<double>(n);
  }

  /// The value that reduces the loss most in each leaf: the median of its residuals; with Huber's loss one step from
  /// there to the optimum.
  void setLeaves(RegressionTreeNodes& tree) {
    const std::span<const int> leaves = booster_.leaves();
    std::vector<std::size_t> end(static_cast<std::size_t>(tree.size()));
    for (Index i = 0; i < y_.size(); ++i) {
      if (booster_.inBag(i)) ++end[static_cast<std::size_t>(leaves[static_cast<std::size_t>(i)])];
    }
    for (std::size_t leaf = 1; leaf < end.size(); ++leaf) end[leaf] += end[leaf - 1];
    std::vector<double> byLeaf(end.back());
    std::vector<std::size_t> begin = end;
    for (Index i = y_.size() - 1; i >= 0; --i) {
      if (!booster_.inBag(i)) continue;
      byLeaf[--begin[static_cast<std::size_t>(leaves[static_cast<std::size_t>(i)])]] = y_[i] - prediction_[i];
    }
    for (std::size_t leaf = 0; leaf < end.size(); ++leaf) {
      if (begin[leaf] == end[leaf]) continue;
      const auto first = byLeaf.begin() + static_cast<std::ptrdiff_t>(begin[leaf]);
      const auto last = byLeaf.begin() + static_cast<std::ptrdiff_t>(end[leaf]);
      scratch_.assign(first, last);
      const double middle = lowerQuantile(scratch_, 0.5);
      double step = 0;
      if (loss_ == Loss::kHuber) {
        for (auto at = first; at != last; ++at) step += std::clamp(*at - middle, -gamma_, gamma_);
        step /= static_cast<double>(last - first);
      }
      tree.value[leaf] = middle + step;
    }
  }

  const Loss loss_;
  const double learningRate_, alpha_;
  Booster booster_;
  const Vector y_;
  const double initial_;
  Vector prediction_;
  Vector residuals_;
  double gamma_ = 0;  // of Huber's loss, at the present residuals
  std::vector<double> scratch_;
};

GradientBoostingRegressor::GradientBoostingRegressor(GradientBoostingRegressorOptions options)
    : options_(std::move(options)) {}
GradientBoostingRegressor::GradientBoostingRegressor(GradientBoostingRegressor&&) noexcept = default;
GradientBoostingRegressor& GradientBoostingRegressor::operator=(GradientBoostingRegressor&&) noexcept = default;
GradientBoostingRegressor::~GradientBoostingRegressor() = default;

void GradientBoostingRegressor::begin(const MatrixView& X, const VectorView& y) {
  *this = GradientBoostingRegressor(std::move(options_));
  requireSamples(X, y);
  requireTargets(y);
  const auto nFeatures = static_cast<int>(X.cols());
  const GrowthSettings growth = boostingGrowth(options_, nFeatures, X.rows());
  if (!(options_.alpha > 0 && options_.alpha < 1)) {
    fail(ErrorCode::kBadValue, {"alpha: expected a number between 0 and 1, got ", options_.alpha});
  }
  run_ = std::make_unique<Run>(options_, growth, X, y);
  initialPrediction_ = run_->initial();
  nFeatures_ = nFeatures;
}

void GradientBoostingRegressor::step(int n) {
  requireFitted(fitted(), "GradientBoostingRegressor");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of rounds >= 0, got ", n});
  for (int i = 0; i < n && !done(); ++i) {
    if (!run_) fail(ErrorCode::kNotFitted, {"GradientBoostingRegressor: expected begin before this call"});
    run_->round(*this);
  }
}

void GradientBoostingRegressor::fit(const MatrixView& X, const VectorView& y) {
  begin(X, y);
  step(options_.nEstimators);
  run_.reset();
}

Vector GradientBoostingRegressor::predict(const MatrixView& X) const {
  requireFitted(fitted(), "GradientBoostingRegressor");
  requireColumns(X, nFeatures_);
  Vector out = Vector::Constant(X.rows(), initialPrediction_);
  for (const RegressionTreeNodes& tree : trees_) addTree(tree, options_.learningRate, X, out.data(), 1);
  return out;
}

Matrix GradientBoostingRegressor::stagedPredict(const MatrixView& X) const {
  requireFitted(fitted(), "GradientBoostingRegressor");
  requireColumns(X, nFeatures_);
  Matrix out(X.rows(), nRounds());
  Vector sum = Vector::Constant(X.rows(), initialPrediction_);
  for (Index m = 0; m < out.cols(); ++m) {
    addTree(trees_[static_cast<std::size_t>(m)], options_.learningRate, X, sum.data(), 1);
    out.col(m) = sum;
  }
  return out;
}

std::unique_ptr<GradientBoostingRegressor> GradientBoostingRegressor::after(int rounds) const {
  requireFitted(fitted(), "GradientBoostingRegressor");
  requireRange("rounds", rounds, 0, nRounds());
  auto model = std::make_unique<GradientBoostingRegressor>(options_);
  model->nFeatures_ = nFeatures_;
  model->initialPrediction_ = initialPrediction_;
  model->trees_.assign(trees_.begin(), trees_.begin() + rounds);
  model->trainScore_.assign(trainScore_.begin(), trainScore_.begin() + rounds);
  if (!oobImprovement_.empty()) {
    model->oobImprovement_.assign(oobImprovement_.begin(), oobImprovement_.begin() + rounds);
  }
  return model;
}

std::unique_ptr<Regressor> GradientBoostingRegressor::clone() const {
  return std::make_unique<GradientBoostingRegressor>(options_);
}

double GradientBoostingRegressor::initialPrediction() const {
  requireFitted(fitted(), "GradientBoostingRegressor");
  return initialPrediction_;
}

const Vector& GradientBoostingRegressor::residuals() const {
  requireFitted(run_ != nullptr,
                "residuals: the samples are kept from begin on, not by fit; GradientBoostingRegressor");
  return run_->residuals();
}

Vector GradientBoostingRegressor::featureImportances() const {
  requireFitted(fitted(), "GradientBoostingRegressor");
  return boostedImportances(trees_, nFeatures_);
}

void GradientBoostingRegressor::checkState() const {
  requireState(nFeatures_ >= 0, "nFeatures", "a number >= 0", nFeatures_);
  if (!fitted()) {
    requireState(trees_.empty() && trainScore_.empty() && oobImprovement_.empty(), "trees", "none without features");
    return;
  }
  (void)lossOf(options_.loss);
  (void)boostingGrowth(options_, nFeatures_, 1);
  requireStateFinite("initialPrediction", &initialPrediction_, 1);
  checkBoosted(options_.nEstimators, options_.subsample < 1, nFeatures_, trees_, 1, trainScore_, oobImprovement_);
}

}  // namespace scrollwork
