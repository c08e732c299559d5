// ensemble: AdaBoost.
#include "marshal.h"
#include "scrollwork/ensemble/ada_boost_classifier.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

using Ada = AdaBoostClassifier;

void begin(Ada& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(Ada& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
val decisionFunction(const Ada& model, const val& X) { return from(model.decisionFunction(toMatrix(X, "X"))); }
val stagedPredict(const Ada& model, const val& X) { return from(model.stagedPredict(toMatrix(X, "X"))); }
Ada* after(const Ada& model, const val& rounds) { return model.after(to<int>(rounds, "rounds")).release(); }
val tree(const Ada& model, const val& round) {
  const auto i = to<int>(round, "i");
  if (i < 0 || i >= model.nRounds()) {
    fail(ErrorCode::kBadValue, {"i: expected the number of a tree, below ", model.nRounds(), ", got ", i});
  }
  return fromColumns(model.trees()[static_cast<std::size_t>(i)]);
}

}  // namespace

EMSCRIPTEN_BINDINGS(ensemble_ada_boost) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<Ada, emscripten::base<Classifier>>("ensemble.AdaBoostClassifier")
      .constructor(guarded<&construct<Ada>>, allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("decisionFunction", guarded<&decisionFunction>)
      .function("stagedPredict", guarded<&stagedPredict>)
      .function("after", guarded<&after>, allow_raw_pointers())
      .function("tree", guarded<&tree>)
      .property("options", guarded<&options<Ada>>)
      .property("done", guarded<&get<Ada, &Ada::done>>)
      .property("nRounds", guarded<&get<Ada, &Ada::nRounds>>)
      .property("classes", guarded<&get<Ada, &Ada::classes>>)
      .property("sampleWeight", guarded<&get<Ada, &Ada::sampleWeight>>)
      .property("estimatorWeights", guarded<&get<Ada, &Ada::estimatorWeights>>)
      .property("estimatorErrors", guarded<&get<Ada, &Ada::estimatorErrors>>)
      .property("featureImportances", guarded<&get<Ada, &Ada::featureImportances>>);
}

}  // namespace scrollwork::bindings
