#pragma once

#include <cstdint>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Two crowds of scores on one axis, the negatives (0) and the positives (1): what a detector sees, with each crowd's
/// place, spread and shape to choose. With no skew this is the binormal model of ROC analysis (Green & Swets, Signal
/// detection theory and psychophysics, 1966); the skew is that of the sinh-arcsinh distributions (Jones & Pewsey,
/// 2009).
///
/// A crowd is a standard normal draw z, bent and moved: median + scale (sinh(asinh(z) + skew) - sinh(skew)). So half of
/// a crowd always lies on either side of its median, and scale is the standard deviation where skew is 0.
///
/// Throws Error: kBadShape (not two entries), kBadValue (out of range).
struct TwoCrowdsOptions {
  int nNegative = 60;                        ///< [1, 1000000]
  int nPositive = 60;                        ///< [1, 1000000]
  std::vector<double> medians = {0.0, 1.5};  ///< Of the negatives and of the positives, each in [-1000, 1000].
  std::vector<double> scales = {1.0, 1.0};   ///< [0.001, 1000] each.
  std::vector<double> skews = {0.0, 0.0};    ///< [-2, 2] each; positive = a long tail to the right.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeTwoCrowds";
  static void fields(auto& field, auto& o) {
    field("nNegative", o.nNegative);
    field("nPositive", o.nPositive);
    field("medians", o.medians);
    field("scales", o.scales);
    field("skews", o.skews);
    field("seed", o.seed);
  }
};

/// One score a case, the negatives first.
struct TwoCrowds {
  Vector scores;
  Labels y;

  static void fields(auto& field, auto& o) {
    field("scores", o.scores);
    field("y", o.y);
  }
};

/// A sample of both crowds. Case i of a crowd is the same z whatever the other options say: it moves as its crowd does,
/// and a larger crowd begins with the smaller one.
[[nodiscard]] TwoCrowds makeTwoCrowds(const TwoCrowdsOptions& options = {});

/// What an endless sample would show at the thresholds asked for.
struct TwoCrowdsCurve {
  Vector fpr;              ///< Share of the negatives at or above each threshold.
  Vector tpr;              ///< Share of the positives at or above each threshold.
  Vector negativeDensity;  ///< At each threshold, of the negatives alone: its integral is 1.
  Vector positiveDensity;
  /// The probability that a positive scores higher than a negative: the area under the whole curve, to about 1e-9 where
  /// no scale is below a hundredth of the other.
  double auc = 0;

  static void fields(auto& field, auto& o) {
    field("fpr", o.fpr);
    field("tpr", o.tpr);
    field("negativeDensity", o.negativeDensity);
    field("positiveDensity", o.positiveDensity);
    field("auc", o.auc);
  }
};

/// thresholds: any number of them in any order, -inf and +inf allowed, no NaN; the numbers of cases are not used.
/// Cost: about 5 us a threshold.
[[nodiscard]] TwoCrowdsCurve twoCrowdsCurve(const VectorView& thresholds, const TwoCrowdsOptions& options = {});

/// The probability that a case with each of these finite scores is positive (Bayes), where a share `prevalence` in
/// (0, 1) is: the one calibrated answer. 1/2 where both densities are too small to compare.
[[nodiscard]] Vector twoCrowdsProbability(const VectorView& scores, double prevalence,
                                          const TwoCrowdsOptions& options = {});

/// The median that the positives need for this area, in [0.5, 0.999], all else as in `options`. Found by bisection to
/// the last few bits.
[[nodiscard]] double twoCrowdsMedianForAuc(double auc, const TwoCrowdsOptions& options = {});

}  // namespace scrollwork
