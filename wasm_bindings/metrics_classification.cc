// metrics: more of what labels and probabilities say; parts of their own for sets that need less.
#include "marshal.h"
#include "scrollwork/metrics/classification.h"

namespace scrollwork::bindings {
namespace {

struct ConfusionMatrixOptions {
  int nClasses = 0;
};

}  // namespace

template <>
struct Fields<ConfusionMatrixOptions> {
  static constexpr const char* kOwner = "confusionMatrix";
  static void each(auto& field, auto& o) { field("nClasses", o.nClasses); }
};

namespace {

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

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_classification) {
  using emscripten::function;
  function("metrics.balancedAccuracyScore", guarded<&balancedAccuracy>);
  function("metrics.confusionMatrix", guarded<&confusion>);
  function("metrics.logLoss", guarded<&loss>);
}

}  // namespace scrollwork::bindings
