// tree: growth one split at a time, and what can be asked of a tree's columns.
#include "registry.h"
#include "scrollwork/tree/cost_complexity_pruning.h"
#include "scrollwork/tree/decision_path.h"
#include "scrollwork/tree/impurity.h"
#include "scrollwork/tree/tree_grower.h"
#include "scrollwork/tree/tree_layout.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

void readColumn(Value value, const char* name, std::vector<int>& out) { read(value, name, out); }
void readColumn(Value value, const char* name, std::vector<double>& out) { out = toNumbers(value, name); }

/// The columns of a tree's `nodes`; others that the object has are not looked at.
TreeNodes toTree(Value object) {
  TreeNodes nodes;
  if (!object.isObject()) refuse("nodes", "the nodes of a tree", object);
  const auto reader = [&object](const char* name, auto& column) { readColumn(object[name], name, column); };
  TreeNodes::fields(reader, nodes);
  return nodes;
}

Value layout(Value nodes) { return fromFields(treeLayout(toTree(nodes))); }
Value pruningPath(Value nodes) { return fromFields(costComplexityPruningPath(toTree(nodes))); }
Value paths(Value nodes, Value X) { return fromFields(decisionPath(toTree(nodes), toMatrix(X, "X"))); }
Value impurities(Value counts, Value options) {
  return from(impurity(toMatrix(counts, "counts"), toOptions<ImpurityOptions>(options)));
}

void begin(TreeGrower& grower, Value X, Value y) { grower.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(TreeGrower& grower, Value n) { grower.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
bool splitBest(TreeGrower& grower, Value node) { return grower.splitBest(to<int>(node, "node")); }
void split(TreeGrower& grower, Value node, Value feature, Value threshold) {
  grower.split(to<int>(node, "node"), to<int>(feature, "feature"), to<double>(threshold, "threshold"));
}
void prune(TreeGrower& grower, Value node) { grower.prune(to<int>(node, "node")); }
bool undo(TreeGrower& grower) { return grower.undo(); }
Value candidates(const TreeGrower& grower, Value node) {
  return fromFields(grower.candidateSplits(to<int>(node, "node")));
}
DecisionTreeClassifier* tree(const TreeGrower& grower) { return new DecisionTreeClassifier(grower.tree()); }
Value nodes(const TreeGrower& grower) {
  Value out = fromColumns(grower.tree().nodes());
  put(out, "nClasses", grower.tree().nClasses());
  return out;
}

}  // namespace

const Registration registration([] {
  Class<"tree.TreeGrower", TreeGrower>()
      .constructor(bound<&construct<TreeGrower>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("splitBest", bound<&splitBest>)
      .function("split", bound<&split>)
      .function("prune", bound<&prune>)
      .function("undo", bound<&undo>)
      .function("candidateSplits", bound<&candidates>)
      .function("tree", bound<&tree>)
      .property("nodes", bound<&nodes>)
      .property("done", bound<&get<TreeGrower, &TreeGrower::done>>)
      .property("options", bound<&options<TreeGrower>>);
  function("tree.treeLayout", bound<&layout>);
  function("tree.costComplexityPruningPath", bound<&pruningPath>);
  function("tree.decisionPath", bound<&paths>);
  function("tree.impurity", bound<&impurities>);
});

}  // namespace scrollwork::bindings
