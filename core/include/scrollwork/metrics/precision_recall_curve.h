#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Precision against recall over all thresholds. As in roc_curve.h, a case is called positive when its score is at
/// least the threshold, and label `posLabel` is the positive class against all others.
///
/// Arguments: yTrue (n labels in [0, kMaxClasses)), yScore (n finite numbers), n >= 1 with at least one positive case.
/// Throws Error: kBadShape (sizes), kBadValue (NaN, infinity, no positive case, an option).
/// Cost: O(n) for most scores, O(n log n) at worst.

struct PrecisionRecallCurveOptions {
  int posLabel = 1;  ///< [0, kMaxClasses)
  /// Leave out points between two others of the same recall (scikit-learn >= 1.3). The average precision is not
  /// affected.
  bool dropIntermediate = false;

  static constexpr const char* kOwner = "precisionRecallCurve";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("dropIntermediate", o.dropIntermediate);
  }
};

/// Points by rising threshold, as scikit-learn has them: recall falls from 1 to 0. The last point (recall 0,
/// precision 1) belongs to no threshold: it is a convention, not a measurement.
struct PrecisionRecallCurve {
  Vector precision;   ///< m + 1 numbers; the last is 1.
  Vector recall;      ///< m + 1 numbers; the last is 0.
  Vector thresholds;  ///< m numbers, rising.
  double averagePrecision = 0;

  static void fields(auto& field, auto& o) {
    field("precision", o.precision);
    field("recall", o.recall);
    field("thresholds", o.thresholds);
    field("averagePrecision", o.averagePrecision);
  }
};

[[nodiscard]] PrecisionRecallCurve precisionRecallCurve(const LabelView& yTrue, const VectorView& yScore,
                                                        const PrecisionRecallCurveOptions& options = {});

/// Sum over the thresholds of (gain in recall) x precision: the area under the curve as a staircase, with no point
/// made up between two measured ones. In (0, 1]; a score that knows nothing gets about the share of positives.
[[nodiscard]] double averagePrecisionScore(const LabelView& yTrue, const VectorView& yScore, int posLabel = 1);

struct PrecisionRecallInterpolationOptions {
  int posLabel = 1;  ///< [0, kMaxClasses)
  /// Only between thresholds on the convex hull of the ROC curve: the best that this score can be made to do, called
  /// the achievable curve by Davis & Goadrich. false: between all neighbouring thresholds.
  bool convexHull = false;

  static constexpr const char* kOwner = "precisionRecallInterpolation";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("convexHull", o.convexHull);
  }
};

/// The curve that a straight line between two points of precision and recall gets wrong.
struct PrecisionRecallInterpolation {
  Vector recall;          ///< Rising from 0 to 1.
  Vector precision;       ///< As many.
  double area = 0;        ///< Under the interpolated curve, exact (an integral, not a sum over the points above).
  double linearArea = 0;  ///< Under straight lines between the thresholds' points: what it is not.

  static void fields(auto& field, auto& o) {
    field("recall", o.recall);
    field("precision", o.precision);
    field("area", o.area);
    field("linearArea", o.linearArea);
  }
};

/// Interpolation after Davis & Goadrich, The relationship between precision-recall and ROC curves, 2006: between two
/// thresholds a detector can be mixed at random, which moves true and false positives along a straight line in counts.
/// Recall is then linear in the count, precision a hyperbola, which sags below the chord where precision falls.
/// The points are the thresholds' own and, between two of them, one for each further true positive; so at most m +
/// P points. Below the highest threshold precision is constant (the first hyperbola starts at no calls at all).
/// The area is the integral of the hyperbolas (Keilwagen, Grosse & Grau, Area under precision-recall curves for
/// weighted and unweighted data, 2014).
[[nodiscard]] PrecisionRecallInterpolation precisionRecallInterpolation(
    const LabelView& yTrue, const VectorView& yScore, const PrecisionRecallInterpolationOptions& options = {});

/// The precision of a detector with these rates in a world with another share of positives (Bayes): at each i
/// pi tpr / (pi tpr + (1 - pi) fpr), and 1 where nothing is called positive. fpr and tpr: equally many numbers in
/// [0, 1]; prevalence in (0, 1). Throws kBadShape, kBadValue. O(m).
[[nodiscard]] Vector precisionAtPrevalence(const VectorView& fpr, const VectorView& tpr, double prevalence);

/// The curve of equal F-beta in the plane of recall and precision: for each recall the precision that makes the score
/// `fBeta`, NaN where none in [0, 1] does. fBeta in (0, 1], recall in [0, 1], beta > 0. Throws kBadValue. O(m).
[[nodiscard]] Vector fBetaIsoCurve(const VectorView& recall, double fBeta, double beta = 1.0);

}  // namespace scrollwork
