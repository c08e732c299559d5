#include "marshal.h"
#include "scrollwork/tree/decision_tree_regressor.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

void fitWeighted(DecisionTreeRegressor& tree, const val& X, const val& y, const val& sampleWeight) {
  tree.fitWeighted(toMatrix(X, "X"), toVector(y, "y"), toVector(sampleWeight, "sampleWeight"));
}
val apply(const DecisionTreeRegressor& tree, const val& X) { return from(tree.apply(toMatrix(X, "X"))); }
val nodes(const DecisionTreeRegressor& tree) { return fromColumns(tree.nodes()); }

}  // namespace

EMSCRIPTEN_BINDINGS(tree_regression) {
  using Tree = DecisionTreeRegressor;
  emscripten::class_<Tree, emscripten::base<Regressor>>("tree.DecisionTreeRegressor")
      .constructor(guarded<&construct<Tree>>, emscripten::allow_raw_pointers())
      .function("fitWeighted", guarded<&fitWeighted>)
      .function("apply", guarded<&apply>)
      .property("options", guarded<&options<Tree>>)
      .property("nodes", guarded<&nodes>)
      .property("depth", guarded<&get<Tree, &Tree::depth>>)
      .property("nLeaves", guarded<&get<Tree, &Tree::nLeaves>>)
      .property("featureImportances", guarded<&get<Tree, &Tree::featureImportances>>);
}

}  // namespace scrollwork::bindings
