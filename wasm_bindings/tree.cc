#include "marshal.h"
#include "scrollwork/tree/decision_tree_classifier.h"
#include "tree_columns.h"

namespace scrollwork::bindings {

namespace {

val apply(const DecisionTreeClassifier& tree, const val& X) { return from(tree.apply(toMatrix(X, "X"))); }

val nodes(const DecisionTreeClassifier& tree) {
  val out = fromColumns(tree.nodes());
  out.set("nClasses", tree.nClasses());
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(tree) {
  using emscripten::allow_raw_pointers;
  using Tree = DecisionTreeClassifier;
  emscripten::class_<Tree, emscripten::base<Classifier>>("tree.DecisionTreeClassifier")
      .constructor(guarded<&construct<Tree>>, allow_raw_pointers())
      .function("apply", guarded<&apply>)
      .property("options", guarded<&options<Tree>>)
      .property("nodes", guarded<&nodes>)
      .property("depth", guarded<&get<Tree, &Tree::depth>>)
      .property("nLeaves", guarded<&get<Tree, &Tree::nLeaves>>)
      .property("featureImportances", guarded<&get<Tree, &Tree::featureImportances>>);
}

}  // namespace scrollwork::bindings
