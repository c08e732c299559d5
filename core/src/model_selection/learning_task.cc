#include "model_selection/learning_task.h"

#include "scrollwork/model_selection/scoring.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

Labels take(const Labels& y, const LabelView& rows) { return takeLabels(y, rows); }

Vector take(const Vector& y, const LabelView& rows) {
  Vector taken(rows.size());
  for (Eigen::Index i = 0; i < rows.size(); ++i) taken[i] = y[rows[i]];
  return taken;
}

Folds foldsOf(const Labels& y, int nSplits) {
  StratifiedKFoldOptions options;
  options.nSplits = nSplits;
  return StratifiedKFold(options).split(y);
}

Folds foldsOf(const Vector& y, int nSplits) { return KFold({.nSplits = nSplits}).split(static_cast<int>(y.size())); }

template <typename Estimator, typename Target>
class TaskOf final : public LearningTask {
 public:
  TaskOf(const std::vector<const Estimator*>& estimators, const MatrixView& X, const Target& y,
         std::vector<std::string> scoring)
      : X_(X), y_(y), scoring_(std::move(scoring)) {
    if (estimators.empty()) fail(ErrorCode::kBadShape, {"estimators: expected at least one, got none"});
    for (const Estimator* estimator : estimators) {
      if (estimator == nullptr) fail(ErrorCode::kBadValue, {"estimators: expected estimators, got a null"});
      estimators_.push_back(estimator->clone());
    }
    if (scoring_.empty()) scoring_.emplace_back();
  }

  [[nodiscard]] Eigen::Index nRows() const override { return X_.rows(); }
  [[nodiscard]] std::size_t nEstimators() const override { return estimators_.size(); }

  [[nodiscard]] std::vector<double> fitAndScore(std::size_t e, const LabelView& train, const LabelView& test,
                                                bool alsoTrain) const override {
    const auto model = estimators_[e]->clone();
    const Matrix trainX = takeRows(X_, train);
    const Target trainY = take(y_, train);
    model->fit(trainX, trainY);
    std::vector<double> scores = scoresOf(*model, takeRows(X_, test), take(y_, test), scoring_);
    if (alsoTrain) {
      const std::vector<double> ofTrain = scoresOf(*model, trainX, trainY, scoring_);
      scores.insert(scores.end(), ofTrain.begin(), ofTrain.end());
    }
    return scores;
  }

  [[nodiscard]] Folds folds(int nSplits, const LabelView& rows) const override {
    Folds folds = foldsOf(take(y_, rows), nSplits);
    for (Fold& fold : folds) {
      fold.train = takeLabels(rows, fold.train);
      fold.test = takeLabels(rows, fold.test);
    }
    return folds;
  }

 private:
  Matrix X_;
  Target y_;
  std::vector<std::string> scoring_;
  std::vector<std::unique_ptr<Estimator>> estimators_;  // never fitted
};

}  // namespace

std::unique_ptr<LearningTask> learningTask(const std::vector<const Classifier*>& estimators, const MatrixView& X,
                                           const LabelView& y, const std::vector<std::string>& scoring) {
  requireSamples(X, y);
  requireClassifierScoring(scoring);
  return std::make_unique<TaskOf<Classifier, Labels>>(estimators, X, y, scoring);
}

std::unique_ptr<LearningTask> learningTask(const std::vector<const Regressor*>& estimators, const MatrixView& X,
                                           const VectorView& y, const std::vector<std::string>& scoring) {
  requireSamples(X, y);
  requireRegressorScoring(scoring);
  return std::make_unique<TaskOf<Regressor, Vector>>(estimators, X, y, scoring);
}

}  // namespace scrollwork
