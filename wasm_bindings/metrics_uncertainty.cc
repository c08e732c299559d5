// metrics: how sure an area under a ROC curve is.
#include "registry.h"
#include "scrollwork/metrics/bootstrap.h"
#include "scrollwork/metrics/delong.h"

namespace scrollwork::bindings {
namespace {

struct DelongCovarianceOptions {
  int posLabel = 1;
  static constexpr const char* kOwner = "delongCovariance";
  static void fields(auto& field, auto& o) { field("posLabel", o.posLabel); }
};
Value covariance(Value yTrue, Value scores, Value options) {
  return fromFields(delongCovariance(toLabels(yTrue, "yTrue"), toMatrix(scores, "scores"),
                                     toOptions<DelongCovarianceOptions>(options).posLabel));
}
Value interval(Value yTrue, Value yScore, Value options) {
  return fromFields(
      delongInterval(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<DelongOptions>(options)));
}
Value test(Value yTrue, Value scoreA, Value scoreB, Value options) {
  return fromFields(delongTest(toLabels(yTrue, "yTrue"), toVector(scoreA, "scoreA"), toVector(scoreB, "scoreB"),
                               toOptions<DelongOptions>(options)));
}

void begin(RocBootstrap& run, Value yTrue, Value scores) {
  run.begin(toLabels(yTrue, "yTrue"), toMatrix(scores, "scores"));
}
void step(RocBootstrap& run, Value n) { run.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

/// Methods of one score, the first when it is missing.
template <auto Method>
Value ofScore(const RocBootstrap& run, Value score) {
  const int which = score.isUndefined() ? 0 : to<int>(score, "score");
  if constexpr (std::is_same_v<decltype((run.*Method)(which)), const Matrix&>) {
    return from((run.*Method)(which));
  } else {
    return fromFields((run.*Method)(which));
  }
}
Value difference(const RocBootstrap& run) { return fromFields(run.differenceInterval()); }

}  // namespace

const Registration registration([] {
  function("metrics.delongCovariance", bound<&covariance>);
  function("metrics.delongInterval", bound<&interval>);
  function("metrics.delongTest", bound<&test>);
  Class<"metrics.RocBootstrap", RocBootstrap>()
      .constructor(bound<&construct<RocBootstrap>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("tpr", bound<&ofScore<&RocBootstrap::tpr>>)
      .function("interval", bound<&ofScore<&RocBootstrap::interval>>)
      .function("band", bound<&ofScore<&RocBootstrap::band>>)
      .function("differenceInterval", bound<&difference>)
      .property("options", bound<&options<RocBootstrap>>)
      .property("done", bound<&get<RocBootstrap, &RocBootstrap::done>>)
      .property("nDone", bound<&get<RocBootstrap, &RocBootstrap::nDone>>)
      .property("auc", bound<&get<RocBootstrap, &RocBootstrap::auc>>);
});

}  // namespace scrollwork::bindings
