#include "marshal.h"
#include "scrollwork/metrics/classification.h"

namespace scrollwork::bindings {
namespace {

struct ConfusionMatrixOptions {
  int nClasses = 0;
};
struct WilsonIntervalOptions {
  double confidence = 0.95;
};

}  // namespace

template <>
struct Fields<ConfusionMatrixOptions> {
  static constexpr const char* kOwner = "confusionMatrix";
  static void each(auto& field, auto& o) { field("nClasses", o.nClasses); }
};

template <>
struct Fields<WilsonIntervalOptions> {
  static constexpr const char* kOwner = "wilsonInterval";
  static void each(auto& field, auto& o) { field("confidence", o.confidence); }
};

namespace {

double accuracy(const val& yTrue, const val& yPred) {
  return accuracyScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}
double balancedAccuracy(const val& yTrue, const val& yPred) {
  return balancedAccuracyScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}
val confusion(const val& yTrue, const val& yPred, const val& options) {
  return from(confusionMatrix(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                              toOptions<ConfusionMatrixOptions>(options).nClasses));
}
double loss(const val& yTrue, const val& probabilities) {
  return logLoss(toLabels(yTrue, "yTrue"), toMatrix(probabilities, "probabilities"));
}
val wilson(const val& successes, const val& n, const val& options) {
  const Interval interval = wilsonInterval(to<int>(successes, "successes"), to<int>(n, "n"),
                                           toOptions<WilsonIntervalOptions>(options).confidence);
  val out = val::object();
  out.set("low", interval.low);
  out.set("high", interval.high);
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(metrics) {
  using emscripten::function;
  function("metrics.accuracyScore", guarded<&accuracy>);
  function("metrics.balancedAccuracyScore", guarded<&balancedAccuracy>);
  function("metrics.confusionMatrix", guarded<&confusion>);
  function("metrics.logLoss", guarded<&loss>);
  function("metrics.wilsonInterval", guarded<&wilson>);
}

}  // namespace scrollwork::bindings
