// inspection: what shuffling and moving columns says of any classifier or regressor.
#include "registry.h"
#include "scrollwork/inspection/partial_dependence.h"
#include "scrollwork/inspection/permutation_importance.h"

namespace scrollwork::bindings {
namespace {

Value importance(Value model, Value X, Value y, Value options) {
  const auto asked = toOptions<PermutationImportanceOptions>(options);
  if (isA<Regressor>(model)) {
    return fromFields(permutationImportance(toRegressor(model, "model"), toMatrix(X, "X"), toVector(y, "y"), asked));
  }
  return fromFields(permutationImportance(toClassifier(model, "model"), toMatrix(X, "X"), toLabels(y, "y"), asked));
}

Value dependence(Value model, Value X, Value options) {
  const auto asked = toOptions<PartialDependenceOptions>(options);
  if (isA<Regressor>(model)) return fromFields(partialDependence(toRegressor(model, "model"), toMatrix(X, "X"), asked));
  return fromFields(partialDependence(toClassifier(model, "model"), toMatrix(X, "X"), asked));
}

}  // namespace

const Registration registration([] {
  function("inspection.permutationImportance", bound<&importance>);
  function("inspection.partialDependence", bound<&dependence>);
});

}  // namespace scrollwork::bindings
