// metrics: how far apart two curves are.
#include "registry.h"
#include "scrollwork/metrics/curve_distance.h"

namespace scrollwork::bindings {
namespace {

Value distance(Value x, Value yTrue, Value yPred, Value options) {
  return fromFields(curveDistance(toVector(x, "x"), toVector(yTrue, "yTrue"), toVector(yPred, "yPred"),
                                  toOptions<CurveDistanceOptions>(options)));
}

}  // namespace

const Registration registration([] { function("metrics.curveDistance", bound<&distance>); });

}  // namespace scrollwork::bindings
