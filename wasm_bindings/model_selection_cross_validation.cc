// model_selection: folds, cross-validation of any estimator, bias and variance.
#include "marshal.h"
#include "scrollwork/model_selection/bias_variance_decomposition.h"
#include "scrollwork/model_selection/cross_validation.h"
#include "scrollwork/model_selection/folds.h"

namespace scrollwork::bindings {
namespace {

using emscripten::allow_raw_pointers;
using emscripten::class_;

// ---- Folds cross as [{ train, test }, …].

val fromFolds(const Folds& folds) {
  val out = val::array();
  for (const Fold& fold : folds) {
    val item = val::object();
    item.set("train", from(fold.train));
    item.set("test", from(fold.test));
    out.call<void>("push", item);
  }
  return out;
}

/// A number of folds (5 when missing), unshuffled and for labels stratified, or the folds themselves.
template <typename Target>
Folds toFolds(const val& cv, const Target& y) {
  if (cv.isUndefined() || !cv.isArray()) {
    const int nSplits = cv.isUndefined() ? 5 : to<int>(cv, "cv");
    if constexpr (std::is_same_v<Target, Labels>) {
      StratifiedKFoldOptions options;
      options.nSplits = nSplits;
      return StratifiedKFold(options).split(y);
    } else {
      return KFold({.nSplits = nSplits}).split(static_cast<int>(y.size()));
    }
  }
  Folds folds(cv["length"].as<std::size_t>());
  for (std::size_t f = 0; f < folds.size(); ++f) {
    const std::string name = joinMessage({"cv[", f, "]"});
    const val item = cv[f];
    if (item.isUndefined() || item.isNull()) fail(ErrorCode::kBadValue, {name, ": expected { train, test }"});
    folds[f].train = toLabels(item["train"], (name + ".train").c_str());
    folds[f].test = toLabels(item["test"], (name + ".test").c_str());
  }
  return folds;
}

template <typename T>
val splitRows(const T& splitter, const val& n) {
  return fromFolds(splitter.split(to<int>(n, "n")));
}
template <typename T>
val splitLabels(const T& splitter, const val& y) {
  return fromFolds(splitter.split(toLabels(y, "y")));
}

template <typename T, val (*F)(const T&, const val&)>
void registerSplitter(const char* name) {
  class_<T>(name)
      .constructor(guarded<&construct<T>>, allow_raw_pointers())
      .function("split", guarded<F>)
      .property("options", guarded<&options<T>>);
}

// ---- Estimators of either kind.

/// What `use` makes of the estimator, the data and the folds, whose types follow the estimator's.
template <typename Use>
auto withEstimator(const val& estimator, const val& X, const val& y, const val& cv, const Use& use) {
  if (isRegressor(estimator)) {
    const Vector targets = toVector(y, "y");
    return use(toRegressor(estimator, "estimator"), toMatrix(X, "X"), targets, toFolds(cv, targets));
  }
  const Labels labels = toLabels(y, "y");
  return use(toClassifier(estimator, "estimator"), toMatrix(X, "X"), labels, toFolds(cv, labels));
}

template <typename Run>
void beginOne(Run& run, const val& estimator, const val& X, const val& y, const val& cv) {
  withEstimator(estimator, X, y, cv,
                [&](const auto& model, const Matrix& data, const auto& target, const Folds& folds) {
                  run.begin(model, data, target, folds);
                });
}

std::vector<const Regressor*> toRegressors(const val& list) {
  std::vector<const Regressor*> out(list["length"].as<std::size_t>());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = &toRegressor(list[i], joinMessage({"candidates[", i, "]"}));
  return out;
}

template <typename Run>
void beginMany(Run& run, const val& candidates, const val& X, const val& y, const val& cv) {
  const bool some = candidates.isArray() && candidates["length"].as<std::size_t>() > 0;
  if (some && isRegressor(candidates[0])) {
    const Vector targets = toVector(y, "y");
    run.begin(toRegressors(candidates), toMatrix(X, "X"), targets, toFolds(cv, targets));
  } else {
    const Labels labels = toLabels(y, "y");
    run.begin(toClassifiers(candidates, "candidates"), toMatrix(X, "X"), labels, toFolds(cv, labels));
  }
}

template <typename Run>
void step(Run& run, const val& n) {
  run.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}

/// The options of the functions: cv is read by toFolds.
struct Cv {
  val value = val::undefined();
};
void read(const val& value, const char* /*name*/, Cv& out) { out.value = value; }

struct CrossValScoreOptions {
  Cv cv;
  std::string scoring;
  static constexpr const char* kOwner = "crossValScore";
  static void fields(auto& field, auto& o) {
    field("cv", o.cv);
    field("scoring", o.scoring);
  }
};
struct CrossValPredictOptions {
  Cv cv;
  std::string method = "predict";
  static constexpr const char* kOwner = "crossValPredict";
  static void fields(auto& field, auto& o) {
    field("cv", o.cv);
    field("method", o.method);
  }
};

val score(const val& estimator, const val& X, const val& y, const val& options) {
  const auto asked = toOptions<CrossValScoreOptions>(options);
  return withEstimator(estimator, X, y, asked.cv.value,
                       [&](const auto& model, const Matrix& data, const auto& target, const Folds& folds) {
                         return from(crossValScore(model, data, target, folds, asked.scoring));
                       });
}

val predict(const val& estimator, const val& X, const val& y, const val& options) {
  const auto asked = toOptions<CrossValPredictOptions>(options);
  if (asked.method == "predict_proba") {
    const Labels labels = toLabels(y, "y");
    return from(crossValPredictProba(toClassifier(estimator, "estimator"), toMatrix(X, "X"), labels,
                                     toFolds(asked.cv.value, labels)));
  }
  if (asked.method != "predict") {
    fail(ErrorCode::kBadValue, {"method: expected \"predict\" or \"predict_proba\", got \"", asked.method, "\""});
  }
  return withEstimator(estimator, X, y, asked.cv.value,
                       [&](const auto& model, const Matrix& data, const auto& target, const Folds& folds) {
                         return from(crossValPredict(model, data, target, folds));
                       });
}

/// All combinations of the lists of an object, the last key turning fastest: [{ key: value, … }, …].
val parameterGrid(const val& grid) {
  if (grid.typeOf().as<std::string>() != "object" || grid.isNull() || grid.isArray()) {
    fail(ErrorCode::kBadValue, {"grid: expected an object of arrays"});
  }
  const val Object = val::global("Object");
  const val keys = Object.call<val>("keys", grid);
  std::vector<val> combinations = {val::object()};
  for (std::size_t k = 0; k < keys["length"].as<std::size_t>(); ++k) {
    const auto key = keys[k].as<std::string>();
    const val values = grid[keys[k]];
    if (!values.isArray()) fail(ErrorCode::kBadValue, {"grid.", key, ": expected an array"});
    std::vector<val> longer;
    constexpr std::size_t kMaxCombinations = 100'000;
    const std::size_t n = values["length"].as<std::size_t>();
    if (n > kMaxCombinations / combinations.size()) {
      fail(ErrorCode::kBadValue, {"grid: expected at most ", kMaxCombinations, " combinations"});
    }
    for (const val& shorter : combinations) {
      for (std::size_t i = 0; i < n; ++i) {
        val combination = Object.call<val>("assign", val::object(), shorter);
        combination.set(keys[k], values[i]);
        longer.push_back(combination);
      }
    }
    if (longer.empty()) return val::array();
    combinations = std::move(longer);
  }
  val out = val::array();
  for (const val& combination : combinations) out.call<void>("push", combination);
  return out;
}

// ---- Bias and variance.

using Decomposition = BiasVarianceDecomposition;

void beginDecomposition(Decomposition& run, const val& estimator, const val& XTest, const val& truth,
                        const val& noise) {
  const Matrix points = toMatrix(XTest, "XTest");
  if (isRegressor(estimator)) {
    const Vector variances = noise.isUndefined() ? Vector() : toVector(noise, "noise");
    run.begin(toRegressor(estimator, "estimator"), points, toVector(truth, "truth"), variances);
    return;
  }
  const Classifier& classifier = toClassifier(estimator, "estimator");
  if (!noise.isUndefined()) {
    fail(ErrorCode::kBadValue, {"noise: expected none for a classifier, whose truth may be probabilities"});
  }
  const bool matrix =
      truth.typeOf().as<std::string>() == "object" && !truth.isNull() &&
      (!truth["data"].isUndefined() || (truth.isArray() && truth[0].typeOf().as<std::string>() == "object"));
  if (matrix) {
    run.begin(classifier, points, MatrixView(toMatrix(truth, "truth")));
  } else {
    run.begin(classifier, points, LabelView(toLabels(truth, "truth")));
  }
}

template <typename Use>
void withTargets(const Decomposition& run, const val& X, const val& y, const Use& use) {
  if (run.learnsLabels()) {
    use(toMatrix(X, "X"), toLabels(y, "y"));
  } else {
    use(toMatrix(X, "X"), toVector(y, "y"));
  }
}
void setPool(Decomposition& run, const val& X, const val& y) {
  withTargets(run, X, y, [&](const Matrix& data, const auto& target) { run.setPool(data, target); });
}
void addRound(Decomposition& run, const val& X, const val& y) {
  withTargets(run, X, y, [&](const Matrix& data, const auto& target) { run.addRound(data, target); });
}
val parts(const Decomposition& run) { return fromFields(run.parts()); }

template <typename Run>
class_<Run> steppable(const char* name) {
  return class_<Run>(name)
      .constructor(guarded<&construct<Run>>, allow_raw_pointers())
      .function("step", guarded<&step<Run>>)
      .property("options", guarded<&options<Run>>)
      .property("done", guarded<&get<Run, &Run::done>>)
      .property("nDone", guarded<&get<Run, &Run::nDone>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(model_selection_cross_validation) {
  using emscripten::function;
  registerSplitter<KFold, &splitRows<KFold>>("model_selection.KFold");
  registerSplitter<StratifiedKFold, &splitLabels<StratifiedKFold>>("model_selection.StratifiedKFold");
  registerSplitter<RepeatedKFold, &splitRows<RepeatedKFold>>("model_selection.RepeatedKFold");
  registerSplitter<RepeatedStratifiedKFold, &splitLabels<RepeatedStratifiedKFold>>(
      "model_selection.RepeatedStratifiedKFold");
  registerSplitter<LeaveOneOut, &splitRows<LeaveOneOut>>("model_selection.LeaveOneOut");
  registerSplitter<ShuffleSplit, &splitRows<ShuffleSplit>>("model_selection.ShuffleSplit");
  registerSplitter<StratifiedShuffleSplit, &splitLabels<StratifiedShuffleSplit>>(
      "model_selection.StratifiedShuffleSplit");
  registerSplitter<GroupKFold, &splitLabels<GroupKFold>>("model_selection.GroupKFold");
  function("model_selection.crossValScore", guarded<&score>);
  function("model_selection.crossValPredict", guarded<&predict>);
  function("model_selection.parameterGrid", guarded<&parameterGrid>);
  steppable<CrossValidation>("model_selection.CrossValidation")
      .function("begin", guarded<&beginOne<CrossValidation>>)
      .property("nSteps", guarded<&get<CrossValidation, &CrossValidation::nSteps>>)
      .property("testScore", guarded<&get<CrossValidation, &CrossValidation::testScore>>)
      .property("trainScore", guarded<&get<CrossValidation, &CrossValidation::trainScore>>);
  steppable<GridSearchCV>("model_selection.GridSearchCV")
      .function("begin", guarded<&beginMany<GridSearchCV>>)
      .property("nSteps", guarded<&get<GridSearchCV, &GridSearchCV::nSteps>>)
      .property("testScore", guarded<&get<GridSearchCV, &GridSearchCV::testScore>>)
      .property("trainScore", guarded<&get<GridSearchCV, &GridSearchCV::trainScore>>)
      .property("meanTestScore", guarded<&get<GridSearchCV, &GridSearchCV::meanTestScore>>)
      .property("stdTestScore", guarded<&get<GridSearchCV, &GridSearchCV::stdTestScore>>)
      .property("rankTestScore", guarded<&get<GridSearchCV, &GridSearchCV::rankTestScore>>)
      .property("bestIndex", guarded<&get<GridSearchCV, &GridSearchCV::bestIndex>>)
      .property("bestScore", guarded<&get<GridSearchCV, &GridSearchCV::bestScore>>);
  using Nested = NestedCrossValidation;
  steppable<Nested>("model_selection.NestedCrossValidation")
      .function("begin", guarded<&beginMany<Nested>>)
      .property("nSteps", guarded<&get<Nested, &Nested::nSteps>>)
      .property("testScore", guarded<&get<Nested, &Nested::testScore>>)
      .property("innerScore", guarded<&get<Nested, &Nested::innerScore>>)
      .property("chosen", guarded<&get<Nested, &Nested::chosen>>);
  steppable<LearningCurve>("model_selection.LearningCurve")
      .function("begin", guarded<&beginOne<LearningCurve>>)
      .property("nSteps", guarded<&get<LearningCurve, &LearningCurve::nSteps>>)
      .property("trainSizes", guarded<&get<LearningCurve, &LearningCurve::trainSizes>>)
      .property("testScore", guarded<&get<LearningCurve, &LearningCurve::testScore>>)
      .property("trainScore", guarded<&get<LearningCurve, &LearningCurve::trainScore>>);
  steppable<Decomposition>("model_selection.BiasVarianceDecomposition")
      .function("begin", guarded<&beginDecomposition>)
      .function("setPool", guarded<&setPool>)
      .function("addRound", guarded<&addRound>)
      .property("predictions", guarded<&get<Decomposition, &Decomposition::predictions>>)
      .property("parts", guarded<&parts>);
}

}  // namespace scrollwork::bindings
