#include "marshal.h"
#include "scrollwork/decomposition/pca.h"

namespace scrollwork::bindings {
namespace {

val scores(const PCA& pca, const val& X, const val& count) {
  return from(pca.scores(toMatrix(X, "X"), to<int>(count, "count")));
}
val inverseTransform(const PCA& pca, const val& Z) { return from(pca.inverseTransform(toMatrix(Z, "Z"))); }

}  // namespace

EMSCRIPTEN_BINDINGS(decomposition) {
  emscripten::class_<PCA, emscripten::base<Transformer>>("decomposition.PCA")
      .constructor(guarded<&construct<PCA>>, emscripten::allow_raw_pointers())
      .function("scores", guarded<&scores>)
      .function("inverseTransform", guarded<&inverseTransform>)
      .property("options", guarded<&options<PCA>>)
      .property("nFeaturesIn", guarded<&get<PCA, &PCA::nFeaturesIn>>)
      .property("nComponents", guarded<&get<PCA, &PCA::nComponents>>)
      .property("components", guarded<&get<PCA, &PCA::components>>)
      .property("mean", guarded<&get<PCA, &PCA::mean>>)
      .property("explainedVariance", guarded<&get<PCA, &PCA::explainedVariance>>)
      .property("explainedVarianceRatio", guarded<&get<PCA, &PCA::explainedVarianceRatio>>)
      .property("singularValues", guarded<&get<PCA, &PCA::singularValues>>)
      .property("noiseVariance", guarded<&get<PCA, &PCA::noiseVariance>>);
}

}  // namespace scrollwork::bindings
