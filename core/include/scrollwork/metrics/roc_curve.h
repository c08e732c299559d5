#pragma once

#include <string>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Receiver operating characteristic: what a score can do as a detector, whatever the threshold. In all of this header
/// a case is called positive when its score is at least the threshold; label `posLabel` is the positive class and every
/// other label the negative one, so that one species against the rest needs no new labels.
///
/// Arguments: yTrue (n labels in [0, kMaxClasses)), yScore (n finite numbers, higher = more likely positive), n >= 2
/// with cases of both classes. Throws Error: kBadShape (sizes), kBadValue (NaN, infinity, only one class, an option).
/// Cost: O(n) for most scores, O(n log n) at worst. Equal scores are one step of the curve: a tie is half a hit.

struct RocCurveOptions {
  int posLabel = 1;              ///< [0, kMaxClasses)
  bool dropIntermediate = true;  ///< Leave out points in the middle of a straight piece; the area stays as it is.

  static constexpr const char* kOwner = "rocCurve";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("dropIntermediate", o.dropIntermediate);
  }
};

/// Points by falling threshold, from (0, 0) to (1, 1); neither coordinate ever falls.
struct RocCurve {
  Vector fpr;         ///< False positive rate at each point: share of the negatives called positive.
  Vector tpr;         ///< True positive rate at each point: share of the positives called positive.
  Vector thresholds;  ///< Falling. The first is infinity, at which nothing is called positive (scikit-learn >= 1.3).
  double auc = 0;     ///< Area under the whole curve, [0, 1], from exact counts: correct to the last bit or two.
  int nPositive = 0;
  int nNegative = 0;

  static void fields(auto& field, auto& o) {
    field("fpr", o.fpr);
    field("tpr", o.tpr);
    field("thresholds", o.thresholds);
    field("auc", o.auc);
    field("nPositive", o.nPositive);
    field("nNegative", o.nNegative);
  }
};

[[nodiscard]] RocCurve rocCurve(const LabelView& yTrue, const VectorView& yScore, const RocCurveOptions& options = {});

/// Area under a polygon by the trapezoidal rule: x (m >= 2 finite numbers, rising or falling, equal neighbours allowed)
/// and y (m finite numbers). Falling x give the same area as the curve read backwards. Throws kBadShape, kBadValue.
[[nodiscard]] double auc(const VectorView& x, const VectorView& y);

struct RocAucOptions {
  int posLabel = 1;  ///< [0, kMaxClasses)
  /// (0, 1]: the area up to this false positive rate only, the curve cut there by a straight line.
  double maxFpr = 1.0;
  /// With maxFpr < 1: true gives McClish's standardised area (scikit-learn's), in which a score that knows nothing has
  /// 1/2 and a perfect one 1; false the plain area, in [0, maxFpr].
  bool standardize = true;

  static constexpr const char* kOwner = "rocAucScore";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("maxFpr", o.maxFpr);
    field("standardize", o.standardize);
  }
};

/// Area under the ROC curve: the probability that a positive case drawn at random scores higher than a negative one,
/// ties counting half (Mann & Whitney, 1947; Hanley & McNeil, The meaning and use of the area under a ROC curve, 1982).
/// Computed by counting pairs, in integers, so it is exact up to one division; it agrees with `auc` of `rocCurve` to
/// 1e-12 and better. Partial areas: McClish, Analyzing a portion of the ROC curve, 1989.
[[nodiscard]] double rocAucScore(const LabelView& yTrue, const VectorView& yScore, const RocAucOptions& options = {});

struct MulticlassAucOptions {
  /// "ovr": each class against the rest. "ovo": each pair of classes on the cases of these two alone, both ways round
  /// (Hand & Till, A simple generalisation of the area under the ROC curve, 2001). scikit-learn has no default here.
  std::string multiClass = "ovr";
  /// "macro": all classes (pairs) count the same. "weighted": by their cases (the pair's share of the cases).
  std::string average = "macro";

  static constexpr const char* kOwner = "rocAucScoreMulticlass";
  static void fields(auto& field, auto& o) {
    field("multiClass", o.multiClass);
    field("average", o.average);
  }
};

/// One number for k >= 2 classes from yTrue and scores (n x k, finite; column c = score of class c). Unlike
/// scikit-learn it does not ask that the rows sum to 1. Every class must occur: kBadValue otherwise.
/// Cost: k or k (k - 1) areas.
[[nodiscard]] double rocAucScoreMulticlass(const LabelView& yTrue, const MatrixView& yScore,
                                           const MulticlassAucOptions& options = {});

