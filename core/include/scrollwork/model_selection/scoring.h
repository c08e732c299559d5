#pragma once

#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

/// Scores by scikit-learn's names; higher is always better, so losses carry a minus and begin with "neg_".
///
/// Classifiers. From predicted labels: "accuracy", "balanced_accuracy", "matthews_corrcoef", and "precision", "recall"
/// and "f1" of class 1 against class 0, or with "_macro", "_micro" or "_weighted" of any number of classes. From
/// probabilities: "neg_log_loss"; for two classes "roc_auc", "average_precision", "neg_brier_score"; for any number
/// "roc_auc_ovr", "roc_auc_ovo", "roc_auc_ovr_weighted", "roc_auc_ovo_weighted". (scikit-learn ranks by the decision
/// function where there is one; the order is the same, but for probabilities that round to 1.)
///
/// Regressors: "r2", "explained_variance", "max_error" (with its minus, as scikit-learn's), "neg_mean_squared_error",
/// "neg_root_mean_squared_error", "neg_mean_absolute_error", "neg_median_absolute_error".
///
/// An empty name is the estimator's own score: "accuracy" or "r2".
///
/// The scores, one for each name, of a fitted estimator on X (n x d) and y; it is asked once for labels and once for
/// probabilities, however many names there are. Throws Error: kBadValue (unknown name; data that a score is not defined
/// for, such as one class for "roc_auc"), and what the estimator throws.
[[nodiscard]] std::vector<double> scoresOf(const Classifier& classifier, const MatrixView& X, const LabelView& y,
                                           const std::vector<std::string>& scoring);
[[nodiscard]] std::vector<double> scoresOf(const Regressor& regressor, const MatrixView& X, const VectorView& y,
                                           const std::vector<std::string>& scoring);

/// Throws kBadValue for a name that there is not.
void requireClassifierScoring(const std::vector<std::string>& scoring);
void requireRegressorScoring(const std::vector<std::string>& scoring);

}  // namespace scrollwork
