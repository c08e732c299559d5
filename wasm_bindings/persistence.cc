#include "scrollwork/persistence/model_json.h"

#include <variant>

#include "marshal.h"

namespace scrollwork::bindings {
namespace {

/// A new object on its way to JavaScript, which then owns it. embind knows a bound function that returns a pointer to
/// one class, but none that returns one of several.
template <typename T>
struct Owned {
  T* object;
};

struct FromJsonOptions {
  ModelJsonLimits limits;
};

}  // namespace
}  // namespace scrollwork::bindings

namespace emscripten::internal {

template <typename T>
struct TypeID<scrollwork::bindings::Owned<T>> {
  static constexpr TYPEID get() { return TypeID<AllowedRawPointer<T>>::get(); }
};
template <typename T>
struct BindingType<scrollwork::bindings::Owned<T>> {
  using WireType = T*;
  template <typename... Policy>  // none in 3.1.6, one in 3.1.69
  static WireType toWireType(scrollwork::bindings::Owned<T> owned, Policy...) {
    return owned.object;
  }
};

}  // namespace emscripten::internal

namespace scrollwork::bindings {

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

bool isA(const val& value, const char* base) { return value.instanceof (val::module_property(base)); }

val writeModel(const val& model) {
  if (isA(model, "base$Classifier")) return from(toJson(toClassifier(model, "model")));
  if (isA(model, "base$Regressor")) return from(toJson(toRegressor(model, "model")));
  if (isA(model, "base$Transformer")) return from(toJson(toTransformer(model, "model")));
  if (isA(model, "base$Clusterer")) return from(toJson(toClusterer(model, "model")));
  fail(ErrorCode::kBadValue, {"model: expected a classifier, a regressor, a transformer or a clusterer"});
}

val readModel(const val& text, const val& options) {
  AnyModel model = modelFromJson(to<std::string>(text, "text"), toOptions<FromJsonOptions>(options).limits);
  return std::visit([]<typename T>(std::unique_ptr<T>& pointer) { return val(Owned<T>{pointer.release()}); }, model);
}

val types() { return from(modelTypes()); }

}  // namespace

EMSCRIPTEN_BINDINGS(persistence) {
  emscripten::function("persistence.toJson", guarded<&writeModel>);
  emscripten::function("persistence.fromJson", guarded<&readModel>);
  emscripten::function("persistence.modelTypes", guarded<&types>);
}

}  // namespace scrollwork::bindings
