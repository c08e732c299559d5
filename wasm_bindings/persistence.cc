#include "scrollwork/persistence/model_json.h"

#include <variant>

#include "registry.h"

namespace scrollwork::bindings {
namespace {

struct FromJsonOptions {
  ModelJsonLimits limits;
};

}  // namespace
template <>
struct Fields<FromJsonOptions> {
  static constexpr const char* kOwner = "fromJson";
  static void each(auto& field, auto& o) {
    field("maxBytes", o.limits.maxBytes);
    field("maxValues", o.limits.maxValues);
    field("maxDepth", o.limits.maxDepth);
  }
};

namespace {

Value writeModel(Value model) {
  if (isA<Classifier>(model)) return from(toJson(toClassifier(model, "model")));
  if (isA<Regressor>(model)) return from(toJson(toRegressor(model, "model")));
  if (isA<Transformer>(model)) return from(toJson(toTransformer(model, "model")));
  if (isA<Clusterer>(model)) return from(toJson(toClusterer(model, "model")));
  refuse("model", "a classifier, a regressor, a transformer or a clusterer", model);
}

Value readModel(Value text, Value options) {
  AnyModel model = modelFromJson(to<std::string>(text, "text"), toOptions<FromJsonOptions>(options).limits);
  return std::visit([]<typename T>(std::unique_ptr<T>& pointer) { return toResult(pointer.release()); }, model);
}

Value types() { return from(modelTypes()); }

}  // namespace

const Registration registration([] {
  function("persistence.toJson", bound<&writeModel>);
  function("persistence.fromJson", bound<&readModel>);
  function("persistence.modelTypes", bound<&types>);
});

}  // namespace scrollwork::bindings
