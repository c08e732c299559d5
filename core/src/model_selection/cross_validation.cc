// Stone, Cross-validatory choice and assessment of statistical predictions, 1974.
// Cawley & Talbot, On over-fitting in model selection and subsequent selection bias in performance evaluation, 2010.

#include "scrollwork/model_selection/cross_validation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "math/nan.h"
#include "model_selection/learning_task.h"
#include "scrollwork/current_error.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

/// What a step does before anything else.
void requireSteps(bool begun, const char* owner, int n) {
  if (!begun) fail(ErrorCode::kNotFitted, {owner, ": expected begin before step"});
  requireRange("n", n, 1, std::numeric_limits<int>::max());
}

/// fitAndScore, its errors led by the fold.
std::vector<double> scoresOnFold(const LearningTask& task, std::size_t estimator, int fold, const LabelView& train,
                                 const LabelView& test, bool alsoTrain) {
  try {
    return task.fitAndScore(estimator, train, test, alsoTrain);
  } catch (...) {
    rethrowWithin({"fold ", fold, ": "});
  }
}

double meanScore(const Eigen::Ref<const Eigen::RowVectorXd>& scores) {
  double sum = 0.0;
  for (Index i = 0; i < scores.size(); ++i) sum += scores[i];
  return sum / static_cast<double>(scores.size());
}

/// The row with the highest mean, the first on ties; rows without one are passed over, -1 when all are.
int highest(const Vector& means) {
  int best = -1;
  for (Index i = 0; i < means.size(); ++i) {
    if (means[i] == means[i] && (best < 0 || means[i] > means[best])) best = static_cast<int>(i);
  }
  return best;
}

Vector meansOf(const Matrix& scores) {
  Vector means(scores.rows());
  for (Index i = 0; i < scores.rows(); ++i) means[i] = meanScore(scores.row(i));
  return means;
}

template <typename Estimator, typename Target, typename Use>
void forEachFold(const Estimator& estimator, const MatrixView& X, const Target& y, const Folds& folds, const Use& use) {
  requireSamples(X, y);
  requireFolds(folds, X.rows());
  std::vector<bool> tested(static_cast<std::size_t>(X.rows()));
  Index nTested = 0;
  for (const Fold& fold : folds) {
    for (const int row : fold.test) {
      if (tested[static_cast<std::size_t>(row)]) {
        fail(ErrorCode::kBadValue, {"folds: expected each row in one test set, got row ", row, " in two"});
      }
      tested[static_cast<std::size_t>(row)] = true;
      ++nTested;
    }
  }
  if (nTested < X.rows()) {
    fail(ErrorCode::kBadValue, {"folds: expected each of ", X.rows(), " rows in a test set, got ", nTested});
  }
  for (std::size_t f = 0; f < folds.size(); ++f) {
    const Labels& train = folds[f].train;
    typename Target::PlainObject trainY(train.size());
    for (Index i = 0; i < train.size(); ++i) trainY[i] = y[train[i]];
    const auto model = estimator.clone();
    try {
      model->fit(takeRows(X, train), trainY);
      use(*model, takeRows(X, folds[f].test), folds[f].test);
    } catch (...) {
      rethrowWithin({"fold ", f, ": "});
    }
  }
}

}  // namespace

// ---- CrossValidation

CrossValidation::CrossValidation(CrossValidationOptions options) : options_(std::move(options)) {}
CrossValidation::CrossValidation(CrossValidation&&) noexcept = default;
CrossValidation& CrossValidation::operator=(CrossValidation&&) noexcept = default;
CrossValidation::~CrossValidation() = default;

void CrossValidation::begin(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(std::vector{&estimator}, X, y, options_.scoring), folds);
}

void CrossValidation::begin(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(std::vector{&estimator}, X, y, options_.scoring), folds);
}

void CrossValidation::start(std::unique_ptr<LearningTask> task, const Folds& folds) {
  requireFolds(folds, task->nRows());
  folds_ = folds;
  nDone_ = 0;
  const Index nScores = options_.scoring.empty() ? 1 : static_cast<Index>(options_.scoring.size());
  testScore_ = Matrix::Constant(static_cast<Index>(folds.size()), nScores, kNan);
  trainScore_ = options_.returnTrainScore ? testScore_ : Matrix();
  task_ = std::move(task);
}

