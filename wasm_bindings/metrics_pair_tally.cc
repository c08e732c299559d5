// metrics: the area under a ROC curve as a game of pairs.
#include "registry.h"
#include "scrollwork/metrics/pair_tally.h"

namespace scrollwork::bindings {
namespace {

void begin(PairTally& tally, Value yTrue, Value yScore) {
  tally.begin(toLabels(yTrue, "yTrue"), toVector(yScore, "yScore"));
}
void step(PairTally& tally, Value n) { tally.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

const Registration registration([] {
  Class<"metrics.PairTally", PairTally>()
      .constructor(bound<&construct<PairTally>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .property("options", bound<&options<PairTally>>)
      .property("done", bound<&get<PairTally, &PairTally::done>>)
      .property("nDone", bound<&get<PairTally, &PairTally::nDone>>)
      .property("wins", bound<&get<PairTally, &PairTally::wins>>)
      .property("ties", bound<&get<PairTally, &PairTally::ties>>)
      .property("losses", bound<&get<PairTally, &PairTally::losses>>)
      .property("share", bound<&get<PairTally, &PairTally::share>>)
      .property("positiveRows", bound<&get<PairTally, &PairTally::positiveRows>>)
      .property("negativeRows", bound<&get<PairTally, &PairTally::negativeRows>>);
});

}  // namespace scrollwork::bindings
