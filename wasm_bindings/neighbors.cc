#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include "marshal.h"

namespace scrollwork::bindings {

namespace {

val kneighbors(const KNeighborsClassifier& model, const val& X) {
  const Neighbors found = model.kneighbors(toMatrix(X, "X"));
  val out = val::object();
  out.set("distances", from(found.distances));
  out.set("indices", fromMatrix(found.indices));
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(neighbors) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<KNeighborsClassifier, emscripten::base<Classifier>>("neighbors.KNeighborsClassifier")
      .constructor(guarded<&construct<KNeighborsClassifier>>, allow_raw_pointers())
      .function("kneighbors", guarded<&kneighbors>)
      .property("options", guarded<&options<KNeighborsClassifier>>);
}

}  // namespace scrollwork::bindings
