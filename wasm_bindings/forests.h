#pragma once

#include "registry.h"
#include "scrollwork/ensemble/forest_classifier.h"
#include "scrollwork/ensemble/forest_regressor.h"
#include "tree_columns.h"

/// What the forests have in common.
namespace scrollwork::bindings {

template <typename Forest>
void stepForest(Forest& forest, Value n) {
  forest.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename Forest>
Value predictTrees(const Forest& forest, Value X) {
  return from(forest.predictTrees(toMatrix(X, "X")));
}
template <typename Forest>
Value applyForest(const Forest& forest, Value X) {
  return from(forest.apply(toMatrix(X, "X")));
}
template <typename Forest>
Value bootstrapCounts(const Forest& forest, Value tree) {
  return from(forest.bootstrapCounts(to<int>(tree, "tree")));
}

template <bool kExtra>
void beginForest(ForestClassifier<kExtra>& forest, Value X, Value y) {
  forest.begin(toMatrix(X, "X"), toLabels(y, "y"));
}
template <bool kExtra>
void beginForest(ForestRegressor<kExtra>& forest, Value X, Value y) {
  forest.begin(toMatrix(X, "X"), toVector(y, "y"));
}
template <bool kExtra>
Value treeOf(const ForestClassifier<kExtra>& forest, Value tree) {
  Value out = fromColumns(forest.tree(to<int>(tree, "tree")));
  put(out, "nClasses", forest.nClasses());
  return out;
}
template <bool kExtra>
Value treeOf(const ForestRegressor<kExtra>& forest, Value tree) {
  return fromColumns(forest.tree(to<int>(tree, "tree")));
}

template <ClassName kName, typename Forest, typename Base>
auto bindForest() {
  using BeginType = void (*)(Forest&, Value, Value);
  using TreeType = Value (*)(const Forest&, Value);
  constexpr BeginType kBegin = &beginForest;
  constexpr TreeType kTree = &treeOf;
  return Class<kName, Forest, Base>()
      .constructor(bound<&construct<Forest>>)
      .function("begin", bound<kBegin>)
      .function("step", bound<&stepForest<Forest>>)
      .function("predictTrees", bound<&predictTrees<Forest>>)
      .function("apply", bound<&applyForest<Forest>>)
      .function("tree", bound<kTree>)
      .function("bootstrapCounts", bound<&bootstrapCounts<Forest>>)
      .property("done", bound<&get<Forest, &Forest::done>>)
      .property("options", bound<&options<Forest>>)
      .property("nTrees", bound<&get<Forest, &Forest::nTrees>>)
      .property("featureImportances", bound<&get<Forest, &Forest::featureImportances>>)
      .property("oobScore", bound<&get<Forest, &Forest::oobScore>>)
      .property("oobScores", bound<&get<Forest, &Forest::oobScores>>);
}

}  // namespace scrollwork::bindings
