#include "registry.h"
#include "scrollwork/metrics/classification.h"

namespace scrollwork::bindings {
namespace {

struct WilsonIntervalOptions {
  double confidence = 0.95;
};

}  // namespace

template <>
struct Fields<WilsonIntervalOptions> {
  static constexpr const char* kOwner = "wilsonInterval";
  static void each(auto& field, auto& o) { field("confidence", o.confidence); }
};

namespace {

double accuracy(Value yTrue, Value yPred) { return accuracyScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred")); }
Value wilson(Value successes, Value n, Value options) {
  const Interval interval = wilsonInterval(to<int>(successes, "successes"), to<int>(n, "n"),
                                           toOptions<WilsonIntervalOptions>(options).confidence);
  Value out = Value::object();
  put(out, "low", interval.low);
  put(out, "high", interval.high);
  return out;
}

}  // namespace

const Registration registration([] {
  function("metrics.accuracyScore", bound<&accuracy>);
  function("metrics.wilsonInterval", bound<&wilson>);
});

}  // namespace scrollwork::bindings
