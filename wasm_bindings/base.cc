// base: what every classifier and transformer can do.
#include <memory>

#include "marshal.h"

namespace scrollwork::bindings {
namespace {

void fitClassifier(Classifier& model, const val& X, const val& y) { model.fit(toMatrix(X, "X"), toLabels(y, "y")); }
val predictProba(const Classifier& model, const val& X) { return from(model.predictProba(toMatrix(X, "X"))); }
val predict(const Classifier& model, const val& X) { return from(model.predict(toMatrix(X, "X"))); }
Classifier* cloneClassifier(const Classifier& model) { return model.clone().release(); }

void fitTransformer(Transformer& step, const val& X) { step.fit(toMatrix(X, "X")); }
val transform(const Transformer& step, const val& X) { return from(step.transform(toMatrix(X, "X"))); }
val fitTransform(Transformer& step, const val& X) {
  const Matrix data = toMatrix(X, "X");
  step.fit(data);
  return from(step.transform(data));
}
Transformer* cloneTransformer(const Transformer& step) { return step.clone().release(); }

}  // namespace

EMSCRIPTEN_BINDINGS(base) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<Classifier>("base.Classifier")
      .function("fit", guarded<&fitClassifier>)
      .function("predictProba", guarded<&predictProba>)
      .function("predict", guarded<&predict>)
      .function("newClone", guarded<&cloneClassifier>, allow_raw_pointers())
      .property("fitted", guarded<&get<Classifier, &Classifier::fitted>>)
      .property("nFeaturesIn", guarded<&get<Classifier, &Classifier::nFeaturesIn>>)
      .property("nClasses", guarded<&get<Classifier, &Classifier::nClasses>>);
  emscripten::class_<Transformer>("base.Transformer")
      .function("fit", guarded<&fitTransformer>)
      .function("transform", guarded<&transform>)
      .function("fitTransform", guarded<&fitTransform>)
      .function("newClone", guarded<&cloneTransformer>, allow_raw_pointers())
      .property("fitted", guarded<&get<Transformer, &Transformer::fitted>>);
}

}  // namespace scrollwork::bindings