void CrossValidation::step(int n) {
  requireSteps(task_ != nullptr, "CrossValidation", n);
  for (int i = 0; i < n && !done(); ++i) {
    const Fold& fold = folds_[static_cast<std::size_t>(nDone_)];
    const std::vector<double> scores =
        scoresOnFold(*task_, 0, nDone_, fold.train, fold.test, options_.returnTrainScore);
    const Index nScores = testScore_.cols();
    testScore_.row(nDone_) = Eigen::Map<const Eigen::RowVectorXd>(scores.data(), nScores);
    if (options_.returnTrainScore) {
      trainScore_.row(nDone_) = Eigen::Map<const Eigen::RowVectorXd>(scores.data() + nScores, nScores);
    }
    ++nDone_;
  }
}

namespace {

template <typename Estimator, typename Target>
Vector scoreEachFold(const Estimator& estimator, const MatrixView& X, const Target& y, const Folds& folds,
                     const std::string& scoring) {
  CrossValidation run({.scoring = {scoring}});
  run.begin(estimator, X, y, folds);
  run.step(std::numeric_limits<int>::max());
  return run.testScore().col(0);
}

}  // namespace

Vector crossValScore(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds,
                     const std::string& scoring) {
  return scoreEachFold(estimator, X, y, folds, scoring);
}

Vector crossValScore(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds,
                     const std::string& scoring) {
  return scoreEachFold(estimator, X, y, folds, scoring);
}

Labels crossValPredict(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds) {
  Labels predicted(X.rows());
  forEachFold(estimator, X, y, folds, [&](const Classifier& model, const Matrix& testX, const Labels& rows) {
    const Labels ofFold = model.predict(testX);
    for (Index i = 0; i < rows.size(); ++i) predicted[rows[i]] = ofFold[i];
  });
  return predicted;
}

Vector crossValPredict(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds) {
  Vector predicted(X.rows());
  forEachFold(estimator, X, y, folds, [&](const Regressor& model, const Matrix& testX, const Labels& rows) {
    const Vector ofFold = model.predict(testX);
    for (Index i = 0; i < rows.size(); ++i) predicted[rows[i]] = ofFold[i];
  });
  return predicted;
}

Matrix crossValPredictProba(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds) {
  requireSamples(X, y);
  Matrix proba = Matrix::Zero(X.rows(), y.maxCoeff() + 1);
  forEachFold(estimator, X, y, folds, [&](const Classifier& model, const Matrix& testX, const Labels& rows) {
    const Matrix ofFold = model.predictProba(testX);
    for (Index i = 0; i < rows.size(); ++i) proba.row(rows[i]).head(ofFold.cols()) = ofFold.row(i);
  });
  return proba;
}

// ---- GridSearchCV

GridSearchCV::GridSearchCV(GridSearchCVOptions options) : options_(std::move(options)) {}
GridSearchCV::GridSearchCV(GridSearchCV&&) noexcept = default;
GridSearchCV& GridSearchCV::operator=(GridSearchCV&&) noexcept = default;
GridSearchCV::~GridSearchCV() = default;

void GridSearchCV::begin(const std::vector<const Classifier*>& candidates, const MatrixView& X, const LabelView& y,
                         const Folds& folds) {
  task_.reset();
  start(learningTask(candidates, X, y, {options_.scoring}), folds);
}

void GridSearchCV::begin(const std::vector<const Regressor*>& candidates, const MatrixView& X, const VectorView& y,
                         const Folds& folds) {
  task_.reset();
  start(learningTask(candidates, X, y, {options_.scoring}), folds);
}

