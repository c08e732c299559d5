// metrics: how far predicted numbers are from true ones.
#include "marshal.h"
#include "scrollwork/metrics/regression.h"

namespace scrollwork::bindings {
namespace {

template <double (*F)(const VectorView&, const VectorView&)>
double ofNumbers(const val& yTrue, const val& yPred) {
  return F(toVector(yTrue, "yTrue"), toVector(yPred, "yPred"));
}

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_regression) {
  using emscripten::function;
  function("metrics.meanSquaredError", guarded<&ofNumbers<&meanSquaredError>>);
  function("metrics.rootMeanSquaredError", guarded<&ofNumbers<&rootMeanSquaredError>>);
  function("metrics.meanAbsoluteError", guarded<&ofNumbers<&meanAbsoluteError>>);
  function("metrics.medianAbsoluteError", guarded<&ofNumbers<&medianAbsoluteError>>);
  function("metrics.maxError", guarded<&ofNumbers<&maxError>>);
  function("metrics.r2Score", guarded<&ofNumbers<&r2Score>>);
  function("metrics.explainedVarianceScore", guarded<&ofNumbers<&explainedVarianceScore>>);
}

}  // namespace scrollwork::bindings
