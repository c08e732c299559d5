// datasets: the generators beyond those of the first essay; a part of its own.
#include "registry.h"
#include "sample.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/many_features.h"
#include "scrollwork/datasets/shapes.h"

namespace scrollwork::bindings {
namespace {

Value fromRegression(const RegressionSample& sample) {
  Value out = Value::object();
  put(out, "X", from(sample.X));
  put(out, "y", from(sample.y));
  put(out, "coef", from(sample.coef));
  return out;
}

Value blobs(Value options) { return fromSample(makeBlobs(toOptions<BlobsOptions>(options))); }
Value circles(Value options) { return fromSample(makeCircles(toOptions<CirclesOptions>(options))); }
Value spirals(Value options) { return fromSample(makeSpirals(toOptions<SpiralsOptions>(options))); }
Value exclusiveOr(Value options) { return fromSample(makeXor(toOptions<XorOptions>(options))); }
Value classification(Value options) {
  return fromSample(makeClassification(toOptions<ClassificationOptions>(options)));
}
Value regression(Value options) { return fromRegression(makeRegression(toOptions<RegressionOptions>(options))); }
Value friedman1(Value options) { return fromRegression(makeFriedman1(toOptions<Friedman1Options>(options))); }

}  // namespace

const Registration registration([] {
  function("datasets.makeBlobs", bound<&blobs>);
  function("datasets.makeCircles", bound<&circles>);
  function("datasets.makeSpirals", bound<&spirals>);
  function("datasets.makeXor", bound<&exclusiveOr>);
  function("datasets.makeClassification", bound<&classification>);
  function("datasets.makeRegression", bound<&regression>);
  function("datasets.makeFriedman1", bound<&friedman1>);
});

}  // namespace scrollwork::bindings