void GridSearchCV::start(std::unique_ptr<LearningTask> task, const Folds& folds) {
  requireFolds(folds, task->nRows());
  folds_ = folds;
  nDone_ = 0;
  testScore_ = Matrix::Constant(static_cast<Index>(task->nEstimators()), static_cast<Index>(folds.size()), kNan);
  trainScore_ = options_.returnTrainScore ? testScore_ : Matrix();
  task_ = std::move(task);
}

void GridSearchCV::step(int n) {
  requireSteps(task_ != nullptr, "GridSearchCV", n);
  for (int i = 0; i < n && !done(); ++i) {
    const int nFolds = static_cast<int>(folds_.size());
    const int candidate = nDone_ / nFolds;
    const int f = nDone_ % nFolds;
    const Fold& fold = folds_[static_cast<std::size_t>(f)];
    const std::vector<double> scores =
        scoresOnFold(*task_, static_cast<std::size_t>(candidate), f, fold.train, fold.test, options_.returnTrainScore);
    testScore_(candidate, f) = scores[0];
    if (options_.returnTrainScore) trainScore_(candidate, f) = scores[1];
    ++nDone_;
  }
}

Vector GridSearchCV::meanTestScore() const { return meansOf(testScore_); }

Vector GridSearchCV::stdTestScore() const {
  const Vector means = meansOf(testScore_);
  Vector deviations(means.size());
  for (Index i = 0; i < means.size(); ++i) {
    double sum = 0.0;
    for (Index f = 0; f < testScore_.cols(); ++f) sum += (testScore_(i, f) - means[i]) * (testScore_(i, f) - means[i]);
    deviations[i] = std::sqrt(sum / static_cast<double>(testScore_.cols()));
  }
  return deviations;
}

Labels GridSearchCV::rankTestScore() const {
  const Vector means = meansOf(testScore_);
  Labels ranks = Labels::Zero(means.size());
  for (Index i = 0; i < means.size(); ++i) {
    if (means[i] != means[i]) continue;
    ranks[i] = 1;
    for (Index j = 0; j < means.size(); ++j) ranks[i] += means[j] > means[i] ? 1 : 0;
  }
  return ranks;
}

int GridSearchCV::bestIndex() const { return highest(meansOf(testScore_)); }

double GridSearchCV::bestScore() const {
  const int best = bestIndex();
  return best < 0 ? kNan : meanScore(testScore_.row(best));
}

// ---- NestedCrossValidation

NestedCrossValidation::NestedCrossValidation(NestedCrossValidationOptions options) : options_(std::move(options)) {}
NestedCrossValidation::NestedCrossValidation(NestedCrossValidation&&) noexcept = default;
NestedCrossValidation& NestedCrossValidation::operator=(NestedCrossValidation&&) noexcept = default;
NestedCrossValidation::~NestedCrossValidation() = default;

void NestedCrossValidation::begin(const std::vector<const Classifier*>& candidates, const MatrixView& X,
                                  const LabelView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(candidates, X, y, {options_.scoring}), folds);
}

void NestedCrossValidation::begin(const std::vector<const Regressor*>& candidates, const MatrixView& X,
                                  const VectorView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(candidates, X, y, {options_.scoring}), folds);
}

void NestedCrossValidation::start(std::unique_ptr<LearningTask> task, const Folds& folds) {
  requireFolds(folds, task->nRows());
  for (const Fold& fold : folds)
    requireRange("innerSplits", options_.innerSplits, 2, static_cast<int>(fold.train.size()));
  folds_ = folds;
  nDone_ = 0;
  testScore_ = Vector::Constant(static_cast<Index>(folds.size()), kNan);
  innerScore_ = testScore_;
  chosen_ = Labels::Constant(testScore_.size(), -1);
  task_ = std::move(task);
}

int NestedCrossValidation::nSteps() const {
  if (task_ == nullptr) return 0;
  const int fitsOfFold = static_cast<int>(task_->nEstimators()) * options_.innerSplits + 1;
  return static_cast<int>(folds_.size()) * fitsOfFold;
}

