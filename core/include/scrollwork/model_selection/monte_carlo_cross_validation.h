#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/model_selection/split.h"

namespace scrollwork {

struct MonteCarloCrossValidationOptions {
  int nSplits = 1000;      ///< [1, 1000000] re-splits.
  double trainSize = 0.6;  ///< As in TrainValTestSplitOptions.
  double valSize = 0.2;
  double testSize = 0.2;
  bool stratify = false;
  std::uint64_t seed = 0;  ///< Split i is drawn from (seed, i) alone, so 100 splits are the first 100 of 1000.

  static constexpr const char* kOwner = "MonteCarloCrossValidation";
  static void fields(auto& field, auto& o) {
    field("nSplits", o.nSplits);
    field("trainSize", o.trainSize);
    field("valSize", o.valSize);
    field("testSize", o.testSize);
    field("stratify", o.stratify);
    field("seed", o.seed);
  }
};

/// Repeated random re-splitting (Xu & Liang, Monte Carlo cross validation, 2001): each round deals the rows to three
/// pens anew, fits a fresh clone of every model on the training pen, and scores it on all three. The spread of a column
/// of testAccuracy is how much a test score owes to the luck of the split.
///
/// `begin`, then `step` until `done`, so a histogram can grow while the rounds run. Rounds depend on nothing but the
/// seed and their number: any way of cutting the work into steps gives the same columns. All working memory is
/// allocated by `begin`; a round allocates only what cloning, fitting and asking the models does. Cost of a round: a
/// fit of every model, and its predictions for all n rows.
class MonteCarloCrossValidation {
 public:
  explicit MonteCarloCrossValidation(MonteCarloCrossValidationOptions options = {});
  MonteCarloCrossValidation(MonteCarloCrossValidation&&) noexcept;
  MonteCarloCrossValidation& operator=(MonteCarloCrossValidation&&) noexcept;
  ~MonteCarloCrossValidation();

  /// Copies X (n x d, finite) and y (n labels >= 0) and clones the prototypes (at least one, none null; they need not
  /// be fitted and are not touched). Forgets an earlier run. Throws Error: kBadShape (row counts differ, no rows, no
  /// models), kBadValue (NaN, options out of range, as trainValTestSplit).
  void begin(const MatrixView& X, const LabelView& y, const std::vector<const Classifier*>& prototypes);
  /// Runs up to n >= 1 further rounds. An Error from a model's fit (a training pen too small for it) passes through,
  /// its message led by the round, with the finished rounds kept and this one not counted. Throws Error kNotFitted
  /// before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return nDone_ >= options_.nSplits; }
  [[nodiscard]] int nDone() const { return nDone_; }  ///< Rounds that are finished, 0 .. nSplits.
  [[nodiscard]] int nModels() const { return static_cast<int>(models_.size()); }

  /// nSplits x nModels accuracies in [0, 1]; rows below nDone() are final, the rest NaN. An empty pen scores NaN.
  [[nodiscard]] const Matrix& trainAccuracy() const { return trainAccuracy_; }
  [[nodiscard]] const Matrix& valAccuracy() const { return valAccuracy_; }
  [[nodiscard]] const Matrix& testAccuracy() const { return testAccuracy_; }
  /// nSplits entries: the model with the highest validation accuracy of each round, the lowest index on ties; -1 where
  /// the round is not finished or there is no validation pen.
  [[nodiscard]] const Labels& chosen() const { return chosen_; }
  /// The pens of round i in [0, nSplits), drawn again. Throws Error: kNotFitted before begin, kBadValue for i out of
  /// range.
  [[nodiscard]] TrainValTestSplit split(int i) const;

  [[nodiscard]] const MonteCarloCrossValidationOptions& options() const { return options_; }

 private:
  struct Round;  // what a round works in: the dealer and the three pens

  void requireBegun() const;
  void runRound();

  MonteCarloCrossValidationOptions options_;
  std::vector<std::unique_ptr<Classifier>> models_;  // never fitted: every round clones them
  std::unique_ptr<Round> round_;                     // null before begin
  Matrix trainAccuracy_, valAccuracy_, testAccuracy_;
  Labels chosen_;
  int nDone_ = 0;
};

}  // namespace scrollwork
