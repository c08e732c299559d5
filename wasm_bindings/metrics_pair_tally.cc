// metrics: the area under a ROC curve as a game of pairs.
#include "marshal.h"
#include "scrollwork/metrics/pair_tally.h"

namespace scrollwork::bindings {
namespace {

void begin(PairTally& tally, const val& yTrue, const val& yScore) {
  tally.begin(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"));
}
void step(PairTally& tally, const val& n) { tally.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_pair_tally) {
  emscripten::class_<PairTally>("metrics.PairTally")
      .constructor(guarded<&construct<PairTally>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .property("options", guarded<&options<PairTally>>)
      .property("done", guarded<&get<PairTally, &PairTally::done>>)
      .property("nDone", guarded<&get<PairTally, &PairTally::nDone>>)
      .property("wins", guarded<&get<PairTally, &PairTally::wins>>)
      .property("ties", guarded<&get<PairTally, &PairTally::ties>>)
      .property("losses", guarded<&get<PairTally, &PairTally::losses>>)
      .property("share", guarded<&get<PairTally, &PairTally::share>>)
      .property("positiveRows", guarded<&get<PairTally, &PairTally::positiveRows>>)
      .property("negativeRows", guarded<&get<PairTally, &PairTally::negativeRows>>);
}

}  // namespace scrollwork::bindings
