#include "registry.h"
#include "scrollwork/decomposition/pca.h"

namespace scrollwork::bindings {
namespace {

Value scores(const PCA& pca, Value X, Value count) {
  return from(pca.scores(toMatrix(X, "X"), to<int>(count, "count")));
}
Value inverseTransform(const PCA& pca, Value Z) { return from(pca.inverseTransform(toMatrix(Z, "Z"))); }

}  // namespace

const Registration registration([] {
  Class<"decomposition.PCA", PCA, Transformer>()
      .constructor(bound<&construct<PCA>>)
      .function("scores", bound<&scores>)
      .function("inverseTransform", bound<&inverseTransform>)
      .property("options", bound<&options<PCA>>)
      .property("nFeaturesIn", bound<&get<PCA, &PCA::nFeaturesIn>>)
      .property("nComponents", bound<&get<PCA, &PCA::nComponents>>)
      .property("components", bound<&get<PCA, &PCA::components>>)
      .property("mean", bound<&get<PCA, &PCA::mean>>)
      .property("explainedVariance", bound<&get<PCA, &PCA::explainedVariance>>)
      .property("explainedVarianceRatio", bound<&get<PCA, &PCA::explainedVarianceRatio>>)
      .property("singularValues", bound<&get<PCA, &PCA::singularValues>>)
      .property("noiseVariance", bound<&get<PCA, &PCA::noiseVariance>>);
});

}  // namespace scrollwork::bindings
