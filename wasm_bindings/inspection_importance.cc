// inspection: what shuffling a column costs any classifier or regressor.
#include "registry.h"
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

}  // namespace

const Registration registration([] { function("inspection.permutationImportance", bound<&importance>); });

}  // namespace scrollwork::bindings
