// metrics: how far predicted numbers are from true ones.
#include "registry.h"
#include "scrollwork/metrics/regression.h"

namespace scrollwork::bindings {
namespace {

template <double (*F)(const VectorView&, const VectorView&)>
double ofNumbers(Value yTrue, Value yPred) {
  return F(toVector(yTrue, "yTrue"), toVector(yPred, "yPred"));
}

}  // namespace

const Registration registration([] {
  function("metrics.meanSquaredError", bound<&ofNumbers<&meanSquaredError>>);
  function("metrics.rootMeanSquaredError", bound<&ofNumbers<&rootMeanSquaredError>>);
  function("metrics.meanAbsoluteError", bound<&ofNumbers<&meanAbsoluteError>>);
  function("metrics.medianAbsoluteError", bound<&ofNumbers<&medianAbsoluteError>>);
  function("metrics.maxError", bound<&ofNumbers<&maxError>>);
  function("metrics.r2Score", bound<&ofNumbers<&r2Score>>);
  function("metrics.explainedVarianceScore", bound<&ofNumbers<&explainedVarianceScore>>);
});

}  // namespace scrollwork::bindings
