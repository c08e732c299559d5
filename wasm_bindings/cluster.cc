#include "marshal.h"
#include "scrollwork/cluster/k_means.h"

namespace scrollwork::bindings {
namespace {

void begin(KMeans& model, const val& X, const val& start) {
  model.begin(toMatrix(X, "X"), start.isUndefined() ? 0 : to<int>(start, "start"));
}
void step(KMeans& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
val transform(const KMeans& model, const val& X) { return from(model.transform(toMatrix(X, "X"))); }

}  // namespace

EMSCRIPTEN_BINDINGS(cluster) {
  emscripten::class_<KMeans, emscripten::base<Clusterer>>("cluster.KMeans")
      .constructor(guarded<&construct<KMeans>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("transform", guarded<&transform>)
      .property("options", guarded<&options<KMeans>>)
      .property("done", guarded<&get<KMeans, &KMeans::done>>)
      .property("phase", guarded<&get<KMeans, &KMeans::phase>>)
      .property("centers", guarded<&get<KMeans, &KMeans::centers>>)
      .property("inertia", guarded<&get<KMeans, &KMeans::inertia>>)
      .property("nIter", guarded<&get<KMeans, &KMeans::nIter>>)
      .property("converged", guarded<&get<KMeans, &KMeans::converged>>);
}

}  // namespace scrollwork::bindings
