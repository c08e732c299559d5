// base: what every clustering can do.
#include "registry.h"
#include "scrollwork/clusterer.h"

namespace scrollwork::bindings {
namespace {

void fit(Clusterer& model, Value X) { model.fit(toMatrix(X, "X")); }
Value predict(const Clusterer& model, Value X) { return from(model.predict(toMatrix(X, "X"))); }
Clusterer* clone(const Clusterer& model) { return model.clone().release(); }

}  // namespace

const Registration registration([] {
  Class<"base.Clusterer", Clusterer>()
      .function("fit", bound<&fit>)
      .function("predict", bound<&predict>)
      .function("clone", bound<&clone>)
      .property("labels", bound<&get<Clusterer, &Clusterer::labels>>)
      .property("fitted", bound<&get<Clusterer, &Clusterer::fitted>>)
      .property("nFeaturesIn", bound<&get<Clusterer, &Clusterer::nFeaturesIn>>)
      .property("nClusters", bound<&get<Clusterer, &Clusterer::nClusters>>);
});

}  // namespace scrollwork::bindings
