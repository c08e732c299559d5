// interpolate: splines, and random features for double descent.
#include "registry.h"
#include "scrollwork/interpolate/b_spline.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/interpolate/minimum_norm_spline.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/interpolate/spline_transformer.h"

namespace scrollwork::bindings {
namespace {

Value basis(Value x, Value options) {
  return from(bSplineBasis(toVector(x, "x"), toOptions<BSplineBasisOptions>(options)));
}

Value evaluate(const CubicSpline& spline, Value x, Value derivative) {
  return from(spline.evaluate(toVector(x, "x"), derivative.isUndefined() ? 0 : to<int>(derivative, "derivative")));
}

template <ClassName kName, typename T>
auto transformer() {
  return Class<kName, T, Transformer>()
      .constructor(bound<&construct<T>>)
      .property("options", bound<&options<T>>)
      .property("nFeaturesIn", bound<&get<T, &T::nFeaturesIn>>)
      .property("nOutputFeatures", bound<&get<T, &T::nOutputFeatures>>);
}

}  // namespace

const Registration registration([] {
  function("interpolate.bSplineBasis", bound<&basis>);
  Class<"interpolate.CubicSpline", CubicSpline, Regressor>()
      .constructor(bound<&construct<CubicSpline>>)
      .function("evaluate", bound<&evaluate>)
      .property("options", bound<&options<CubicSpline>>)
      .property("x", bound<&get<CubicSpline, &CubicSpline::x>>)
      .property("c", bound<&get<CubicSpline, &CubicSpline::c>>);
  using Shortest = MinimumNormSpline;
  Class<"interpolate.MinimumNormSpline", Shortest, Regressor>()
      .constructor(bound<&construct<Shortest>>)
      .property("options", bound<&options<Shortest>>)
      .property("coef", bound<&get<Shortest, &Shortest::coef>>)
      .property("intercept", bound<&get<Shortest, &Shortest::intercept>>)
      .property("rank", bound<&get<Shortest, &Shortest::rank>>)
      .property("knots", bound<&get<Shortest, &Shortest::knots>>);
  transformer<"interpolate.SplineTransformer", SplineTransformer>().property(
      "knots", bound<&get<SplineTransformer, &SplineTransformer::knots>>);
  using Fourier = RandomFourierFeatures;
  transformer<"interpolate.RandomFourierFeatures", Fourier>()
      .property("weights", bound<&get<Fourier, &Fourier::weights>>)
      .property("offsets", bound<&get<Fourier, &Fourier::offsets>>);
  using Relu = RandomReluFeatures;
  transformer<"interpolate.RandomReluFeatures", Relu>()
      .property("weights", bound<&get<Relu, &Relu::weights>>)
      .property("offsets", bound<&get<Relu, &Relu::offsets>>);
});

}  // namespace scrollwork::bindings
