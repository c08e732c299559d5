// tree: growth one split at a time, and what can be asked of a tree's columns.
#include "marshal.h"
#include "scrollwork/tree/cost_complexity_pruning.h"
#include "scrollwork/tree/decision_path.h"
#include "scrollwork/tree/tree_grower.h"
#include "scrollwork/tree/tree_layout.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

void readColumn(const val& value, const char* name, std::vector<int>& out) { read(value, name, out); }
void readColumn(const val& value, const char* name, std::vector<double>& out) { out = toNumbers(value, name); }

/// The columns of a tree's `nodes`; others that the object has are not looked at.
TreeNodes toTree(const val& object) {
  TreeNodes nodes;
  if (object.isUndefined() || object.isNull()) fail(ErrorCode::kBadValue, {"nodes: expected the nodes of a tree"});
  const auto reader = [&object](const char* name, auto& column) { readColumn(object[name], name, column); };
  TreeNodes::fields(reader, nodes);
  return nodes;
}

val layout(const val& nodes) { return fromFields(treeLayout(toTree(nodes))); }
val pruningPath(const val& nodes) { return fromFields(costComplexityPruningPath(toTree(nodes))); }
val paths(const val& nodes, const val& X) { return fromFields(decisionPath(toTree(nodes), toMatrix(X, "X"))); }

void begin(TreeGrower& grower, const val& X, const val& y) { grower.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(TreeGrower& grower, const val& n) { grower.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
bool splitBest(TreeGrower& grower, const val& node) { return grower.splitBest(to<int>(node, "node")); }
void split(TreeGrower& grower, const val& node, const val& feature, const val& threshold) {
  grower.split(to<int>(node, "node"), to<int>(feature, "feature"), to<double>(threshold, "threshold"));
}
void prune(TreeGrower& grower, const val& node) { grower.prune(to<int>(node, "node")); }
bool undo(TreeGrower& grower) { return grower.undo(); }
val candidates(const TreeGrower& grower, const val& node) {
  return fromFields(grower.candidateSplits(to<int>(node, "node")));
}
DecisionTreeClassifier* tree(const TreeGrower& grower) { return new DecisionTreeClassifier(grower.tree()); }
val nodes(const TreeGrower& grower) {
  val out = fromColumns(grower.tree().nodes());
  out.set("nClasses", grower.tree().nClasses());
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(tree_growth) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<TreeGrower>("tree.TreeGrower")
      .constructor(guarded<&construct<TreeGrower>>, allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("splitBest", guarded<&splitBest>)
      .function("split", guarded<&split>)
      .function("prune", guarded<&prune>)
      .function("undo", guarded<&undo>)
      .function("candidateSplits", guarded<&candidates>)
      .function("tree", guarded<&tree>, allow_raw_pointers())
      .property("nodes", guarded<&nodes>)
      .property("done", guarded<&get<TreeGrower, &TreeGrower::done>>)
      .property("options", guarded<&options<TreeGrower>>);
  emscripten::function("tree.treeLayout", guarded<&layout>);
  emscripten::function("tree.costComplexityPruningPath", guarded<&pruningPath>);
  emscripten::function("tree.decisionPath", guarded<&paths>);
}

}  // namespace scrollwork::bindings