struct PartialAucOptions {
  double maxFpr = 0.1;      ///< (0, 1]
  bool standardize = true;  ///< As in RocAucOptions.

  static constexpr const char* kOwner = "partialAuc";
  static void fields(auto& field, auto& o) {
    field("maxFpr", o.maxFpr);
    field("standardize", o.standardize);
  }
};

/// The area under a ROC curve that is known by its points, up to a false positive rate: the polygon is cut there. fpr
/// and tpr: m >= 2 finite numbers each, fpr rising or equal from its first to its last, which reach from 0 to maxFpr at
/// least. Throws kBadShape, kBadValue. O(m).
[[nodiscard]] double partialAuc(const VectorView& fpr, const VectorView& tpr, const PartialAucOptions& options = {});

/// The corners of the convex hull over a ROC curve, as indices into it, ascending, first and last point included.
/// Between two corners a detector that tosses a coin between both thresholds does better than every threshold between
/// them; outside of the corners no costs and no prevalence ask for a point (Provost & Fawcett, Robust classification
/// for imprecise environments, 2001). fpr and tpr: m >= 2 finite numbers each, rising or equal from point to point.
/// Points within a straight piece are no corners. Cost: O(m). Throws kBadShape, kBadValue.
[[nodiscard]] Labels rocConvexHull(const VectorView& fpr, const VectorView& tpr);

struct OptimalThresholdOptions {
  int posLabel = 1;              ///< [0, kMaxClasses)
  double costFalsePositive = 1;  ///< > 0, what one false alarm costs, in any unit.
  double costFalseNegative = 1;  ///< > 0, what one miss costs, in the same unit.
  /// [0, 1): share of positives in the world in which the detector is used; 0 = as in the data.
  double prevalence = 0;

  static constexpr const char* kOwner = "optimalThreshold";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("costFalsePositive", o.costFalsePositive);
    field("costFalseNegative", o.costFalseNegative);
    field("prevalence", o.prevalence);
  }
};

struct ExpectedCostOptions {
  double costFalsePositive = 1;  ///< > 0, what one false alarm costs, in any unit.
  double costFalseNegative = 1;  ///< > 0, what one miss costs, in the same unit.
  double prevalence = 0.5;       ///< [0, 1], share of positives in the world in which the detector is used.

  static constexpr const char* kOwner = "expectedCost";
  static void fields(auto& field, auto& o) {
    field("costFalsePositive", o.costFalsePositive);
    field("costFalseNegative", o.costFalseNegative);
    field("prevalence", o.prevalence);
  }
};

/// What a case costs on average at each point of a ROC curve: prevalence (1 - tpr) costFalseNegative + (1 - prevalence)
/// fpr costFalsePositive. fpr and tpr: equally many numbers in [0, 1]. Throws kBadShape, kBadValue. O(m).
[[nodiscard]] Vector expectedCost(const VectorView& fpr, const VectorView& tpr,
                                  const ExpectedCostOptions& options = {});

/// Where the lowest iso-cost line touches the ROC curve. All points of the line tpr = slope fpr + intercept cost the
/// same.
struct OperatingPoint {
  double threshold = 0;  ///< Call positive from this score on; infinity = call nothing positive.
  double fpr = 0;
  double tpr = 0;
  double expectedCost =
      0;  ///< Of one case: prevalence (1 - tpr) costFalseNegative + (1 - prevalence) fpr costFalsePositive.
  double prevalence = 0;  ///< The one that was used.
  double slope = 0;       ///< ((1 - prevalence) costFalsePositive) / (prevalence costFalseNegative)
  double intercept = 0;

  static void fields(auto& field, auto& o) {
    field("threshold", o.threshold);
    field("fpr", o.fpr);
    field("tpr", o.tpr);
    field("expectedCost", o.expectedCost);
    field("prevalence", o.prevalence);
    field("slope", o.slope);
    field("intercept", o.intercept);
  }
};

/// The threshold with the lowest expected cost (Metz, Basic principles of ROC analysis, 1978); the highest on ties.
[[nodiscard]] OperatingPoint optimalThreshold(const LabelView& yTrue, const VectorView& yScore,
                                              const OptimalThresholdOptions& options = {});

}  // namespace scrollwork