void NestedCrossValidation::step(int n) {
  requireSteps(task_ != nullptr, "NestedCrossValidation", n);
  const int nCandidates = static_cast<int>(task_->nEstimators());
  const int fitsOfFold = nCandidates * options_.innerSplits + 1;
  for (int i = 0; i < n && !done(); ++i) {
    const int f = nDone_ / fitsOfFold;
    const int fit = nDone_ % fitsOfFold;
    const Fold& fold = folds_[static_cast<std::size_t>(f)];
    if (fit == 0) {
      inner_ = task_->folds(options_.innerSplits, fold.train);
      innerScores_ = Matrix::Constant(nCandidates, options_.innerSplits, kNan);
    }
    if (fit < fitsOfFold - 1) {
      const int candidate = fit / options_.innerSplits;
      const int part = fit % options_.innerSplits;
      const Fold& within = inner_[static_cast<std::size_t>(part)];
      innerScores_(candidate, part) =
          scoresOnFold(*task_, static_cast<std::size_t>(candidate), f, within.train, within.test, false)[0];
    } else {
      const Vector means = meansOf(innerScores_);
      const int best = std::max(0, highest(means));
      testScore_[f] = scoresOnFold(*task_, static_cast<std::size_t>(best), f, fold.train, fold.test, false)[0];
      innerScore_[f] = means[best];
      chosen_[f] = best;
    }
    ++nDone_;
  }
}

// ---- LearningCurve

LearningCurve::LearningCurve(LearningCurveOptions options) : options_(std::move(options)) {}
LearningCurve::LearningCurve(LearningCurve&&) noexcept = default;
LearningCurve& LearningCurve::operator=(LearningCurve&&) noexcept = default;
LearningCurve::~LearningCurve() = default;

void LearningCurve::begin(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(std::vector{&estimator}, X, y, {options_.scoring}), folds);
}

void LearningCurve::begin(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds) {
  task_.reset();
  start(learningTask(std::vector{&estimator}, X, y, {options_.scoring}), folds);
}

void LearningCurve::start(std::unique_ptr<LearningTask> task, const Folds& folds) {
  requireFolds(folds, task->nRows());
  if (options_.trainSizes.empty()) fail(ErrorCode::kBadValue, {"trainSizes: expected at least one, got none"});
  Index smallest = folds[0].train.size();
  for (const Fold& fold : folds) smallest = std::min(smallest, fold.train.size());
  std::vector<int> sizes;
  for (const double share : options_.trainSizes) {
    if (!(share > 0.0 && share <= 1.0)) {
      fail(ErrorCode::kBadValue, {"trainSizes: expected numbers > 0 and <= 1, got ", share});
    }
    const int size = std::max(1, static_cast<int>(share * static_cast<double>(folds[0].train.size())));
    // A later fold may be a row shorter than the first: it then gives all it has.
    sizes.push_back(std::min(size, static_cast<int>(smallest)));
  }
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  trainSizes_ = Eigen::Map<const Labels>(sizes.data(), static_cast<Index>(sizes.size()));
  folds_ = folds;
  if (options_.shuffle) {
    for (std::size_t f = 0; f < folds_.size(); ++f) {
      Rng rng = Rng(options_.seed).stream(f);
      Labels& train = folds_[f].train;
      rng.shuffle(std::span<int>(train.data(), static_cast<std::size_t>(train.size())));
    }
  }
  nDone_ = 0;
  testScore_ = Matrix::Constant(trainSizes_.size(), static_cast<Index>(folds.size()), kNan);
  trainScore_ = testScore_;
  task_ = std::move(task);
}

void LearningCurve::step(int n) {
  requireSteps(task_ != nullptr, "LearningCurve", n);
  for (int i = 0; i < n && !done(); ++i) {
    const int nFolds = static_cast<int>(folds_.size());
    const int size = nDone_ / nFolds;
    const int f = nDone_ % nFolds;
    const Fold& fold = folds_[static_cast<std::size_t>(f)];
    const std::vector<double> scores = scoresOnFold(*task_, 0, f, fold.train.head(trainSizes_[size]), fold.test, true);
    testScore_(size, f) = scores[0];
    trainScore_(size, f) = scores[1];
    ++nDone_;
  }
}

}  // namespace scrollwork
