// datasets: two crowds of scores on one axis, as a sample and as they are.
#include "marshal.h"
#include "scrollwork/datasets/two_crowds.h"

namespace scrollwork::bindings {
namespace {

val make(const val& options) { return fromFields(makeTwoCrowds(toOptions<TwoCrowdsOptions>(options))); }
val curve(const val& thresholds, const val& options) {
  return fromFields(twoCrowdsCurve(toVector(thresholds, "thresholds"), toOptions<TwoCrowdsOptions>(options)));
}
val probability(const val& scores, const val& prevalence, const val& options) {
  return from(twoCrowdsProbability(toVector(scores, "scores"), to<double>(prevalence, "prevalence"),
                                   toOptions<TwoCrowdsOptions>(options)));
}
double medianForAuc(const val& auc, const val& options) {
  return twoCrowdsMedianForAuc(to<double>(auc, "auc"), toOptions<TwoCrowdsOptions>(options));
}

}  // namespace

EMSCRIPTEN_BINDINGS(datasets_two_crowds) {
  using emscripten::function;
  function("datasets.makeTwoCrowds", guarded<&make>);
  function("datasets.twoCrowdsCurve", guarded<&curve>);
  function("datasets.twoCrowdsProbability", guarded<&probability>);
  function("datasets.twoCrowdsMedianForAuc", guarded<&medianForAuc>);
}

}  // namespace scrollwork::bindings
