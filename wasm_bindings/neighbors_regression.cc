// neighbors: what regresses. A part of its own, since sets for classification do without.
#include "registry.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/neighbors/local_regression.h"

namespace scrollwork::bindings {
namespace {

Value kneighbors(const KNeighborsRegressor& model, Value X) {
  const Neighbors found = model.kneighbors(toMatrix(X, "X"));
  Value out = Value::object();
  put(out, "distances", from(found.distances));
  put(out, "indices", fromMatrix(found.indices));
  return out;
}

}  // namespace

const Registration registration([] {
  Class<"neighbors.KNeighborsRegressor", KNeighborsRegressor, Regressor>()
      .constructor(bound<&construct<KNeighborsRegressor>>)
      .function("kneighbors", bound<&kneighbors>)
      .property("options", bound<&options<KNeighborsRegressor>>);
  Class<"neighbors.LocalRegression", LocalRegression, Regressor>()
      .constructor(bound<&construct<LocalRegression>>)
      .property("options", bound<&options<LocalRegression>>)
      .property("robustness", bound<&get<LocalRegression, &LocalRegression::robustness>>);
});

}  // namespace scrollwork::bindings
