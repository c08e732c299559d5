// neighbors: what regresses. A part of its own, since sets for classification do without.
#include "marshal.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/neighbors/local_regression.h"

namespace scrollwork::bindings {
namespace {

val kneighbors(const KNeighborsRegressor& model, const val& X) {
  const Neighbors found = model.kneighbors(toMatrix(X, "X"));
  val out = val::object();
  out.set("distances", from(found.distances));
  out.set("indices", fromMatrix(found.indices));
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(neighbors_regression) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<KNeighborsRegressor, emscripten::base<Regressor>>("neighbors.KNeighborsRegressor")
      .constructor(guarded<&construct<KNeighborsRegressor>>, allow_raw_pointers())
      .function("kneighbors", guarded<&kneighbors>)
      .property("options", guarded<&options<KNeighborsRegressor>>);
  emscripten::class_<LocalRegression, emscripten::base<Regressor>>("neighbors.LocalRegression")
      .constructor(guarded<&construct<LocalRegression>>, allow_raw_pointers())
      .property("options", guarded<&options<LocalRegression>>)
      .property("robustness", guarded<&get<LocalRegression, &LocalRegression::robustness>>);
}

}  // namespace scrollwork::bindings
