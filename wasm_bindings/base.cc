// base: what every classifier and transformer can do.
#include <memory>

#include "registry.h"

namespace scrollwork::bindings {
namespace {

void fitClassifier(Classifier& model, Value X, Value y) { model.fit(toMatrix(X, "X"), toLabels(y, "y")); }
Value predictProba(const Classifier& model, Value X) { return from(model.predictProba(toMatrix(X, "X"))); }
Value predict(const Classifier& model, Value X) { return from(model.predict(toMatrix(X, "X"))); }
Classifier* cloneClassifier(const Classifier& model) { return model.clone().release(); }

void fitTransformer(Transformer& step, Value X) { step.fit(toMatrix(X, "X")); }
Value transform(const Transformer& step, Value X) { return from(step.transform(toMatrix(X, "X"))); }
Value fitTransform(Transformer& step, Value X) {
  const Matrix data = toMatrix(X, "X");
  step.fit(data);
  return from(step.transform(data));
}
Transformer* cloneTransformer(const Transformer& step) { return step.clone().release(); }

}  // namespace

const Registration registration([] {
  Class<"base.Classifier", Classifier>()
      .function("fit", bound<&fitClassifier>)
      .function("predictProba", bound<&predictProba>)
      .function("predict", bound<&predict>)
      .function("clone", bound<&cloneClassifier>)
      .property("fitted", bound<&get<Classifier, &Classifier::fitted>>)
      .property("nFeaturesIn", bound<&get<Classifier, &Classifier::nFeaturesIn>>)
      .property("nClasses", bound<&get<Classifier, &Classifier::nClasses>>);
  Class<"base.Transformer", Transformer>()
      .function("fit", bound<&fitTransformer>)
      .function("transform", bound<&transform>)
      .function("fitTransform", bound<&fitTransform>)
      .function("clone", bound<&cloneTransformer>)
      .property("fitted", bound<&get<Transformer, &Transformer::fitted>>);
});

}  // namespace scrollwork::bindings
