#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/model_selection/folds.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

/// Data, estimators and scores of one kind, classification or regression, so that what is done with folds need not know
/// which. Every fit is that of a fresh clone: a warm start would let a fold know the one before it.
class LearningTask {
 public:
  virtual ~LearningTask() = default;
  LearningTask(const LearningTask&) = delete;
  LearningTask& operator=(const LearningTask&) = delete;

  [[nodiscard]] virtual Eigen::Index nRows() const = 0;
  [[nodiscard]] virtual std::size_t nEstimators() const = 0;

  /// Fits estimator e on the rows `train` and scores it on `test`: one number for each name of the scoring, followed by
  /// as many on `train` when `alsoTrain`.
  [[nodiscard]] virtual std::vector<double> fitAndScore(std::size_t e, const LabelView& train, const LabelView& test,
                                                        bool alsoTrain) const = 0;
  /// nSplits folds of these rows (their row numbers in the data), unshuffled, stratified for classification.
  [[nodiscard]] virtual Folds folds(int nSplits, const LabelView& rows) const = 0;

 protected:
  LearningTask() = default;
};

/// Check everything (data, estimators not null and at least one, names of the
/// scoring), then copy X and y and clone the estimators.
[[nodiscard]] std::unique_ptr<LearningTask> learningTask(const std::vector<const Classifier*>& estimators,
                                                         const MatrixView& X, const LabelView& y,
                                                         const std::vector<std::string>& scoring);
[[nodiscard]] std::unique_ptr<LearningTask> learningTask(const std::vector<const Regressor*>& estimators,
                                                         const MatrixView& X, const VectorView& y,
                                                         const std::vector<std::string>& scoring);

}  // namespace scrollwork
