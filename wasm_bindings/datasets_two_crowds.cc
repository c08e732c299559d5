// datasets: two crowds of scores on one axis, as a sample and as they are.
#include "registry.h"
#include "scrollwork/datasets/two_crowds.h"

namespace scrollwork::bindings {
namespace {

Value make(Value options) { return fromFields(makeTwoCrowds(toOptions<TwoCrowdsOptions>(options))); }
Value curve(Value thresholds, Value options) {
  return fromFields(twoCrowdsCurve(toVector(thresholds, "thresholds"), toOptions<TwoCrowdsOptions>(options)));
}
Value probability(Value scores, Value prevalence, Value options) {
  return from(twoCrowdsProbability(toVector(scores, "scores"), to<double>(prevalence, "prevalence"),
                                   toOptions<TwoCrowdsOptions>(options)));
}
double medianForAuc(Value auc, Value options) {
  return twoCrowdsMedianForAuc(to<double>(auc, "auc"), toOptions<TwoCrowdsOptions>(options));
}

}  // namespace

const Registration registration([] {
  function("datasets.makeTwoCrowds", bound<&make>);
  function("datasets.twoCrowdsCurve", bound<&curve>);
  function("datasets.twoCrowdsProbability", bound<&probability>);
  function("datasets.twoCrowdsMedianForAuc", bound<&medianForAuc>);
});

}  // namespace scrollwork::bindings
