// ensemble: AdaBoost.
#include "registry.h"
#include "scrollwork/ensemble/ada_boost_classifier.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

using Ada = AdaBoostClassifier;

void begin(Ada& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(Ada& model, Value n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
Value decisionFunction(const Ada& model, Value X) { return from(model.decisionFunction(toMatrix(X, "X"))); }
Value stagedPredict(const Ada& model, Value X) { return from(model.stagedPredict(toMatrix(X, "X"))); }
Ada* after(const Ada& model, Value rounds) { return model.after(to<int>(rounds, "rounds")).release(); }
Value tree(const Ada& model, Value round) {
  const auto i = to<int>(round, "i");
  if (i < 0 || i >= model.nRounds()) {
    fail(ErrorCode::kBadValue, {"i: expected the number of a tree, below ", model.nRounds(), ", got ", i});
  }
  return fromColumns(model.trees()[static_cast<std::size_t>(i)]);
}

}  // namespace

const Registration registration([] {
  Class<"ensemble.AdaBoostClassifier", Ada, Classifier>()
      .constructor(bound<&construct<Ada>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("decisionFunction", bound<&decisionFunction>)
      .function("stagedPredict", bound<&stagedPredict>)
      .function("after", bound<&after>)
      .function("tree", bound<&tree>)
      .property("options", bound<&options<Ada>>)
      .property("done", bound<&get<Ada, &Ada::done>>)
      .property("nRounds", bound<&get<Ada, &Ada::nRounds>>)
      .property("classes", bound<&get<Ada, &Ada::classes>>)
      .property("sampleWeight", bound<&get<Ada, &Ada::sampleWeight>>)
      .property("estimatorWeights", bound<&get<Ada, &Ada::estimatorWeights>>)
      .property("estimatorErrors", bound<&get<Ada, &Ada::estimatorErrors>>)
      .property("featureImportances", bound<&get<Ada, &Ada::featureImportances>>);
});

}  // namespace scrollwork::bindings
