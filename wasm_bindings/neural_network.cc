#include "marshal.h"
#include "scrollwork/neural_network/mlp_classifier.h"
#include "scrollwork/neural_network/mlp_regressor.h"

namespace scrollwork::bindings {

namespace {

/// The shared options under the name of the class that takes them, for messages.
struct MLPClassifierOptions : MLPOptions {
  static constexpr const char* kOwner = "MLPClassifier";
};
struct MLPRegressorOptions : MLPOptions {
  static constexpr const char* kOwner = "MLPRegressor";
};

template <typename Model, typename Options>
Model* make(const val& options) {
  return new Model(toOptions<Options>(options));
}

val fromFloats(const FloatVector& v) { return fromArray(v.data(), static_cast<std::size_t>(v.size())); }
int layerOf(const val& value) { return to<int>(value, "layer"); }
int stepsOf(const val& value) { return value.isUndefined() ? 1 : to<int>(value, "n"); }

val layersOf(const MultilayerPerceptron& model) {
  val out = val::array();
  for (const MLPLayer& layer : model.layers()) {
    val item = val::object();
    item.set("coef", fromMatrix(layer.coef));
    item.set("intercept", fromFloats(layer.intercept));
    out.call<void>("push", item);
  }
  return out;
}

val surfaceOf(const MultilayerPerceptron& model, const val& options) {
  const NeuronSurface surface = model.neuronSurface(toOptions<NeuronSurfaceOptions>(options));
  val out = val::object();
  out.set("width", surface.width);
  out.set("height", surface.height);
  out.set("nUnits", surface.nUnits);
  out.set("bounds", from(surface.bounds));
  out.set("activation", fromArray(surface.activation));
  return out;
}

// embind knows the classes and not what they share, so each of these exists once for each class.
template <typename Model>
void step(Model& model, const val& n) {
  model.step(stepsOf(n));
}
template <typename Model>
void stepBatch(Model& model, const val& n) {
  model.stepBatch(stepsOf(n));
}
template <typename Model>
void setLayer(Model& model, const val& layer, const val& coef, const val& intercept) {
  model.setLayer(layerOf(layer), toMatrix(coef, "coef"), toVector(intercept, "intercept"));
}
template <typename Model, auto Accessor>
val matrixOfLayer(const Model& model, const val& layer) {
  return fromMatrix((model.*Accessor)(layerOf(layer)));
}
template <typename Model, auto Accessor>
val vectorOfLayer(const Model& model, const val& layer) {
  return fromFloats((model.*Accessor)(layerOf(layer)));
}
template <typename Model>
val layers(const Model& model) {
  return layersOf(model);
}
template <typename Model>
val activations(const Model& model, const val& X, const val& layer) {
  return fromMatrix(model.activations(toMatrix(X, "X"), layerOf(layer)));
}
template <typename Model>
val neuronSurface(const Model& model, const val& options) {
  return surfaceOf(model, options);
}

void beginClassifier(MLPClassifier& model, const val& X, const val& y) {
  model.begin(toMatrix(X, "X"), toLabels(y, "y"));
}
void beginRegressor(MLPRegressor& model, const val& X, const val& y) {
  model.begin(toMatrix(X, "X"), toVector(y, "y"));
}

template <typename Model, typename Class>
void registerShared(Class& bound) {
  using Shared = MultilayerPerceptron;
  bound.function("step", guarded<&step<Model>>)
      .function("stepBatch", guarded<&stepBatch<Model>>)
      .function("setLayer", guarded<&setLayer<Model>>)
      .function("coefs", guarded<&matrixOfLayer<Model, &Shared::coefs>>)
      .function("intercepts", guarded<&vectorOfLayer<Model, &Shared::intercepts>>)
      .function("batchPreActivations", guarded<&matrixOfLayer<Model, &Shared::batchPreActivations>>)
      .function("batchActivations", guarded<&matrixOfLayer<Model, &Shared::batchActivations>>)
      .function("batchDeltas", guarded<&matrixOfLayer<Model, &Shared::batchDeltas>>)
      .function("coefGradients", guarded<&matrixOfLayer<Model, &Shared::coefGradients>>)
      .function("interceptGradients", guarded<&vectorOfLayer<Model, &Shared::interceptGradients>>)
      .function("activations", guarded<&activations<Model>>)
      .function("neuronSurface", guarded<&neuronSurface<Model>>)
      .property("options", guarded<&options<Model>>)
      .property("done", guarded<&get<Model, &Shared::done>>)
      .property("converged", guarded<&get<Model, &Shared::converged>>)
      .property("diverged", guarded<&get<Model, &Shared::diverged>>)
      .property("nLayers", guarded<&get<Model, &Shared::nLayers>>)
      .property("layers", guarded<&layers<Model>>)
      .property("nIter", guarded<&get<Model, &Shared::nIter>>)
      .property("lossCurve", guarded<&get<Model, &Shared::lossCurve>>)
      .property("validationScores", guarded<&get<Model, &Shared::validationScores>>)
      .property("batchRows", guarded<&get<Model, &Shared::batchRows>>)
      .property("batchLoss", guarded<&get<Model, &Shared::batchLoss>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(neural_network) {
  using emscripten::allow_raw_pointers;
  using emscripten::base;
  using emscripten::class_;
  auto classifier = class_<MLPClassifier, base<Classifier>>("neural_network.MLPClassifier")
                        .constructor(guarded<&make<MLPClassifier, MLPClassifierOptions>>, allow_raw_pointers())
                        .function("begin", guarded<&beginClassifier>)
                        .property("classes", guarded<&get<MLPClassifier, &MLPClassifier::classes>>);
  registerShared<MLPClassifier>(classifier);
  auto regressor = class_<MLPRegressor, base<Regressor>>("neural_network.MLPRegressor")
                       .constructor(guarded<&make<MLPRegressor, MLPRegressorOptions>>, allow_raw_pointers())
                       .function("begin", guarded<&beginRegressor>);
  registerShared<MLPRegressor>(regressor);
}

}  // namespace scrollwork::bindings
