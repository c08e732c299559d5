#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/inspection/regression_curve.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct RegressionFanOptions {
  int nFits = 50;  ///< [1, 10000] training sets.
  /// How a training set is drawn from the rows: "bootstrap": with replacement; "subsample": without.
  std::string resample = "bootstrap";
  int trainSize = 0;       ///< Rows of a training set; 0: as many as there are ("subsample": half of them, rounded up).
  double low = 0.05;       ///< [0, high] the quantile of the curves below the band.
  double high = 0.95;      ///< [low, 1] and above it.
  std::uint64_t seed = 0;  ///< Training set i is drawn from (seed, i) alone: 20 fits are the first 20 of 50.
  // The grid, as in RegressionCurveOptions.
  double xMin = 0.0;
  double xMax = 1.0;
  int nPoints = 200;
  int feature = 0;
  std::vector<double> fixed = {};

  static constexpr const char* kOwner = "RegressionFan";
  static void fields(auto& field, auto& o) {
    field("nFits", o.nFits);
    field("resample", o.resample);
    field("trainSize", o.trainSize);
    field("low", o.low);
    field("high", o.high);
    field("seed", o.seed);
    field("xMin", o.xMin);
    field("xMax", o.xMax);
    field("nPoints", o.nPoints);
    field("feature", o.feature);
    field("fixed", o.fixed);
  }
};

/// What the curves have in common at each point of the grid: nPoints numbers each.
struct FanSummary {
  Vector mean;
  Vector std;  ///< The spread of single curves about the mean (divided by their number): the root of the variance.
  Vector low;  ///< Quantiles of the curves, interpolated linearly between them (numpy's default).
  Vector high;
};

/// Many fits of one model to training sets that chance might have drawn as well, and their curves: the mean's distance
/// from the truth is the model's bias, the fan's width its variance (Geman, Bienenstock & Doursat, Neural networks and
/// the bias/variance dilemma, 1992).
///
/// `begin`, then `step` until `done`. Training sets are bootstraps or subsamples of the rows handed to begin; when
/// those are a large pool, subsamples of trainSize are as good as fresh draws. `addFit` takes a training set drawn by
/// the caller instead of the next one. Each fit is a fresh clone. Cost: a fit and nPoints predictions a step.
class RegressionFan {
 public:
  explicit RegressionFan(RegressionFanOptions options = {});
  RegressionFan(RegressionFan&&) noexcept = default;
  RegressionFan& operator=(RegressionFan&&) noexcept = default;

  /// Copies X (n x d, finite) and y (n numbers) and clones the prototype, which is not touched. Forgets an earlier run.
  /// Throws Error: kBadShape, kBadValue (NaN, option out of range, a subsample larger than n).
  void begin(const MatrixView& X, const VectorView& y, const Regressor& prototype);
  /// Up to n >= 1 further fits. An Error from a fit (a training set that the model cannot learn from) passes through,
  /// its message led by the number of the fit; the finished ones are kept and this one is not counted. Throws
  /// kNotFitted before begin.
  void step(int n = 1);
  /// The next fit is to this training set (m x d). None when done(). Throws like step, kBadShape, kBadValue.
  void addFit(const MatrixView& X, const VectorView& y);
  [[nodiscard]] bool done() const { return nDone_ >= options_.nFits; }
  [[nodiscard]] int nDone() const { return nDone_; }  ///< Fits that are finished, 0 .. nFits.

  [[nodiscard]] const Vector& x() const { return x_; }  ///< nPoints numbers of the grid; empty before begin.
  /// nFits x nPoints predictions; rows from nDone() on are NaN.
  [[nodiscard]] const Matrix& curves() const { return curves_; }
  /// Of the curves so far; NaN when there are none. O(nDone nPoints). Throws kNotFitted before begin.
  [[nodiscard]] FanSummary summary() const;
  /// The rows of training set i in [0, nFits), drawn again. Throws kNotFitted before begin, kBadValue.
  [[nodiscard]] Labels trainingRows(int i) const;

  [[nodiscard]] const RegressionFanOptions& options() const { return options_; }

 private:
  void fitTo(const MatrixView& X, const VectorView& y);

  RegressionFanOptions options_;
  std::unique_ptr<Regressor> prototype_;  // null before begin
  Matrix X_, grid_, curves_;
  Vector y_, x_;
  int nDone_ = 0;
};

}  // namespace scrollwork
