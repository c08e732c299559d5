#include "registry.h"
#include "scrollwork/cluster/k_means.h"

namespace scrollwork::bindings {
namespace {

void begin(KMeans& model, Value X, Value start) {
  model.begin(toMatrix(X, "X"), start.isUndefined() ? 0 : to<int>(start, "start"));
}
void step(KMeans& model, Value n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
Value transform(const KMeans& model, Value X) { return from(model.transform(toMatrix(X, "X"))); }

}  // namespace

const Registration registration([] {
  Class<"cluster.KMeans", KMeans, Clusterer>()
      .constructor(bound<&construct<KMeans>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("transform", bound<&transform>)
      .property("options", bound<&options<KMeans>>)
      .property("done", bound<&get<KMeans, &KMeans::done>>)
      .property("phase", bound<&get<KMeans, &KMeans::phase>>)
      .property("centers", bound<&get<KMeans, &KMeans::centers>>)
      .property("inertia", bound<&get<KMeans, &KMeans::inertia>>)
      .property("nIter", bound<&get<KMeans, &KMeans::nIter>>)
      .property("converged", bound<&get<KMeans, &KMeans::converged>>);
});

}  // namespace scrollwork::bindings
