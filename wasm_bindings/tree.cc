#include "registry.h"
#include "scrollwork/tree/decision_tree_classifier.h"
#include "tree_columns.h"

namespace scrollwork::bindings {

namespace {

Value apply(const DecisionTreeClassifier& tree, Value X) { return from(tree.apply(toMatrix(X, "X"))); }

Value nodes(const DecisionTreeClassifier& tree) {
  Value out = fromColumns(tree.nodes());
  put(out, "nClasses", tree.nClasses());
  return out;
}

}  // namespace

const Registration registration([] {
  using Tree = DecisionTreeClassifier;
  Class<"tree.DecisionTreeClassifier", Tree, Classifier>()
      .constructor(bound<&construct<Tree>>)
      .function("apply", bound<&apply>)
      .property("options", bound<&options<Tree>>)
      .property("nodes", bound<&nodes>)
      .property("depth", bound<&get<Tree, &Tree::depth>>)
      .property("nLeaves", bound<&get<Tree, &Tree::nLeaves>>)
      .property("featureImportances", bound<&get<Tree, &Tree::featureImportances>>);
});

}  // namespace scrollwork::bindings
