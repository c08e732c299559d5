#include "marshal.h"
#include "scrollwork/ensemble/forest_classifier.h"
#include "scrollwork/ensemble/forest_regressor.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

template <typename Forest>
void stepForest(Forest& forest, const val& n) {
  forest.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename Forest>
val predictTrees(const Forest& forest, const val& X) {
  return from(forest.predictTrees(toMatrix(X, "X")));
}
template <typename Forest>
val applyForest(const Forest& forest, const val& X) {
  return from(forest.apply(toMatrix(X, "X")));
}
template <typename Forest>
val bootstrapCounts(const Forest& forest, const val& tree) {
  return from(forest.bootstrapCounts(to<int>(tree, "tree")));
}

template <bool kExtra>
void beginForest(ForestClassifier<kExtra>& forest, const val& X, const val& y) {
  forest.begin(toMatrix(X, "X"), toLabels(y, "y"));
}
template <bool kExtra>
void beginForest(ForestRegressor<kExtra>& forest, const val& X, const val& y) {
  forest.begin(toMatrix(X, "X"), toVector(y, "y"));
}
template <bool kExtra>
val treeOf(const ForestClassifier<kExtra>& forest, const val& tree) {
  val out = fromColumns(forest.tree(to<int>(tree, "tree")));
  out.set("nClasses", forest.nClasses());
  return out;
}
template <bool kExtra>
val treeOf(const ForestRegressor<kExtra>& forest, const val& tree) {
  return fromColumns(forest.tree(to<int>(tree, "tree")));
}

template <typename Forest, typename Base>
emscripten::class_<Forest, emscripten::base<Base>> bindForest(const char* name) {
  using BeginType = void (*)(Forest&, const val&, const val&);
  using TreeType = val (*)(const Forest&, const val&);
  constexpr BeginType kBegin = &beginForest;
  constexpr TreeType kTree = &treeOf;
  emscripten::class_<Forest, emscripten::base<Base>> bound(name);
  bound.constructor(guarded<&construct<Forest>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<kBegin>)
      .function("step", guarded<&stepForest<Forest>>)
      .function("predictTrees", guarded<&predictTrees<Forest>>)
      .function("apply", guarded<&applyForest<Forest>>)
      .function("tree", guarded<kTree>)
      .function("bootstrapCounts", guarded<&bootstrapCounts<Forest>>)
      .property("done", guarded<&get<Forest, &Forest::done>>)
      .property("options", guarded<&options<Forest>>)
      .property("nTrees", guarded<&get<Forest, &Forest::nTrees>>)
      .property("featureImportances", guarded<&get<Forest, &Forest::featureImportances>>)
      .property("oobScore", guarded<&get<Forest, &Forest::oobScore>>)
      .property("oobScores", guarded<&get<Forest, &Forest::oobScores>>);
  return bound;
}

}  // namespace

EMSCRIPTEN_BINDINGS(ensemble_forest) {
  using RandomC = RandomForestClassifier;
  using ExtraC = ExtraTreesClassifier;
  using RandomR = RandomForestRegressor;
  using ExtraR = ExtraTreesRegressor;
  bindForest<RandomC, Classifier>("ensemble.RandomForestClassifier")
      .property("oobDecisionFunction", guarded<&get<RandomC, &RandomC::oobDecisionFunction>>);
  bindForest<ExtraC, Classifier>("ensemble.ExtraTreesClassifier")
      .property("oobDecisionFunction", guarded<&get<ExtraC, &ExtraC::oobDecisionFunction>>);
  bindForest<RandomR, Regressor>("ensemble.RandomForestRegressor")
      .property("oobPrediction", guarded<&get<RandomR, &RandomR::oobPrediction>>);
  bindForest<ExtraR, Regressor>("ensemble.ExtraTreesRegressor")
      .property("oobPrediction", guarded<&get<ExtraR, &ExtraR::oobPrediction>>);
}

}  // namespace scrollwork::bindings
