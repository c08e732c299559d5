// metrics: what a score can do at every threshold, and how well probabilities are calibrated.
#include "registry.h"
#include "scrollwork/metrics/calibration.h"
#include "scrollwork/metrics/precision_recall_curve.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/metrics/threshold_scores.h"

namespace scrollwork::bindings {
namespace {

/// Functions of the detector alone: a class and a score for each case, and their own options.
template <auto F, typename Options>
Value ofScores(Value yTrue, Value yScore, Value options) {
  return fromFields(F(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<Options>(options)));
}

double area(Value x, Value y) { return auc(toVector(x, "x"), toVector(y, "y")); }
double rocAuc(Value yTrue, Value yScore, Value options) {
  return rocAucScore(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<RocAucOptions>(options));
}
double rocAucMulticlass(Value yTrue, Value yScore, Value options) {
  return rocAucScoreMulticlass(toLabels(yTrue, "yTrue"), toMatrix(yScore, "yScore"),
                               toOptions<MulticlassAucOptions>(options));
}
Value hull(Value fpr, Value tpr) { return from(rocConvexHull(toVector(fpr, "fpr"), toVector(tpr, "tpr"))); }

double partialArea(Value fpr, Value tpr, Value options) {
  return partialAuc(toVector(fpr, "fpr"), toVector(tpr, "tpr"), toOptions<PartialAucOptions>(options));
}
Value cost(Value fpr, Value tpr, Value options) {
  return from(expectedCost(toVector(fpr, "fpr"), toVector(tpr, "tpr"), toOptions<ExpectedCostOptions>(options)));
}
Value temper(Value yProb, Value temperature) {
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
double averagePrecision(Value yTrue, Value yScore, Value options) {
  return averagePrecisionScore(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"),
                               toOptions<AveragePrecisionScoreOptions>(options).posLabel);
}
double brier(Value yTrue, Value yProb, Value options) {
  return brierScoreLoss(toLabels(yTrue, "yTrue"), toVector(yProb, "yProb"),
                        toOptions<BrierScoreLossOptions>(options).posLabel);
}

Value precisionAt(Value fpr, Value tpr, Value prevalence) {
  return from(precisionAtPrevalence(toVector(fpr, "fpr"), toVector(tpr, "tpr"), to<double>(prevalence, "prevalence")));
}

struct FBetaIsoCurveOptions {
  double beta = 1;
  static constexpr const char* kOwner = "fBetaIsoCurve";
  static void fields(auto& field, auto& o) { field("beta", o.beta); }
};
Value isoCurve(Value recall, Value fBeta, Value options) {
  return from(fBetaIsoCurve(toVector(recall, "recall"), to<double>(fBeta, "fBeta"),
                            toOptions<FBetaIsoCurveOptions>(options).beta));
}

}  // namespace

const Registration registration([] {
  function("metrics.rocCurve", bound<&ofScores<&rocCurve, RocCurveOptions>>);
  function("metrics.auc", bound<&area>);
  function("metrics.rocAucScore", bound<&rocAuc>);
  function("metrics.rocAucScoreMulticlass", bound<&rocAucMulticlass>);
  function("metrics.partialAuc", bound<&partialArea>);
  function("metrics.rocConvexHull", bound<&hull>);
  function("metrics.expectedCost", bound<&cost>);
  function("metrics.optimalThreshold", bound<&ofScores<&optimalThreshold, OptimalThresholdOptions>>);
  function("metrics.precisionRecallCurve", bound<&ofScores<&precisionRecallCurve, PrecisionRecallCurveOptions>>);
  function("metrics.averagePrecisionScore", bound<&averagePrecision>);
  function("metrics.precisionRecallInterpolation",
           bound<&ofScores<&precisionRecallInterpolation, PrecisionRecallInterpolationOptions>>);
  function("metrics.precisionAtPrevalence", bound<&precisionAt>);
  function("metrics.fBetaIsoCurve", bound<&isoCurve>);
  function("metrics.thresholdScores", bound<&ofScores<&thresholdScores, ThresholdScoresOptions>>);
  function("metrics.calibrationCurve", bound<&ofScores<&calibrationCurve, CalibrationCurveOptions>>);
  function("metrics.brierScoreLoss", bound<&brier>);
  function("metrics.temperatureScaled", bound<&temper>);
});

}  // namespace scrollwork::bindings
