// base: what every classifier and transformer can do, and the seeded generator.
#include <memory>

#include "marshal.h"
#include "scrollwork/rng.h"

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

/// Rng has no options struct in core: its seed is its one argument.
struct RngOptions {
  std::uint64_t seed = 0;
};
Rng* constructRng(const val& object);
val uniform(Rng& rng, const val& low, const val& high) {
  if (low.isUndefined() && high.isUndefined()) return from(rng.uniform());
  return from(rng.uniform(to<double>(low, "low"), to<double>(high, "high")));
}
val integer(Rng& rng, const val& low, const val& high) {
  return from(rng.integer(to<int>(low, "low"), to<int>(high, "high")));
}
val normal(Rng& rng, const val& mean, const val& standardDeviation) {
  if (mean.isUndefined() && standardDeviation.isUndefined()) return from(rng.normal());
  return from(rng.normal(to<double>(mean, "mean"), to<double>(standardDeviation, "standardDeviation")));
}
val permutation(Rng& rng, const val& n) { return from(rng.permutation(to<int>(n, "n"))); }

}  // namespace

template <>
struct Fields<RngOptions> {
  static constexpr const char* kOwner = "Rng";
  static void each(auto& field, auto& o) { field("seed", o.seed); }
};

namespace {
Rng* constructRng(const val& object) { return new Rng(toOptions<RngOptions>(object).seed); }
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
  emscripten::class_<Rng>("base.Rng")
      .constructor(guarded<&constructRng>, allow_raw_pointers())
      .function("uniform", guarded<&uniform>)
      .function("integer", guarded<&integer>)
      .function("normal", guarded<&normal>)
      .function("permutation", guarded<&permutation>);
}

}  // namespace scrollwork::bindings
