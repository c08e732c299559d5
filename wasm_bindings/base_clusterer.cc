// base: what every clustering can do.
#include "marshal.h"
#include "scrollwork/clusterer.h"

namespace scrollwork::bindings {
namespace {

void fit(Clusterer& model, const val& X) { model.fit(toMatrix(X, "X")); }
val predict(const Clusterer& model, const val& X) { return from(model.predict(toMatrix(X, "X"))); }
Clusterer* clone(const Clusterer& model) { return model.clone().release(); }

}  // namespace

EMSCRIPTEN_BINDINGS(base_clusterer) {
  emscripten::class_<Clusterer>("base.Clusterer")
      .function("fit", guarded<&fit>)
      .function("predict", guarded<&predict>)
      .function("newClone", guarded<&clone>, emscripten::allow_raw_pointers())
      .property("labels", guarded<&get<Clusterer, &Clusterer::labels>>)
      .property("fitted", guarded<&get<Clusterer, &Clusterer::fitted>>)
      .property("nFeaturesIn", guarded<&get<Clusterer, &Clusterer::nFeaturesIn>>)
      .property("nClusters", guarded<&get<Clusterer, &Clusterer::nClusters>>);
}

}  // namespace scrollwork::bindings
