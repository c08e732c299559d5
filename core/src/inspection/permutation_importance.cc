// Breiman, "Random forests", Machine Learning 45, 2001, section 10: the loss of quality when one column is shuffled.

#include "scrollwork/inspection/permutation_importance.h"

#include <cmath>
#include <span>

#include "scrollwork/error.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

/// The score of the model on `X` against the y that the scorer holds; higher is better.
class ClassifierScore {
 public:
  ClassifierScore(const Classifier& model, const LabelView& y, const std::string& scoring) : model_(model), y_(y) {
    balanced_ = scoring == "balanced_accuracy";
    logLoss_ = scoring == "neg_log_loss";
    if (!balanced_ && !logLoss_ && scoring != "accuracy" && scoring != "auto") {
      fail(ErrorCode::kBadValue, {"scoring: expected \"auto\", \"accuracy\", \"balanced_accuracy\" or \"neg_log_loss\" "
                                  "for a classifier, got \"",
                                  scoring, "\""});
    }
  }
  [[nodiscard]] double operator()(const Matrix& X) const {
    if (logLoss_) return -logLoss(y_, model_.predictProba(X));
    const Labels predicted = model_.predict(X);
    return balanced_ ? balancedAccuracyScore(y_, predicted) : accuracyScore(y_, predicted);
  }

 private:
  const Classifier& model_;
  const LabelView& y_;
  bool balanced_, logLoss_;
};

class RegressorScore {
 public:
  RegressorScore(const Regressor& model, const VectorView& y, const std::string& scoring) : model_(model), y_(y) {
    squared_ = scoring == "neg_mean_squared_error";
    absolute_ = scoring == "neg_mean_absolute_error";
    if (!squared_ && !absolute_ && scoring != "r2" && scoring != "auto") {
      fail(ErrorCode::kBadValue, {"scoring: expected \"auto\", \"r2\", \"neg_mean_squared_error\" or "
                                  "\"neg_mean_absolute_error\" for a regressor, got \"",
                                  scoring, "\""});
    }
    double mean = 0;
    for (const double value : y) mean += value;
    mean /= static_cast<double>(y.size());
    for (const double value : y) spread_ += (value - mean) * (value - mean);
  }
  [[nodiscard]] double operator()(const Matrix& X) const {
    const Vector predicted = model_.predict(X);
    double squares = 0;
    double sizes = 0;
    for (Index i = 0; i < y_.size(); ++i) {
      const double error = y_[i] - predicted[i];
      squares += error * error;
      sizes += std::fabs(error);
    }
    const auto n = static_cast<double>(y_.size());
    if (squared_) return -squares / n;
    if (absolute_) return -sizes / n;
    if (spread_ > 0) return 1 - squares / spread_;
    return squares == 0 ? 1 : 0;
  }

 private:
  const Regressor& model_;
  const VectorView& y_;
  bool squared_, absolute_;
  double spread_ = 0;
};

template <typename Score>
PermutationImportance measure(const Score& score, const MatrixView& X, const PermutationImportanceOptions& options) {
  Matrix shuffled = X;
  PermutationImportance result;
  result.baselineScore = score(shuffled);
  const Index d = X.cols();
  const int repeats = options.nRepeats;
  result.importances.resize(d, repeats);
  result.importancesMean.resize(d);
  result.importancesStd.resize(d);
  const Rng root(options.seed);
  for (Index j = 0; j < d; ++j) {
    const Rng ofFeature = root.stream(static_cast<std::uint64_t>(j));
    double sum = 0;
    for (int r = 0; r < repeats; ++r) {
      Vector column = X.col(j);
      ofFeature.stream(static_cast<std::uint64_t>(r))
          .shuffle(std::span<double>(column.data(), static_cast<std::size_t>(column.size())));
      shuffled.col(j) = column;
      result.importances(j, r) = result.baselineScore - score(shuffled);
      sum += result.importances(j, r);
    }
    shuffled.col(j) = X.col(j);
    const double mean = sum / repeats;
    double squares = 0;
    for (int r = 0; r < repeats; ++r) {
      const double off = result.importances(j, r) - mean;
      squares += off * off;
    }
    result.importancesMean[j] = mean;
    result.importancesStd[j] = std::sqrt(squares / repeats);
  }
  return result;
}

template <typename Model>
void check(const Model& model, const MatrixView& X, const PermutationImportanceOptions& options) {
  requireFitted(model.fitted(), "model");
  requireColumns(X, model.nFeaturesIn());
  requireRange("nRepeats", options.nRepeats, 1, 10000);
}

}  // namespace

PermutationImportance permutationImportance(const Classifier& model, const MatrixView& X, const LabelView& y,
                                            const PermutationImportanceOptions& options) {
  check(model, X, options);
  requireSamples(X, y);
  return measure(ClassifierScore(model, y, options.scoring), X, options);
}

PermutationImportance permutationImportance(const Regressor& model, const MatrixView& X, const VectorView& y,
                                            const PermutationImportanceOptions& options) {
  check(model, X, options);
  requireSamples(X, y);
  return measure(RegressorScore(model, y, options.scoring), X, options);
}

}  // namespace scrollwork
