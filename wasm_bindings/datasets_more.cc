// datasets: the generators beyond those of the first essay; a part of its own.
#include "marshal.h"
#include "scrollwork/datasets/many_features.h"
#include "scrollwork/datasets/shapes.h"

namespace scrollwork::bindings {
namespace {

val fromSample(const Sample& sample) {
  val out = val::object();
  out.set("X", from(sample.X));
  out.set("y", from(sample.y));
  out.set("bounds", from(sample.bounds));
  return out;
}

val fromRegression(const RegressionSample& sample) {
  val out = val::object();
  out.set("X", from(sample.X));
  out.set("y", from(sample.y));
  out.set("coef", from(sample.coef));
  return out;
}

val circles(const val& options) { return fromSample(makeCircles(toOptions<CirclesOptions>(options))); }
val spirals(const val& options) { return fromSample(makeSpirals(toOptions<SpiralsOptions>(options))); }
val exclusiveOr(const val& options) { return fromSample(makeXor(toOptions<XorOptions>(options))); }
val classification(const val& options) {
  return fromSample(makeClassification(toOptions<ClassificationOptions>(options)));
}
val regression(const val& options) { return fromRegression(makeRegression(toOptions<RegressionOptions>(options))); }
val friedman1(const val& options) { return fromRegression(makeFriedman1(toOptions<Friedman1Options>(options))); }

}  // namespace

EMSCRIPTEN_BINDINGS(datasets_more) {
  using emscripten::function;
  function("datasets.makeCircles", guarded<&circles>);
  function("datasets.makeSpirals", guarded<&spirals>);
  function("datasets.makeXor", guarded<&exclusiveOr>);
  function("datasets.makeClassification", guarded<&classification>);
  function("datasets.makeRegression", guarded<&regression>);
  function("datasets.makeFriedman1", guarded<&friedman1>);
}

}  // namespace scrollwork::bindings
