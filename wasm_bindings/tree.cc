#include "marshal.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork::bindings {

namespace {

val apply(const DecisionTreeClassifier& tree, const val& X) { return from(tree.apply(toMatrix(X, "X"))); }

val nodes(const DecisionTreeClassifier& tree) {
  const DecisionTreeNodes& columns = tree.nodes();
  val out = val::object();
  out.set("size", columns.size());
  out.set("nClasses", tree.nClasses());
  out.set("feature", from(columns.feature));
  out.set("threshold", from(columns.threshold));
  out.set("left", from(columns.left));
  out.set("right", from(columns.right));
  out.set("nSamples", from(columns.nSamples));
  out.set("counts", from(columns.counts));
  out.set("impurity", from(columns.impurity));
  out.set("depth", from(columns.depth));
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
