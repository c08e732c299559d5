// base: what every regressor can do. A part of its own, since sets for classification do without.
#include "marshal.h"

namespace scrollwork::bindings {
namespace {

void fit(Regressor& model, const val& X, const val& y) { model.fit(toMatrix(X, "X"), toVector(y, "y")); }
val predict(const Regressor& model, const val& X) { return from(model.predict(toMatrix(X, "X"))); }
Regressor* clone(const Regressor& model) { return model.clone().release(); }

}  // namespace

EMSCRIPTEN_BINDINGS(base_regressor) {
  emscripten::class_<Regressor>("base.Regressor")
      .function("fit", guarded<&fit>)
      .function("predict", guarded<&predict>)
      .function("newClone", guarded<&clone>, emscripten::allow_raw_pointers())
      .property("fitted", guarded<&get<Regressor, &Regressor::fitted>>)
      .property("nFeaturesIn", guarded<&get<Regressor, &Regressor::nFeaturesIn>>);
}

}  // namespace scrollwork::bindings
