// ensemble: gradient boosting.
#include "marshal.h"
#include "scrollwork/ensemble/gradient_boosting_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_regressor.h"
#include "tree_columns.h"

namespace scrollwork::bindings {
namespace {

using emscripten::allow_raw_pointers;
using GBClassifier = GradientBoostingClassifier;
using GBRegressor = GradientBoostingRegressor;

void beginClassifier(GBClassifier& model, const val& X, const val& y) {
  model.begin(toMatrix(X, "X"), toLabels(y, "y"));
}
void beginRegressor(GBRegressor& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toVector(y, "y")); }

template <typename Model>
void step(Model& model, const val& n) {
  model.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename Model>
val stagedPredict(const Model& model, const val& X) {
  return from(model.stagedPredict(toMatrix(X, "X")));
}
template <typename Model>
Model* after(const Model& model, const val& rounds) {
  return model.after(to<int>(rounds, "rounds")).release();
}
val decisionFunction(const GBClassifier& model, const val& X) { return from(model.decisionFunction(toMatrix(X, "X"))); }
val stagedPredictProba(const GBClassifier& model, const val& X) {
  return from(model.stagedPredictProba(toMatrix(X, "X")));
}
val residuals(const GBClassifier& model) { return fromMatrix(model.residuals()); }

val treeAt(const std::vector<RegressionTreeNodes>& trees, int i) {
  if (i < 0 || i >= static_cast<int>(trees.size())) {
    fail(ErrorCode::kBadValue, {"i: expected the number of a tree, below ", trees.size(), ", got ", i});
  }
  return fromColumns(trees[static_cast<std::size_t>(i)]);
}
template <typename Model>
val tree(const Model& model, const val& i) {
  return treeAt(model.trees(), to<int>(i, "i"));
}

/// What both have.
template <typename Model, typename Base>
auto boosting(const char* name) {
  return emscripten::class_<Model, emscripten::base<Base>>(name)
      .constructor(guarded<&construct<Model>>, allow_raw_pointers())
      .function("step", guarded<&step<Model>>)
      .function("stagedPredict", guarded<&stagedPredict<Model>>)
      .function("after", guarded<&after<Model>>, allow_raw_pointers())
      .function("tree", guarded<&tree<Model>>)
      .property("options", guarded<&options<Model>>)
      .property("done", guarded<&get<Model, &Model::done>>)
      .property("nRounds", guarded<&get<Model, &Model::nRounds>>)
      .property("trainScore", guarded<&get<Model, &Model::trainScore>>)
      .property("oobImprovement", guarded<&get<Model, &Model::oobImprovement>>)
      .property("featureImportances", guarded<&get<Model, &Model::featureImportances>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(ensemble_boosting) {
  boosting<GBClassifier, Classifier>("ensemble.GradientBoostingClassifier")
      .function("begin", guarded<&beginClassifier>)
      .function("decisionFunction", guarded<&decisionFunction>)
      .function("stagedPredictProba", guarded<&stagedPredictProba>)
      .property("classes", guarded<&get<GBClassifier, &GBClassifier::classes>>)
      .property("initialScore", guarded<&get<GBClassifier, &GBClassifier::initialScore>>)
      .property("residuals", guarded<&residuals>);
  boosting<GBRegressor, Regressor>("ensemble.GradientBoostingRegressor")
      .function("begin", guarded<&beginRegressor>)
      .property("initialPrediction", guarded<&get<GBRegressor, &GBRegressor::initialPrediction>>)
      .property("residuals", guarded<&get<GBRegressor, &GBRegressor::residuals>>);
}

}  // namespace scrollwork::bindings
