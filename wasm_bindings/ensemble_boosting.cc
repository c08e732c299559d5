// ensemble: gradient boosting.
#include "registry.h"
#include "scrollwork/ensemble/gradient_boosting_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_regressor.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

using GBClassifier = GradientBoostingClassifier;
using GBRegressor = GradientBoostingRegressor;

void beginClassifier(GBClassifier& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void beginRegressor(GBRegressor& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toVector(y, "y")); }

template <typename Model>
void step(Model& model, Value n) {
  model.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename Model>
Value stagedPredict(const Model& model, Value X) {
  return from(model.stagedPredict(toMatrix(X, "X")));
}
template <typename Model>
Model* after(const Model& model, Value rounds) {
  return model.after(to<int>(rounds, "rounds")).release();
}
Value decisionFunction(const GBClassifier& model, Value X) { return from(model.decisionFunction(toMatrix(X, "X"))); }
Value stagedPredictProba(const GBClassifier& model, Value X) {
  return from(model.stagedPredictProba(toMatrix(X, "X")));
}
Value residuals(const GBClassifier& model) { return fromMatrix(model.residuals()); }

Value treeAt(const std::vector<RegressionTreeNodes>& trees, int i) {
  if (i < 0 || i >= static_cast<int>(trees.size())) {
    fail(ErrorCode::kBadValue, {"i: expected the number of a tree, below ", trees.size(), ", got ", i});
  }
  return fromColumns(trees[static_cast<std::size_t>(i)]);
}
template <typename Model>
Value tree(const Model& model, Value i) {
  return treeAt(model.trees(), to<int>(i, "i"));
}

/// What both have.
template <ClassName kName, typename Model, typename Base>
auto boosting() {
  return Class<kName, Model, Base>()
      .constructor(bound<&construct<Model>>)
      .function("step", bound<&step<Model>>)
      .function("stagedPredict", bound<&stagedPredict<Model>>)
      .function("after", bound<&after<Model>>)
      .function("tree", bound<&tree<Model>>)
      .property("options", bound<&options<Model>>)
      .property("done", bound<&get<Model, &Model::done>>)
      .property("nRounds", bound<&get<Model, &Model::nRounds>>)
      .property("trainScore", bound<&get<Model, &Model::trainScore>>)
      .property("oobImprovement", bound<&get<Model, &Model::oobImprovement>>)
      .property("featureImportances", bound<&get<Model, &Model::featureImportances>>);
}

}  // namespace

const Registration registration([] {
  boosting<"ensemble.GradientBoostingClassifier", GBClassifier, Classifier>()
      .function("begin", bound<&beginClassifier>)
      .function("decisionFunction", bound<&decisionFunction>)
      .function("stagedPredictProba", bound<&stagedPredictProba>)
      .property("classes", bound<&get<GBClassifier, &GBClassifier::classes>>)
      .property("initialScore", bound<&get<GBClassifier, &GBClassifier::initialScore>>)
      .property("residuals", bound<&residuals>);
  boosting<"ensemble.GradientBoostingRegressor", GBRegressor, Regressor>()
      .function("begin", bound<&beginRegressor>)
      .property("initialPrediction", bound<&get<GBRegressor, &GBRegressor::initialPrediction>>)
      .property("residuals", bound<&get<GBRegressor, &GBRegressor::residuals>>);
});

}  // namespace scrollwork::bindings
