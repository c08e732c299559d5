// metrics: how sure an area under a ROC curve is.
#include "marshal.h"
#include "scrollwork/metrics/bootstrap.h"
#include "scrollwork/metrics/delong.h"

namespace scrollwork::bindings {
namespace {

struct DelongCovarianceOptions {
  int posLabel = 1;
  static constexpr const char* kOwner = "delongCovariance";
  static void fields(auto& field, auto& o) { field("posLabel", o.posLabel); }
};
val covariance(const val& yTrue, const val& scores, const val& options) {
  return fromFields(delongCovariance(toLabels(yTrue, "yTrue"), toMatrix(scores, "scores"),
                                     toOptions<DelongCovarianceOptions>(options).posLabel));
}
val interval(const val& yTrue, const val& yScore, const val& options) {
  return fromFields(
      delongInterval(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"), toOptions<DelongOptions>(options)));
}
val test(const val& yTrue, const val& scoreA, const val& scoreB, const val& options) {
  return fromFields(delongTest(toLabels(yTrue, "yTrue"), toVector(scoreA, "scoreA"), toVector(scoreB, "scoreB"),
                               toOptions<DelongOptions>(options)));
}

void begin(RocBootstrap& run, const val& yTrue, const val& scores) {
  run.begin(toLabels(yTrue, "yTrue"), toMatrix(scores, "scores"));
}
void step(RocBootstrap& run, const val& n) { run.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

/// Methods of one score, the first when it is missing.
template <auto Method>
val ofScore(const RocBootstrap& run, const val& score) {
  const int which = score.isUndefined() ? 0 : to<int>(score, "score");
  if constexpr (std::is_same_v<decltype((run.*Method)(which)), const Matrix&>) {
    return from((run.*Method)(which));
  } else {
    return fromFields((run.*Method)(which));
  }
}
val difference(const RocBootstrap& run) { return fromFields(run.differenceInterval()); }

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_uncertainty) {
  using emscripten::function;
  function("metrics.delongCovariance", guarded<&covariance>);
  function("metrics.delongInterval", guarded<&interval>);
  function("metrics.delongTest", guarded<&test>);
  emscripten::class_<RocBootstrap>("metrics.RocBootstrap")
      .constructor(guarded<&construct<RocBootstrap>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("tpr", guarded<&ofScore<&RocBootstrap::tpr>>)
      .function("interval", guarded<&ofScore<&RocBootstrap::interval>>)
      .function("band", guarded<&ofScore<&RocBootstrap::band>>)
      .function("differenceInterval", guarded<&difference>)
      .property("options", guarded<&options<RocBootstrap>>)
      .property("done", guarded<&get<RocBootstrap, &RocBootstrap::done>>)
      .property("nDone", guarded<&get<RocBootstrap, &RocBootstrap::nDone>>)
      .property("auc", guarded<&get<RocBootstrap, &RocBootstrap::auc>>);
}

}  // namespace scrollwork::bindings
