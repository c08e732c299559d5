#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/model_selection/folds.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

class LearningTask;

/// Cross-validation of any estimator (Stone, "Cross-validatory choice and assessment of statistical predictions",
/// 1974): on each fold a fresh clone is fitted on the training rows and scored on the test rows. Scores go by name, see
/// scoring.h; an empty name is accuracy for classifiers and R^2 for regressors.
///
/// All classes here run `begin`, then `step(n)` until `done`; a step is one fit with its scores, so a page can compute
/// in slices. Any way of cutting the work into steps gives the same numbers. `begin` copies the data, clones the
/// estimators (they need not be fitted and are not touched) and forgets an earlier run. Scores of fits to come are NaN.
///
/// Cost: the fits and the predictions that they are scored by; copying a fold's rows, O(n d), besides.
///
/// Errors: `begin` throws kBadShape (sizes, no rows, no estimators, an empty fold) and kBadValue (NaN, rows out of
/// range, unknown score, options); `step` throws kNotFitted before begin, and passes on what a fit or score throws, led
/// by the fold, with everything finished kept.

struct CrossValidationOptions {
  std::vector<std::string> scoring = {};  ///< One column each; empty: the estimator's own score.
  bool returnTrainScore = false;          ///< Also score the training rows.

  static constexpr const char* kOwner = "CrossValidation";
  static void fields(auto& field, auto& o) {
    field("scoring", o.scoring);
    field("returnTrainScore", o.returnTrainScore);
  }
};

/// scikit-learn's cross_validate, one fit a step.
class CrossValidation {
 public:
  explicit CrossValidation(CrossValidationOptions options = {});
  CrossValidation(CrossValidation&&) noexcept;
  CrossValidation& operator=(CrossValidation&&) noexcept;
  ~CrossValidation();

  void begin(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds);
  void begin(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds);
  void step(int n = 1);
  [[nodiscard]] bool done() const { return task_ != nullptr && nDone_ == nSteps(); }
  [[nodiscard]] int nDone() const { return nDone_; }
  [[nodiscard]] int nSteps() const { return static_cast<int>(folds_.size()); }

  /// nFolds x nScores.
  [[nodiscard]] const Matrix& testScore() const { return testScore_; }
  /// nFolds x nScores with returnTrainScore, else empty.
  [[nodiscard]] const Matrix& trainScore() const { return trainScore_; }
  [[nodiscard]] const CrossValidationOptions& options() const { return options_; }

 private:
  void start(std::unique_ptr<LearningTask> task, const Folds& folds);

  CrossValidationOptions options_;
  std::unique_ptr<LearningTask> task_;  // null before begin
  Folds folds_;
  Matrix testScore_, trainScore_;
  int nDone_ = 0;
};

/// The test score of each fold. `scoring`: one name.
[[nodiscard]] Vector crossValScore(const Classifier& estimator, const MatrixView& X, const LabelView& y,
                                   const Folds& folds, const std::string& scoring = "");
[[nodiscard]] Vector crossValScore(const Regressor& estimator, const MatrixView& X, const VectorView& y,
                                   const Folds& folds, const std::string& scoring = "");

/// For each row what was predicted when it was in a test set. The test sets must hold every row exactly once
/// (kBadValue). Not for judging a model by one score over all rows: the folds' models differ.
[[nodiscard]] Labels crossValPredict(const Classifier& estimator, const MatrixView& X, const LabelView& y,
                                     const Folds& folds);
[[nodiscard]] Vector crossValPredict(const Regressor& estimator, const MatrixView& X, const VectorView& y,
                                     const Folds& folds);
/// The same with probabilities: n x k, k = max(y) + 1; 0 for a class that a training set did not have.
[[nodiscard]] Matrix crossValPredictProba(const Classifier& estimator, const MatrixView& X, const LabelView& y,
                                          const Folds& folds);

struct GridSearchCVOptions {
  std::string scoring{};          ///< One name; empty: the estimators' own score.
  bool returnTrainScore = false;  ///< Also score the training rows, as a validation curve shows them.

  static constexpr const char* kOwner = "GridSearchCV";
  static void fields(auto& field, auto& o) {
    field("scoring", o.scoring);
    field("returnTrainScore", o.returnTrainScore);
  }
};

/// Every candidate on every fold, candidate by candidate. A candidate is an estimator with its options: a grid of
/// options is a list of estimators, which may be of different classes. Refitting the best on all rows is a line of the
/// caller's, who has the candidates.
class GridSearchCV {
 public:
  explicit GridSearchCV(GridSearchCVOptions options = {});
  GridSearchCV(GridSearchCV&&) noexcept;
  GridSearchCV& operator=(GridSearchCV&&) noexcept;
  ~GridSearchCV();

  void begin(const std::vector<const Classifier*>& candidates, const MatrixView& X, const LabelView& y,
             const Folds& folds);
  void begin(const std::vector<const Regressor*>& candidates, const MatrixView& X, const VectorView& y,
             const Folds& folds);
  void step(int n = 1);
  [[nodiscard]] bool done() const { return task_ != nullptr && nDone_ == nSteps(); }
  [[nodiscard]] int nDone() const { return nDone_; }
  [[nodiscard]] int nSteps() const { return static_cast<int>(testScore_.size()); }

