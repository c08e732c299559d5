// inspection: what shuffling and moving columns says of any classifier or regressor.
#include "marshal.h"
#include "scrollwork/inspection/partial_dependence.h"
#include "scrollwork/inspection/permutation_importance.h"

namespace scrollwork::bindings {
namespace {

val importance(const val& model, const val& X, const val& y, const val& options) {
  const auto asked = toOptions<PermutationImportanceOptions>(options);
  if (isRegressor(model)) {
    return fromFields(permutationImportance(toRegressor(model, "model"), toMatrix(X, "X"), toVector(y, "y"), asked));
  }
  return fromFields(permutationImportance(toClassifier(model, "model"), toMatrix(X, "X"), toLabels(y, "y"), asked));
}

val dependence(const val& model, const val& X, const val& options) {
  const auto asked = toOptions<PartialDependenceOptions>(options);
  if (isRegressor(model)) return fromFields(partialDependence(toRegressor(model, "model"), toMatrix(X, "X"), asked));
  return fromFields(partialDependence(toClassifier(model, "model"), toMatrix(X, "X"), asked));
}

}  // namespace

EMSCRIPTEN_BINDINGS(inspection_importance) {
  using emscripten::function;
  function("inspection.permutationImportance", guarded<&importance>);
  function("inspection.partialDependence", guarded<&dependence>);
}

}  // namespace scrollwork::bindings
