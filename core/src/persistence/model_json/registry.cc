// Every type that a model file may hold: one line each, under the name that it has in JavaScript.

#include <typeinfo>

#include "persistence/model_json/field_io.h"
#include "scrollwork/cluster/k_means.h"
#include "scrollwork/decomposition/pca.h"
#include "scrollwork/dummy/dummy_classifier.h"
#include "scrollwork/ensemble/ada_boost_classifier.h"
#include "scrollwork/ensemble/forest_classifier.h"
#include "scrollwork/ensemble/forest_regressor.h"
#include "scrollwork/ensemble/gradient_boosting_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_regressor.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/interpolate/minimum_norm_spline.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/interpolate/spline_transformer.h"
#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/logistic_descent.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/linear_model/ridge.h"
#include "scrollwork/linear_model/sgd_classifier.h"
#include "scrollwork/linear_model/sgd_regressor.h"
#include "scrollwork/mixture/gaussian_mixture.h"
#include "scrollwork/naive_bayes/gaussian_nb.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/neighbors/local_regression.h"
#include "scrollwork/neural_network/mlp_classifier.h"
#include "scrollwork/neural_network/mlp_regressor.h"
#include "scrollwork/persistence/model_json.h"
#include "scrollwork/pipeline/pipeline.h"
#include "scrollwork/pipeline/regressor_pipeline.h"
#include "scrollwork/preprocessing/column_selector.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/svm/svc.h"
#include "scrollwork/tree/decision_tree_classifier.h"
#include "scrollwork/tree/decision_tree_regressor.h"

