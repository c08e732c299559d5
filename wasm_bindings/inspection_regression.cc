// inspection: the curves of regressors. A part of its own, since sets for classification do without.
#include "registry.h"
#include "scrollwork/inspection/regression_curve.h"
#include "scrollwork/inspection/regression_fan.h"

namespace scrollwork::bindings {
namespace {

Value curve(Value regressor, Value options) {
  const RegressionCurve result =
      regressionCurve(toRegressor(regressor, "regressor"), toOptions<RegressionCurveOptions>(options));
  Value out = Value::object();
  put(out, "x", from(result.x));
  put(out, "y", from(result.y));
  return out;
}

void begin(RegressionFan& fan, Value X, Value y, Value prototype) {
  fan.begin(toMatrix(X, "X"), toVector(y, "y"), toRegressor(prototype, "prototype"));
}
void step(RegressionFan& fan, Value n) { fan.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
void addFit(RegressionFan& fan, Value X, Value y) { fan.addFit(toMatrix(X, "X"), toVector(y, "y")); }
Value trainingRows(const RegressionFan& fan, Value i) { return from(fan.trainingRows(to<int>(i, "i"))); }
Value summary(const RegressionFan& fan) {
  const FanSummary result = fan.summary();
  Value out = Value::object();
  put(out, "mean", from(result.mean));
  put(out, "std", from(result.std));
  put(out, "low", from(result.low));
  put(out, "high", from(result.high));
  return out;
}

}  // namespace

const Registration registration([] {
  function("inspection.regressionCurve", bound<&curve>);
  Class<"inspection.RegressionFan", RegressionFan>()
      .constructor(bound<&construct<RegressionFan>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("addFit", bound<&addFit>)
      .function("trainingRows", bound<&trainingRows>)
      .property("options", bound<&options<RegressionFan>>)
      .property("done", bound<&get<RegressionFan, &RegressionFan::done>>)
      .property("nDone", bound<&get<RegressionFan, &RegressionFan::nDone>>)
      .property("x", bound<&get<RegressionFan, &RegressionFan::x>>)
      .property("curves", bound<&get<RegressionFan, &RegressionFan::curves>>)
      .property("summary", bound<&summary>);
});

}  // namespace scrollwork::bindings
