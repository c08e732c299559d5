// base: what every regressor can do. A part of its own, since sets for classification do without.
#include "registry.h"

namespace scrollwork::bindings {
namespace {

void fit(Regressor& model, Value X, Value y) { model.fit(toMatrix(X, "X"), toVector(y, "y")); }
Value predict(const Regressor& model, Value X) { return from(model.predict(toMatrix(X, "X"))); }
Regressor* clone(const Regressor& model) { return model.clone().release(); }

}  // namespace

const Registration registration([] {
  Class<"base.Regressor", Regressor>()
      .function("fit", bound<&fit>)
      .function("predict", bound<&predict>)
      .function("clone", bound<&clone>)
      .property("fitted", bound<&get<Regressor, &Regressor::fitted>>)
      .property("nFeaturesIn", bound<&get<Regressor, &Regressor::nFeaturesIn>>);
});

}  // namespace scrollwork::bindings