namespace scrollwork {
namespace {

template <typename Base>
struct ModelType {
  const char* name;
  const std::type_info* cpp;
  void (*write)(ObjectWriter& model, Json& state, const Base& estimator);
  std::unique_ptr<Base> (*read)(ObjectReader& model);
};

template <typename Base, typename T>
ModelType<Base> type(const char* name) {
  return {name, &typeid(T),
          [](ObjectWriter& model, Json& state, const Base& estimator) {
            writeEstimator(model, state, static_cast<const T&>(estimator));
          },
          [](ObjectReader& model) -> std::unique_ptr<Base> {
            auto estimator = StateAccess::make<T>();
            readEstimator(model, *estimator);
            return estimator;
          }};
}

/// One list for each base: `types`, and its name with an article.
template <typename Base>
struct Kind;

template <>
struct Kind<Classifier> {
  static constexpr const char* kName = "a classifier";
  static inline const ModelType<Classifier> types[] = {
      type<Classifier, DummyClassifier>("dummy.DummyClassifier"),
      type<Classifier, AdaBoostClassifier>("ensemble.AdaBoostClassifier"),
      type<Classifier, ExtraTreesClassifier>("ensemble.ExtraTreesClassifier"),
      type<Classifier, GradientBoostingClassifier>("ensemble.GradientBoostingClassifier"),
      type<Classifier, RandomForestClassifier>("ensemble.RandomForestClassifier"),
      type<Classifier, LogisticDescent>("linear_model.LogisticDescent"),
      type<Classifier, LogisticRegression>("linear_model.LogisticRegression"),
      type<Classifier, SGDClassifier>("linear_model.SGDClassifier"),
      type<Classifier, GaussianNB>("naive_bayes.GaussianNB"),
      type<Classifier, KNeighborsClassifier>("neighbors.KNeighborsClassifier"),
      type<Classifier, MLPClassifier>("neural_network.MLPClassifier"),
      type<Classifier, Pipeline>("pipeline.Pipeline"),
      type<Classifier, SVC>("svm.SVC"),
      type<Classifier, DecisionTreeClassifier>("tree.DecisionTreeClassifier"),
  };
};

template <>
struct Kind<Regressor> {
  static constexpr const char* kName = "a regressor";
  static inline const ModelType<Regressor> types[] = {
      type<Regressor, ExtraTreesRegressor>("ensemble.ExtraTreesRegressor"),
      type<Regressor, GradientBoostingRegressor>("ensemble.GradientBoostingRegressor"),
      type<Regressor, RandomForestRegressor>("ensemble.RandomForestRegressor"),
      type<Regressor, CubicSpline>("interpolate.CubicSpline"),
      type<Regressor, ElasticNet>("linear_model.ElasticNet"),
      type<Regressor, Lasso>("linear_model.Lasso"),
      type<Regressor, LinearRegression>("linear_model.LinearRegression"),
      type<Regressor, Ridge>("linear_model.Ridge"),
      type<Regressor, SGDRegressor>("linear_model.SGDRegressor"),
      type<Regressor, MinimumNormSpline>("interpolate.MinimumNormSpline"),
      type<Regressor, KNeighborsRegressor>("neighbors.KNeighborsRegressor"),
      type<Regressor, LocalRegression>("neighbors.LocalRegression"),
      type<Regressor, MLPRegressor>("neural_network.MLPRegressor"),
      type<Regressor, RegressorPipeline>("pipeline.RegressorPipeline"),
      type<Regressor, DecisionTreeRegressor>("tree.DecisionTreeRegressor"),
  };
};

template <>
struct Kind<Transformer> {
  static constexpr const char* kName = "a transformer";
  static inline const ModelType<Transformer> types[] = {
      type<Transformer, PCA>("decomposition.PCA"),
      type<Transformer, RandomFourierFeatures>("interpolate.RandomFourierFeatures"),
      type<Transformer, RandomReluFeatures>("interpolate.RandomReluFeatures"),
      type<Transformer, SplineTransformer>("interpolate.SplineTransformer"),
      type<Transformer, ColumnSelector>("preprocessing.ColumnSelector"),
      type<Transformer, PolynomialFeatures>("preprocessing.PolynomialFeatures"),
      type<Transformer, StandardScaler>("preprocessing.StandardScaler"),
  };
};

template <>
struct Kind<Clusterer> {
  static constexpr const char* kName = "a clusterer";
  static inline const ModelType<Clusterer> types[] = {
      type<Clusterer, KMeans>("cluster.KMeans"),
      type<Clusterer, GaussianMixture>("mixture.GaussianMixture"),
  };
};

template <typename Base>
const ModelType<Base>* findType(std::string_view name) {
  for (const ModelType<Base>& type : Kind<Base>::types) {
    if (name == type.name) return &type;
  }
  return nullptr;
}

/// Calls visit.operator()<Base>() for every kind until one returns true.
template <typename Visit>
bool anyKind(const Visit& visit) {
  return visit.template operator()<Classifier>() || visit.template operator()<Regressor>() ||
         visit.template operator()<Transformer>() || visit.template operator()<Clusterer>();
}

std::string readType(ObjectReader& model) {
  std::string name;
  model("type", name);
  return name;
}

template <typename Base>
const ModelType<Base>& requireType(ObjectReader& model) {
  const std::string name = readType(model);
  if (const ModelType<Base>* type = findType<Base>(name)) return *type;
  const Place place{&model.place(), "type"};
  refuse(place, joinMessage({"the type of ", Kind<Base>::kName}), name);
}

constexpr const char* kFormat = "scrollwork-model";
constexpr int kVersion = 1;

template <typename Base>
std::string modelText(const Base& model) {
  Json out = {{"format", kFormat}, {"version", kVersion}};
  out.update(writeModel(model));
  return out.dump();
}

/// The outermost object, whose format and version have been checked.
void checkEnvelope(ObjectReader& model) {
  if (const Json& format = model.take("format"); format != kFormat) {
    refuse(Place{&model.place(), "format"}, joinMessage({"\"", kFormat, "\""}), format);
  }
  (void)readInteger(model.take("version"), Place{&model.place(), "version"}, kVersion, kVersion);
}

template <typename Base>
std::unique_ptr<Base> modelOfKind(std::string_view text, const ModelJsonLimits& limits) {
  const Json json = parseJson(text, limits);
  const Place place;
  ObjectReader model(json, place);
  checkEnvelope(model);
  return requireType<Base>(model).read(model);
}

}  // namespace

template <typename Base>
Json writeModel(const Base& model) {
  for (const ModelType<Base>& type : Kind<Base>::types) {
    if (*type.cpp != typeid(model)) continue;
    Json out;
    ObjectWriter writer(out);
    writer("type", std::string(type.name));
    Json state;
    type.write(writer, state, model);
    out["state"] = std::move(state);
    return out;
  }
  fail(ErrorCode::kBadValue, {"model: expected ", Kind<Base>::kName, " of this library, got one of another type"});
}

template <typename Base>
std::unique_ptr<Base> readModel(const Json& value, const Place& place) {
  ObjectReader model(value, place);
  return requireType<Base>(model).read(model);
}

std::string toJson(const Classifier& model) { return modelText(model); }
std::string toJson(const Regressor& model) { return modelText(model); }
std::string toJson(const Transformer& model) { return modelText(model); }
std::string toJson(const Clusterer& model) { return modelText(model); }

AnyModel modelFromJson(std::string_view text, const ModelJsonLimits& limits) {
  const Json json = parseJson(text, limits);
  const Place place;
  ObjectReader model(json, place);
  checkEnvelope(model);
  const std::string name = readType(model);
  AnyModel out;
  const bool known = anyKind([&]<typename Base>() {
    const ModelType<Base>* const type = findType<Base>(name);
    if (type != nullptr) out = type->read(model);
    return type != nullptr;
  });
  if (!known) refuse(Place{&place, "type"}, "a type of this library", name);
  return out;
}

std::unique_ptr<Classifier> classifierFromJson(std::string_view text, const ModelJsonLimits& limits) {
  return modelOfKind<Classifier>(text, limits);
}
std::unique_ptr<Regressor> regressorFromJson(std::string_view text, const ModelJsonLimits& limits) {
  return modelOfKind<Regressor>(text, limits);
}
std::unique_ptr<Transformer> transformerFromJson(std::string_view text, const ModelJsonLimits& limits) {
  return modelOfKind<Transformer>(text, limits);
}
std::unique_ptr<Clusterer> clustererFromJson(std::string_view text, const ModelJsonLimits& limits) {
  return modelOfKind<Clusterer>(text, limits);
}

std::vector<std::string> modelTypes() {
  std::vector<std::string> names;
  anyKind([&]<typename Base>() {
    for (const ModelType<Base>& type : Kind<Base>::types) names.emplace_back(type.name);
    return false;
  });
  return names;
}

}  // namespace scrollwork
