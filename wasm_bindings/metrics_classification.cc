// metrics: more of what labels and probabilities say; parts of their own for sets that need less.
#include "registry.h"
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

double balancedAccuracy(Value yTrue, Value yPred) {
  return balancedAccuracyScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}
Value confusion(Value yTrue, Value yPred, Value options) {
  return from(confusionMatrix(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                              toOptions<ConfusionMatrixOptions>(options).nClasses));
}
double loss(Value yTrue, Value probabilities) {
  return logLoss(toLabels(yTrue, "yTrue"), toMatrix(probabilities, "probabilities"));
}

}  // namespace

const Registration registration([] {
  function("metrics.balancedAccuracyScore", bound<&balancedAccuracy>);
  function("metrics.confusionMatrix", bound<&confusion>);
  function("metrics.logLoss", bound<&loss>);
});

}  // namespace scrollwork::bindings
