// inspection: what moving a column does to any classifier's or regressor's answer, on average.
#include "registry.h"
#include "scrollwork/inspection/partial_dependence.h"

namespace scrollwork::bindings {
namespace {

Value dependence(Value model, Value X, Value options) {
  const auto asked = toOptions<PartialDependenceOptions>(options);
  if (isA<Regressor>(model)) return fromFields(partialDependence(toRegressor(model, "model"), toMatrix(X, "X"), asked));
  return fromFields(partialDependence(toClassifier(model, "model"), toMatrix(X, "X"), asked));
}

}  // namespace

const Registration registration([] { function("inspection.partialDependence", bound<&dependence>); });

}  // namespace scrollwork::bindings
