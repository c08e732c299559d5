// ensemble: juries, and how much a forest owes to its trees' being different.
#include "registry.h"
#include "scrollwork/ensemble/forest_variance.h"
#include "scrollwork/ensemble/majority_vote.h"

namespace scrollwork::bindings {
namespace {

Value majority(Value nVoters, Value options) {
  return from(majorityVote(toLabels(nVoters, "nVoters"), toOptions<MajorityVoteOptions>(options)));
}
Value votes(Value nVoters, Value options) {
  return fromFields(castVotes(to<int>(nVoters, "nVoters"), toOptions<CastVotesOptions>(options)));
}

void begin(ForestVariance& run, Value X, Value y, Value XQuery, Value forest) {
  run.begin(toMatrix(X, "X"), toVector(y, "y"), toMatrix(XQuery, "XQuery"),
            toOptions<RandomForestRegressorOptions>(forest));
}
void step(ForestVariance& run, Value n) { run.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

const Registration registration([] {
  function("ensemble.majorityVote", bound<&majority>);
  function("ensemble.castVotes", bound<&votes>);
  Class<"ensemble.ForestVariance", ForestVariance>()
      .constructor(bound<&construct<ForestVariance>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .property("options", bound<&options<ForestVariance>>)
      .property("done", bound<&get<ForestVariance, &ForestVariance::done>>)
      .property("nDone", bound<&get<ForestVariance, &ForestVariance::nDone>>)
      .property("treeVariance", bound<&get<ForestVariance, &ForestVariance::treeVariance>>)
      .property("correlation", bound<&get<ForestVariance, &ForestVariance::correlation>>)
      .property("predicted", bound<&get<ForestVariance, &ForestVariance::predicted>>)
      .property("measured", bound<&get<ForestVariance, &ForestVariance::measured>>);
});

}  // namespace scrollwork::bindings
