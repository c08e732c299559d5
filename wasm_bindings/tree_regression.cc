#include "registry.h"
#include "scrollwork/tree/decision_tree_regressor.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

void fitWeighted(DecisionTreeRegressor& tree, Value X, Value y, Value sampleWeight) {
  tree.fitWeighted(toMatrix(X, "X"), toVector(y, "y"), toVector(sampleWeight, "sampleWeight"));
}
Value apply(const DecisionTreeRegressor& tree, Value X) { return from(tree.apply(toMatrix(X, "X"))); }
Value nodes(const DecisionTreeRegressor& tree) { return fromColumns(tree.nodes()); }

}  // namespace

const Registration registration([] {
  using Tree = DecisionTreeRegressor;
  Class<"tree.DecisionTreeRegressor", Tree, Regressor>()
      .constructor(bound<&construct<Tree>>)
      .function("fitWeighted", bound<&fitWeighted>)
      .function("apply", bound<&apply>)
      .property("options", bound<&options<Tree>>)
      .property("nodes", bound<&nodes>)
      .property("depth", bound<&get<Tree, &Tree::depth>>)
      .property("nLeaves", bound<&get<Tree, &Tree::nLeaves>>)
      .property("featureImportances", bound<&get<Tree, &Tree::featureImportances>>);
});

}  // namespace scrollwork::bindings
