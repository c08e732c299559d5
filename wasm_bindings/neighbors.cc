#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include "marshal.h"

namespace scrollwork::bindings {

template <>
struct Fields<KNeighborsClassifierOptions> {
  static constexpr const char* kOwner = "KNeighborsClassifier";
  static void each(auto& field, auto& o) {
    field("nNeighbors", o.nNeighbors);
    field("weights", o.weights);
  }
};

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
