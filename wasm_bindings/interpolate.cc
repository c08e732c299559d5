// interpolate: splines, and random features for double descent.
#include "marshal.h"
#include "scrollwork/interpolate/b_spline.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/interpolate/minimum_norm_spline.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/interpolate/spline_transformer.h"

namespace scrollwork::bindings {
namespace {

val basis(const val& x, const val& options) {
  return from(bSplineBasis(toVector(x, "x"), toOptions<BSplineBasisOptions>(options)));
}

val evaluate(const CubicSpline& spline, const val& x, const val& derivative) {
  return from(spline.evaluate(toVector(x, "x"), derivative.isUndefined() ? 0 : to<int>(derivative, "derivative")));
}

template <typename T>
auto transformer(const char* name) {
  return emscripten::class_<T, emscripten::base<Transformer>>(name)
      .constructor(guarded<&construct<T>>, emscripten::allow_raw_pointers())
      .property("options", guarded<&options<T>>)
      .property("nFeaturesIn", guarded<&get<T, &T::nFeaturesIn>>)
      .property("nOutputFeatures", guarded<&get<T, &T::nOutputFeatures>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(interpolate) {
  emscripten::function("interpolate.bSplineBasis", guarded<&basis>);
  emscripten::class_<CubicSpline, emscripten::base<Regressor>>("interpolate.CubicSpline")
      .constructor(guarded<&construct<CubicSpline>>, emscripten::allow_raw_pointers())
      .function("evaluate", guarded<&evaluate>)
      .property("options", guarded<&options<CubicSpline>>)
      .property("x", guarded<&get<CubicSpline, &CubicSpline::x>>)
      .property("c", guarded<&get<CubicSpline, &CubicSpline::c>>);
  using Shortest = MinimumNormSpline;
  emscripten::class_<Shortest, emscripten::base<Regressor>>("interpolate.MinimumNormSpline")
      .constructor(guarded<&construct<Shortest>>, emscripten::allow_raw_pointers())
      .property("options", guarded<&options<Shortest>>)
      .property("coef", guarded<&get<Shortest, &Shortest::coef>>)
      .property("intercept", guarded<&get<Shortest, &Shortest::intercept>>)
      .property("rank", guarded<&get<Shortest, &Shortest::rank>>)
      .property("knots", guarded<&get<Shortest, &Shortest::knots>>);
  transformer<SplineTransformer>("interpolate.SplineTransformer")
      .property("knots", guarded<&get<SplineTransformer, &SplineTransformer::knots>>);
  using Fourier = RandomFourierFeatures;
  transformer<Fourier>("interpolate.RandomFourierFeatures")
      .property("weights", guarded<&get<Fourier, &Fourier::weights>>)
      .property("offsets", guarded<&get<Fourier, &Fourier::offsets>>);
  using Relu = RandomReluFeatures;
  transformer<Relu>("interpolate.RandomReluFeatures")
      .property("weights", guarded<&get<Relu, &Relu::weights>>)
      .property("offsets", guarded<&get<Relu, &Relu::offsets>>);
}

}  // namespace scrollwork::bindings
