#pragma once

#include <cstdint>
#include <string>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct PermutationImportanceOptions {
  int nRepeats = 5;  ///< [1, 10000] shuffles of each column.
  /// What is lost is counted in: "accuracy", "balanced_accuracy" or "neg_log_loss" for classifiers, "r2",
  /// "neg_mean_squared_error" or "neg_mean_absolute_error" for regressors. "auto" is accuracy, and r2.
  std::string scoring = "auto";
  std::uint64_t seed =
      0;  ///< Feature j and repeat r shuffle by stream(j).stream(r), so more repeats keep the first ones.

  static constexpr const char* kOwner = "permutationImportance";
  static void fields(auto& field, auto& o) {
    field("nRepeats", o.nRepeats);
    field("scoring", o.scoring);
    field("seed", o.seed);
  }
};

/// What shuffling each column costs.
struct PermutationImportance {
  double baselineScore = 0;  ///< The score of X as it is.
  Matrix importances;        ///< d x nRepeats: baselineScore minus the score with column j shuffled.
  Vector importancesMean;    ///< d means over the repeats.
  Vector importancesStd;     ///< d standard deviations over the repeats, with divisor nRepeats.

  static void fields(auto& field, auto& o) {
    field("baselineScore", o.baselineScore);
    field("importances", o.importances);
    field("importancesMean", o.importancesMean);
    field("importancesStd", o.importancesStd);
  }
};

/// By how much the score of a fitted model falls when a column of X is shuffled, which breaks its tie with y and with
/// the other columns: Breiman, "Random forests", 2001, section 10; Fisher, Rudin & Dominici, "All models are wrong, but
/// many are useful", 2019. Nothing is fitted again. Measured on rows that the model has not seen it says what the
/// model's quality rests on; on training rows, what it memorised. Of two columns that say the same each may look
/// unimportant, as the model reads the other one; numbers below 0 are chance.
///
/// As scikit-learn's function of the name, whose default draws are other ones. X: n x d as in fit, y: n labels or
/// numbers. R² of a constant y is 1 for exact predictions and else 0. Cost: 1 + d nRepeats predictions of n rows.
/// Throws Error: kNotFitted, kBadShape (widths, lengths), kBadValue (NaN, label not below k with "neg_log_loss", option
/// out of range).
[[nodiscard]] PermutationImportance permutationImportance(const Classifier& model, const MatrixView& X,
                                                          const LabelView& y,
                                                          const PermutationImportanceOptions& options = {});
[[nodiscard]] PermutationImportance permutationImportance(const Regressor& model, const MatrixView& X,
                                                          const VectorView& y,
                                                          const PermutationImportanceOptions& options = {});

}  // namespace scrollwork
