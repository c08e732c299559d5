// math: the functions that a model may not take from JavaScript's Math, whose last bits differ between browsers.
#include "registry.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"

namespace scrollwork::bindings {
namespace {

template <double (*F)(double)>
double unary(Value x) {
  return F(toNumber(x, "x"));
}
double power(Value x, Value y) { return math::pow(toNumber(x, "x"), toNumber(y, "y")); }

template <double (*F)(double) noexcept>
double nothrow(double x) {
  return F(x);
}

}  // namespace

const Registration registration([] {
  function("math.exp", bound<&unary<nothrow<math::exp>>>);
  function("math.expm1", bound<&unary<nothrow<math::expm1>>>);
  function("math.log", bound<&unary<nothrow<math::log>>>);
  function("math.log1p", bound<&unary<nothrow<math::log1p>>>);
  function("math.tanh", bound<&unary<nothrow<math::tanh>>>);
  function("math.expit", bound<&unary<nothrow<math::expit>>>);
  function("math.logit", bound<&unary<nothrow<math::logit>>>);
  function("math.sin", bound<&unary<nothrow<math::sin>>>);
  function("math.cos", bound<&unary<nothrow<math::cos>>>);
  function("math.pow", bound<&power>);
  function("math.normalQuantile", bound<&unary<math::normalQuantile>>);
});

}  // namespace scrollwork::bindings