  /// nCandidates x nFolds.
  [[nodiscard]] const Matrix& testScore() const { return testScore_; }
  /// nCandidates x nFolds with returnTrainScore, else empty.
  [[nodiscard]] const Matrix& trainScore() const { return trainScore_; }
  /// nCandidates each: mean and population standard deviation over the folds; NaN until a candidate has them all.
  [[nodiscard]] Vector meanTestScore() const;
  [[nodiscard]] Vector stdTestScore() const;
  /// nCandidates: 1 for the highest mean; equal means share the lower number; 0 until a candidate has its mean.
  [[nodiscard]] Labels rankTestScore() const;
  /// The candidate with the highest mean, the first on ties; -1 before any is finished.
  [[nodiscard]] int bestIndex() const;
  /// Its mean: chosen as the highest of many, so it flatters (see NestedCrossValidation). NaN before any is finished.
  [[nodiscard]] double bestScore() const;
  [[nodiscard]] const GridSearchCVOptions& options() const { return options_; }

 private:
  void start(std::unique_ptr<LearningTask> task, const Folds& folds);

  GridSearchCVOptions options_;
  std::unique_ptr<LearningTask> task_;
  Folds folds_;
  Matrix testScore_, trainScore_;
  int nDone_ = 0;
};

struct NestedCrossValidationOptions {
  std::string scoring{};  ///< One name, for choosing and for judging.
  int innerSplits = 5;    ///< [2, training rows] unshuffled folds (stratified for classifiers) of each training set.

  static constexpr const char* kOwner = "NestedCrossValidation";
  static void fields(auto& field, auto& o) {
    field("scoring", o.scoring);
    field("innerSplits", o.innerSplits);
  }
};

/// Choosing is part of learning: on each outer fold the best candidate is found by cross-validation within the training
/// rows alone, fitted on all of them and scored on test rows that had no say (Cawley & Talbot, On over-fitting in model
/// selection and subsequent selection bias in performance evaluation, 2010). Equals scikit-learn's cross_val_score of a
/// GridSearchCV. A step is one fit; an outer fold takes nCandidates innerSplits + 1 of them.
class NestedCrossValidation {
 public:
  explicit NestedCrossValidation(NestedCrossValidationOptions options = {});
  NestedCrossValidation(NestedCrossValidation&&) noexcept;
  NestedCrossValidation& operator=(NestedCrossValidation&&) noexcept;
  ~NestedCrossValidation();

  void begin(const std::vector<const Classifier*>& candidates, const MatrixView& X, const LabelView& y,
             const Folds& folds);
  void begin(const std::vector<const Regressor*>& candidates, const MatrixView& X, const VectorView& y,
             const Folds& folds);
  void step(int n = 1);
  [[nodiscard]] bool done() const { return task_ != nullptr && nDone_ == nSteps(); }
  [[nodiscard]] int nDone() const { return nDone_; }
  [[nodiscard]] int nSteps() const;

  /// nFolds entries each; NaN (chosen: -1) for outer folds to come.
  [[nodiscard]] const Vector& testScore() const { return testScore_; }    ///< Of the chosen candidate on the test rows.
  [[nodiscard]] const Vector& innerScore() const { return innerScore_; }  ///< The mean for which it was chosen.
  [[nodiscard]] const Labels& chosen() const { return chosen_; }          ///< Which candidate; the first on ties.
  [[nodiscard]] const NestedCrossValidationOptions& options() const { return options_; }

 private:
  void start(std::unique_ptr<LearningTask> task, const Folds& folds);

  NestedCrossValidationOptions options_;
  std::unique_ptr<LearningTask> task_;
  Folds folds_;
  Folds inner_;         // of the outer fold that is running
  Matrix innerScores_;  // nCandidates x innerSplits, of the same
  Vector testScore_, innerScore_;
  Labels chosen_;
  int nDone_ = 0;
};

struct LearningCurveOptions {
  std::string scoring{};  ///< One name.
  /// (0, 1]: shares of the first fold's training rows, rounded down, at least one row; equal sizes are taken once.
  std::vector<double> trainSizes = {0.1, 0.325, 0.55, 0.775, 1.0};
  /// false: the first rows of each training set, as scikit-learn does. true: of a random order of it, by the seed and
  /// the fold; needed where rows are sorted by class.
  bool shuffle = false;
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "LearningCurve";
  static void fields(auto& field, auto& o) {
    field("scoring", o.scoring);
    field("trainSizes", o.trainSizes);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// How scores grow with the number of training rows. Larger training sets contain the smaller ones. All folds of one
/// size, then the next size: the curve grows from left to right.
class LearningCurve {
 public:
  explicit LearningCurve(LearningCurveOptions options = {});
  LearningCurve(LearningCurve&&) noexcept;
  LearningCurve& operator=(LearningCurve&&) noexcept;
  ~LearningCurve();

  void begin(const Classifier& estimator, const MatrixView& X, const LabelView& y, const Folds& folds);
  void begin(const Regressor& estimator, const MatrixView& X, const VectorView& y, const Folds& folds);
  void step(int n = 1);
  [[nodiscard]] bool done() const { return task_ != nullptr && nDone_ == nSteps(); }
  [[nodiscard]] int nDone() const { return nDone_; }
  [[nodiscard]] int nSteps() const { return static_cast<int>(testScore_.size()); }

  [[nodiscard]] const Labels& trainSizes() const { return trainSizes_; }  ///< Numbers of rows, rising.
  /// nSizes x nFolds each.
  [[nodiscard]] const Matrix& testScore() const { return testScore_; }
  [[nodiscard]] const Matrix& trainScore() const { return trainScore_; }
  [[nodiscard]] const LearningCurveOptions& options() const { return options_; }

 private:
  void start(std::unique_ptr<LearningTask> task, const Folds& folds);

  LearningCurveOptions options_;
  std::unique_ptr<LearningTask> task_;
  Folds folds_;  // the training rows in the order in which they are taken
  Labels trainSizes_;
  Matrix testScore_, trainScore_;
  int nDone_ = 0;
};

}  // namespace scrollwork
