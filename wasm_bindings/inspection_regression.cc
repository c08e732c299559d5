// inspection: the curves of regressors. A part of its own, since sets for classification do without.
#include "marshal.h"
#include "scrollwork/inspection/regression_curve.h"
#include "scrollwork/inspection/regression_fan.h"

namespace scrollwork::bindings {
namespace {

val curve(const val& regressor, const val& options) {
  const RegressionCurve result =
      regressionCurve(toRegressor(regressor, "regressor"), toOptions<RegressionCurveOptions>(options));
  val out = val::object();
  out.set("x", from(result.x));
  out.set("y", from(result.y));
  return out;
}

void begin(RegressionFan& fan, const val& X, const val& y, const val& prototype) {
  fan.begin(toMatrix(X, "X"), toVector(y, "y"), toRegressor(prototype, "prototype"));
}
void step(RegressionFan& fan, const val& n) { fan.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
void addFit(RegressionFan& fan, const val& X, const val& y) { fan.addFit(toMatrix(X, "X"), toVector(y, "y")); }
val trainingRows(const RegressionFan& fan, const val& i) { return from(fan.trainingRows(to<int>(i, "i"))); }
val summary(const RegressionFan& fan) {
  const FanSummary result = fan.summary();
  val out = val::object();
  out.set("mean", from(result.mean));
  out.set("std", from(result.std));
  out.set("low", from(result.low));
  out.set("high", from(result.high));
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(inspection_regression) {
  emscripten::function("inspection.regressionCurve", guarded<&curve>);
  emscripten::class_<RegressionFan>("inspection.RegressionFan")
      .constructor(guarded<&construct<RegressionFan>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("addFit", guarded<&addFit>)
      .function("trainingRows", guarded<&trainingRows>)
      .property("options", guarded<&options<RegressionFan>>)
      .property("done", guarded<&get<RegressionFan, &RegressionFan::done>>)
      .property("nDone", guarded<&get<RegressionFan, &RegressionFan::nDone>>)
      .property("x", guarded<&get<RegressionFan, &RegressionFan::x>>)
      .property("curves", guarded<&get<RegressionFan, &RegressionFan::curves>>)
      .property("summary", guarded<&summary>);
}

}  // namespace scrollwork::bindings
