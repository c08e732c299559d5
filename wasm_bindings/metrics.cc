#include "marshal.h"
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

double accuracy(const val& yTrue, const val& yPred) {
  return accuracyScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}
val wilson(const val& successes, const val& n, const val& options) {
  const Interval interval = wilsonInterval(to<int>(successes, "successes"), to<int>(n, "n"),
                                           toOptions<WilsonIntervalOptions>(options).confidence);
  val out = val::object();
  out.set("low", interval.low);
  out.set("high", interval.high);
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(metrics) {
  using emscripten::function;
  function("metrics.accuracyScore", guarded<&accuracy>);
  function("metrics.wilsonInterval", guarded<&wilson>);
}

}  // namespace scrollwork::bindings
