// math: the functions that a model may not take from JavaScript's Math, whose last bits differ between browsers.
#include "marshal.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"

namespace scrollwork::bindings {
namespace {

template <double (*F)(double)>
double unary(const val& x) {
  return F(toNumber(x, "x"));
}
double power(const val& x, const val& y) { return math::pow(toNumber(x, "x"), toNumber(y, "y")); }

template <double (*F)(double) noexcept>
double nothrow(double x) {
  return F(x);
}

}  // namespace

EMSCRIPTEN_BINDINGS(math) {
  using emscripten::function;
  function("math.exp", guarded<&unary<nothrow<math::exp>>>);
  function("math.expm1", guarded<&unary<nothrow<math::expm1>>>);
  function("math.log", guarded<&unary<nothrow<math::log>>>);
  function("math.log1p", guarded<&unary<nothrow<math::log1p>>>);
  function("math.tanh", guarded<&unary<nothrow<math::tanh>>>);
  function("math.expit", guarded<&unary<nothrow<math::expit>>>);
  function("math.logit", guarded<&unary<nothrow<math::logit>>>);
  function("math.sin", guarded<&unary<nothrow<math::sin>>>);
  function("math.cos", guarded<&unary<nothrow<math::cos>>>);
  function("math.pow", guarded<&power>);
  function("math.normalQuantile", guarded<&unary<math::normalQuantile>>);
}

}  // namespace scrollwork::bindings
