// metrics: what a score can do at every threshold, and how well probabilities are calibrated.
#include "marshal.h"
#include "scrollwork/metrics/calibration.h"
#include "scrollwork/metrics/precision_recall_curve.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/metrics/threshold_scores.h"

namespace scrollwork::bindings {
namespace {

/// Functions of the detector alone: a class and a score for each case, and their own options.
template <auto F, typename Options>
val ofScores(const val& yTrue, const val& yScore, const val& options) {
  return fromFields(F(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<Options>(options)));
}

double area(const val& x, const val& y) { return auc(toVector(x, "x"), toVector(y, "y")); }
double rocAuc(const val& yTrue, const val& yScore, const val& options) {
  return rocAucScore(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<RocAucOptions>(options));
}
double rocAucMulticlass(const val& yTrue, const val& yScore, const val& options) {
  return rocAucScoreMulticlass(toLabels(yTrue, "yTrue"), toMatrix(yScore, "yScore"),
                               toOptions<MulticlassAucOptions>(options));
}
val hull(const val& fpr, const val& tpr) { return from(rocConvexHull(toVector(fpr, "fpr"), toVector(tpr, "tpr"))); }

double partialArea(const val& fpr, const val& tpr, const val& options) {
  return partialAuc(toVector(fpr, "fpr"), toVector(tpr, "tpr"), toOptions<PartialAucOptions>(options));
}
val cost(const val& fpr, const val& tpr, const val& options) {
  return from(expectedCost(toVector(fpr, "fpr"), toVector(tpr, "tpr"), toOptions<ExpectedCostOptions>(options)));
}
val temper(const val& yProb, const val& temperature) {
  return from(temperatureScaled(toVector(yProb, "yProb"), to<double>(temperature, "temperature")));
}

/// The one option of the functions that take the positive label as an argument.
struct PosLabel {
  int posLabel = 1;
  static void fields(auto& field, auto& o) { field("posLabel", o.posLabel); }
};
struct AveragePrecisionScoreOptions : PosLabel {
  static constexpr const char* kOwner = "averagePrecisionScore";
};
struct BrierScoreLossOptions : PosLabel {
  static constexpr const char* kOwner = "brierScoreLoss";
};
double averagePrecision(const val& yTrue, const val& yScore, const val& options) {
  return averagePrecisionScore(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"),
                               toOptions<AveragePrecisionScoreOptions>(options).posLabel);
}
double brier(const val& yTrue, const val& yProb, const val& options) {
  return brierScoreLoss(toLabels(yTrue, "yTrue"), toVector(yProb, "yProb"),
                        toOptions<BrierScoreLossOptions>(options).posLabel);
}

val precisionAt(const val& fpr, const val& tpr, const val& prevalence) {
  return from(precisionAtPrevalence(toVector(fpr, "fpr"), toVector(tpr, "tpr"), to<double>(prevalence, "prevalence")));
}

struct FBetaIsoCurveOptions {
  double beta = 1;
  static constexpr const char* kOwner = "fBetaIsoCurve";
  static void fields(auto& field, auto& o) { field("beta", o.beta); }
};
val isoCurve(const val& recall, const val& fBeta, const val& options) {
  return from(fBetaIsoCurve(toVector(recall, "recall"), to<double>(fBeta, "fBeta"),
                            toOptions<FBetaIsoCurveOptions>(options).beta));
}

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_curves) {
  using emscripten::function;
  function("metrics.rocCurve", guarded<&ofScores<&rocCurve, RocCurveOptions>>);
  function("metrics.auc", guarded<&area>);
  function("metrics.rocAucScore", guarded<&rocAuc>);
  function("metrics.rocAucScoreMulticlass", guarded<&rocAucMulticlass>);
  function("metrics.partialAuc", guarded<&partialArea>);
  function("metrics.rocConvexHull", guarded<&hull>);
  function("metrics.expectedCost", guarded<&cost>);
  function("metrics.optimalThreshold", guarded<&ofScores<&optimalThreshold, OptimalThresholdOptions>>);
  function("metrics.precisionRecallCurve", guarded<&ofScores<&precisionRecallCurve, PrecisionRecallCurveOptions>>);
  function("metrics.averagePrecisionScore", guarded<&averagePrecision>);
  function("metrics.precisionRecallInterpolation",
           guarded<&ofScores<&precisionRecallInterpolation, PrecisionRecallInterpolationOptions>>);
  function("metrics.precisionAtPrevalence", guarded<&precisionAt>);
  function("metrics.fBetaIsoCurve", guarded<&isoCurve>);
  function("metrics.thresholdScores", guarded<&ofScores<&thresholdScores, ThresholdScoresOptions>>);
  function("metrics.calibrationCurve", guarded<&ofScores<&calibrationCurve, CalibrationCurveOptions>>);
  function("metrics.brierScoreLoss", guarded<&brier>);
  function("metrics.temperatureScaled", guarded<&temper>);
}

}  // namespace scrollwork::bindings
