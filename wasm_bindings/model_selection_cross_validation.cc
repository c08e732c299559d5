// model_selection: cross-validation of any estimator, bias and variance.
#include "registry.h"
#include "scrollwork/model_selection/bias_variance_decomposition.h"
#include "scrollwork/model_selection/cross_validation.h"
#include "scrollwork/model_selection/folds.h"

namespace scrollwork::bindings {
namespace {

/// A number of folds (5 when missing), unshuffled and for labels stratified, or the folds themselves.
template <typename Target>
Folds toFolds(Value cv, const Target& y) {
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
  Folds folds(cv.length());
  for (std::size_t f = 0; f < folds.size(); ++f) {
    const std::string name = joinMessage({"cv[", f, "]"});
    const Value item = cv[f];
    if (!item.isObject()) refuse(name, "{ train, test }", item);
    folds[f].train = toLabels(item["train"], (name + ".train").c_str());
    folds[f].test = toLabels(item["test"], (name + ".test").c_str());
  }
  return folds;
}

// ---- Estimators of either kind.

/// What `use` makes of the estimator, the data and the folds, whose types follow the estimator's.
template <typename Use>
auto withEstimator(Value estimator, Value X, Value y, Value cv, const Use& use) {
  if (isA<Regressor>(estimator)) {
    const Vector targets = toVector(y, "y");
    return use(toRegressor(estimator, "estimator"), toMatrix(X, "X"), targets, toFolds(cv, targets));
  }
  const Labels labels = toLabels(y, "y");
  return use(toClassifier(estimator, "estimator"), toMatrix(X, "X"), labels, toFolds(cv, labels));
}

template <typename Run>
void beginOne(Run& run, Value estimator, Value X, Value y, Value cv) {
  withEstimator(estimator, X, y, cv,
                [&](const auto& model, const Matrix& data, const auto& target, const Folds& folds) {
                  run.begin(model, data, target, folds);
                });
}

std::vector<const Regressor*> toRegressors(Value list) {
  std::vector<const Regressor*> out(list.length());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = &toRegressor(list[i], joinMessage({"candidates[", i, "]"}));
  return out;
}

template <typename Run>
void beginMany(Run& run, Value candidates, Value X, Value y, Value cv) {
  const bool some = candidates.isArray() && candidates.length() > 0;
  if (some && isA<Regressor>(candidates[std::size_t{0}])) {
    const Vector targets = toVector(y, "y");
    run.begin(toRegressors(candidates), toMatrix(X, "X"), targets, toFolds(cv, targets));
  } else {
    const Labels labels = toLabels(y, "y");
    run.begin(toClassifiers(candidates, "candidates"), toMatrix(X, "X"), labels, toFolds(cv, labels));
  }
}

template <typename Run>
void step(Run& run, Value n) {
  run.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}

/// The options of the functions: cv is read by toFolds.
struct Cv {
  Value value;
};
void read(Value value, const char* /*name*/, Cv& out) { out.value = value; }

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

Value score(Value estimator, Value X, Value y, Value options) {
  const auto asked = toOptions<CrossValScoreOptions>(options);
  return withEstimator(estimator, X, y, asked.cv.value,
                       [&](const auto& model, const Matrix& data, const auto& target, const Folds& folds) {
                         return from(crossValScore(model, data, target, folds, asked.scoring));
                       });
}

Value predict(Value estimator, Value X, Value y, Value options) {
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
Value parameterGrid(Value grid) {
  if (!grid.isObject() || grid.isArray()) refuse("grid", "an object of arrays", grid);
  const Value keys = grid.keys();
  std::vector<Value> combinations = {Value::object()};
  for (std::size_t k = 0; k < keys.length(); ++k) {
    const Value values = grid[keys[k]];
    if (!values.isArray()) refuse("grid." + keys[k].text(), "an array", values);
    std::vector<Value> longer;
    constexpr std::size_t kMaxCombinations = 100'000;
    const std::size_t n = values.length();
    if (n > kMaxCombinations / combinations.size()) {
      const double wanted = static_cast<double>(combinations.size()) * static_cast<double>(n);
      fail(ErrorCode::kBadValue, {"grid: expected at most ", kMaxCombinations, " combinations, got ", wanted,
                                  " up to grid.", keys[k].text()});
    }
    for (const Value shorter : combinations) {
      for (std::size_t i = 0; i < n; ++i) {
        const Value combination = Value::object();
        for (std::size_t earlier = 0; earlier < k; ++earlier) combination.put(keys[earlier], shorter[keys[earlier]]);
        combination.put(keys[k], values[i]);
        longer.push_back(combination);
      }
    }
    if (longer.empty()) return Value::array();
    combinations = std::move(longer);
  }
  const Value out = Value::array();
  for (const Value combination : combinations) out.push(combination);
  return out;
}

// ---- Bias and variance.

using Decomposition = BiasVarianceDecomposition;

void beginDecomposition(Decomposition& run, Value estimator, Value XTest, Value truth, Value noise) {
  const Matrix points = toMatrix(XTest, "XTest");
  if (isA<Regressor>(estimator)) {
    const Vector variances = noise.isUndefined() ? Vector() : toVector(noise, "noise");
    run.begin(toRegressor(estimator, "estimator"), points, toVector(truth, "truth"), variances);
    return;
  }
  const Classifier& classifier = toClassifier(estimator, "estimator");
  if (!noise.isUndefined()) {
    refuse("noise", "none for a classifier, whose truth may be probabilities", noise);
  }
  const bool matrix =
      truth.isObject() && (!truth["data"].isUndefined() || (truth.isArray() && truth[std::size_t{0}].isObject()));
  if (matrix) {
    run.begin(classifier, points, MatrixView(toMatrix(truth, "truth")));
  } else {
    run.begin(classifier, points, LabelView(toLabels(truth, "truth")));
  }
}

template <typename Use>
void withTargets(const Decomposition& run, Value X, Value y, const Use& use) {
  if (run.learnsLabels()) {
    use(toMatrix(X, "X"), toLabels(y, "y"));
  } else {
    use(toMatrix(X, "X"), toVector(y, "y"));
  }
}
void setPool(Decomposition& run, Value X, Value y) {
  withTargets(run, X, y, [&](const Matrix& data, const auto& target) { run.setPool(data, target); });
}
void addRound(Decomposition& run, Value X, Value y) {
  withTargets(run, X, y, [&](const Matrix& data, const auto& target) { run.addRound(data, target); });
}
Value parts(const Decomposition& run) { return fromFields(run.parts()); }

template <ClassName kName, typename Run>
auto steppable() {
  return Class<kName, Run>()
      .constructor(bound<&construct<Run>>)
      .function("step", bound<&step<Run>>)
      .property("options", bound<&options<Run>>)
      .property("done", bound<&get<Run, &Run::done>>)
      .property("nDone", bound<&get<Run, &Run::nDone>>);
}

}  // namespace

const Registration registration([] {
  function("model_selection.crossValScore", bound<&score>);
  function("model_selection.crossValPredict", bound<&predict>);
  function("model_selection.parameterGrid", bound<&parameterGrid>);
  steppable<"model_selection.CrossValidation", CrossValidation>()
      .function("begin", bound<&beginOne<CrossValidation>>)
      .property("nSteps", bound<&get<CrossValidation, &CrossValidation::nSteps>>)
      .property("testScore", bound<&get<CrossValidation, &CrossValidation::testScore>>)
      .property("trainScore", bound<&get<CrossValidation, &CrossValidation::trainScore>>);
  steppable<"model_selection.GridSearchCV", GridSearchCV>()
      .function("begin", bound<&beginMany<GridSearchCV>>)
      .property("nSteps", bound<&get<GridSearchCV, &GridSearchCV::nSteps>>)
      .property("testScore", bound<&get<GridSearchCV, &GridSearchCV::testScore>>)
      .property("trainScore", bound<&get<GridSearchCV, &GridSearchCV::trainScore>>)
      .property("meanTestScore", bound<&get<GridSearchCV, &GridSearchCV::meanTestScore>>)
      .property("stdTestScore", bound<&get<GridSearchCV, &GridSearchCV::stdTestScore>>)
      .property("rankTestScore", bound<&get<GridSearchCV, &GridSearchCV::rankTestScore>>)
      .property("bestIndex", bound<&get<GridSearchCV, &GridSearchCV::bestIndex>>)
      .property("bestScore", bound<&get<GridSearchCV, &GridSearchCV::bestScore>>);
  using Nested = NestedCrossValidation;
  steppable<"model_selection.NestedCrossValidation", Nested>()
      .function("begin", bound<&beginMany<Nested>>)
      .property("nSteps", bound<&get<Nested, &Nested::nSteps>>)
      .property("testScore", bound<&get<Nested, &Nested::testScore>>)
      .property("innerScore", bound<&get<Nested, &Nested::innerScore>>)
      .property("chosen", bound<&get<Nested, &Nested::chosen>>);
  steppable<"model_selection.LearningCurve", LearningCurve>()
      .function("begin", bound<&beginOne<LearningCurve>>)
      .property("nSteps", bound<&get<LearningCurve, &LearningCurve::nSteps>>)
      .property("trainSizes", bound<&get<LearningCurve, &LearningCurve::trainSizes>>)
      .property("testScore", bound<&get<LearningCurve, &LearningCurve::testScore>>)
      .property("trainScore", bound<&get<LearningCurve, &LearningCurve::trainScore>>);
  steppable<"model_selection.BiasVarianceDecomposition", Decomposition>()
      .function("begin", bound<&beginDecomposition>)
      .function("setPool", bound<&setPool>)
      .function("addRound", bound<&addRound>)
      .property("predictions", bound<&get<Decomposition, &Decomposition::predictions>>)
      .property("parts", bound<&parts>);
});

}  // namespace scrollwork::bindings
