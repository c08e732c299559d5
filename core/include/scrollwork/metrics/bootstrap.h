#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct RocBootstrapOptions {
  int nResamples = 2000;     ///< [1, 100000]
  bool stratify = true;      ///< Resample positives and negatives apart, their numbers fixed; else all cases together.
  double confidence = 0.95;  ///< (0, 1)
  /// "percentile": quantiles of the resampled areas. "bca": bias-corrected and accelerated (Efron, Better bootstrap
  /// confidence intervals, 1987), which follows a skew distribution.
  std::string method = "percentile";
  int gridSize = 101;  ///< [2, 10001] false positive rates from 0 to 1 at which the band of curves is known.
  int posLabel = 1;    ///< [0, kMaxClasses)
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "RocBootstrap";
  static void fields(auto& field, auto& o) {
    field("nResamples", o.nResamples);
    field("stratify", o.stratify);
    field("confidence", o.confidence);
    field("method", o.method);
    field("gridSize", o.gridSize);
    field("posLabel", o.posLabel);
    field("seed", o.seed);
  }
};

/// Interval of a quantity; for two scores, of their difference.
struct BootstrapInterval {
  double estimate = 0;  ///< From the cases themselves.
  double low = 0;
  double high = 0;
  double standardError = 0;  ///< Standard deviation of the resampled values.

  static void fields(auto& field, auto& o) {
    field("estimate", o.estimate);
    field("low", o.low);
    field("high", o.high);
    field("standardError", o.standardError);
  }
};

/// A pointwise band of curves: at each false positive rate the quantiles of the resampled true positive rates. It holds
/// the true curve at a given rate with the confidence asked for, not everywhere at once.
struct RocBand {
  Vector fpr;  ///< gridSize numbers from 0 to 1.
  Vector low, median, high;

  static void fields(auto& field, auto& o) {
    field("fpr", o.fpr);
    field("low", o.low);
    field("median", o.median);
    field("high", o.high);
  }
};

/// The ROC curves that other samples of the same cases would have shown: cases are drawn with replacement again and
/// again (Efron & Tibshirani, An introduction to the bootstrap, 1993). One or two scores of the same cases; both see
/// the same resamples, so their difference is paired.
///
/// `begin`, then `step` until `done`. Resample i draws from (seed, i) alone, so any way of cutting the work into steps
/// gives the same numbers, and 100 resamples are the first 100 of 1000. A plain resample without both classes is drawn
/// again. Scores are ranked once: a resample costs O(n) and allocates nothing.
class RocBootstrap {
 public:
  explicit RocBootstrap(RocBootstrapOptions options = {});

  /// yTrue (n labels in [0, kMaxClasses)), scores (n x 1 or n x 2, finite), at least two cases of each class. Forgets
  /// an earlier run. Throws Error: kBadShape, kBadValue.
  void begin(const LabelView& yTrue, const MatrixView& scores);
  /// Up to n further resamples. Throws kNotFitted before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return !ranks_.empty() && nDone_ >= options_.nResamples; }
  [[nodiscard]] int nDone() const { return nDone_; }

  /// nResamples x (1 or 2) areas; NaN in resamples to come.
  [[nodiscard]] const Matrix& auc() const { return auc_; }
  /// nResamples x gridSize true positive rates of score 0 or 1: the curves themselves. kBadValue for another number.
  [[nodiscard]] const Matrix& tpr(int score = 0) const;
  /// Of the area of score 0 or 1, from the resamples so far. Throws kNotFitted before the first one. Where the cases
  /// are told apart without a mistake (area 1, or 0) each resample is, too; then the interval is the bound of delong.h,
  /// and so is that of the difference of two such areas.
  [[nodiscard]] BootstrapInterval interval(int score = 0) const;
  /// Of the difference of the areas, score 0 less score 1. Throws kBadValue when there is one score only.
  [[nodiscard]] BootstrapInterval differenceInterval() const;
  [[nodiscard]] RocBand band(int score = 0) const;
  [[nodiscard]] const RocBootstrapOptions& options() const { return options_; }

 private:
  /// One score's cases by rank.
  struct Ranks {
    std::vector<int> groupOfRow;  ///< 0 = the highest score.
    int nGroups = 0;
  };
  void resample();
  void requireScore(int score) const;
  /// Cases of the smaller class.
  [[nodiscard]] Eigen::Index nPairs() const {
    return static_cast<Eigen::Index>(std::min(positives_.size(), negatives_.size()));
  }
  [[nodiscard]] BootstrapInterval intervalOf(std::vector<double> values, double estimate, const Vector& positive,
                                             const Vector& negative) const;

  RocBootstrapOptions options_;
  std::vector<int> positives_, negatives_;  // rows
  std::vector<Ranks> ranks_;                // one a score; empty before begin
  std::vector<Vector> placementsPositive_, placementsNegative_;
  std::vector<int> drawnPositive_, drawnNegative_;  // counts by group, of the running resample
  std::vector<int> drawn_;                          // rows, of the same
  Vector estimate_;
  Matrix auc_;
  std::vector<Matrix> tpr_;
  int nDone_ = 0;
};

/// The quantiles (1 -+ confidence) / 2 of n >= 1 resampled values, by linear interpolation. Throws kBadShape,
/// kBadValue.
[[nodiscard]] BootstrapInterval percentileInterval(const VectorView& values, double estimate, double confidence = 0.95);
/// Efron's BCa interval: quantiles moved by the share of values below the estimate (ties half) and by `acceleration`,
/// a sixth of the skewness of the estimate's dependence on single cases. When all values lie on one side of the
/// estimate the bias cannot be corrected, and the percentile interval is returned.
[[nodiscard]] BootstrapInterval bcaInterval(const VectorView& values, double estimate, double acceleration,
                                            double confidence = 0.95);

}  // namespace scrollwork
