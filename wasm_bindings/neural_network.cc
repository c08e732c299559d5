#include "registry.h"
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
Model* make(Value options) {
  return new Model(toOptions<Options>(options));
}

Value fromFloats(const FloatVector& v) { return fromArray(v.data(), static_cast<std::size_t>(v.size())); }
int layerOf(Value value) { return to<int>(value, "layer"); }
int stepsOf(Value value) { return value.isUndefined() ? 1 : to<int>(value, "n"); }

Value layersOf(const MultilayerPerceptron& model) {
  Value out = Value::array();
  for (const MLPLayer& layer : model.layers()) {
    Value item = Value::object();
    put(item, "coef", fromMatrix(layer.coef));
    put(item, "intercept", fromFloats(layer.intercept));
    out.push(item);
  }
  return out;
}

Value surfaceOf(const MultilayerPerceptron& model, Value options) {
  const NeuronSurface surface = model.neuronSurface(toOptions<NeuronSurfaceOptions>(options));
  Value out = Value::object();
  put(out, "width", surface.width);
  put(out, "height", surface.height);
  put(out, "nUnits", surface.nUnits);
  put(out, "bounds", from(surface.bounds));
  put(out, "activation", fromArray(surface.activation));
  return out;
}

// A table of members knows the classes and not what they share, so each of these exists once for each class.
template <typename Model>
void step(Model& model, Value n) {
  model.step(stepsOf(n));
}
template <typename Model>
void stepBatch(Model& model, Value n) {
  model.stepBatch(stepsOf(n));
}
template <typename Model>
void setLayer(Model& model, Value layer, Value coef, Value intercept) {
  model.setLayer(layerOf(layer), toMatrix(coef, "coef"), toVector(intercept, "intercept"));
}
template <typename Model, auto Accessor>
Value matrixOfLayer(const Model& model, Value layer) {
  return fromMatrix((model.*Accessor)(layerOf(layer)));
}
template <typename Model, auto Accessor>
Value vectorOfLayer(const Model& model, Value layer) {
  return fromFloats((model.*Accessor)(layerOf(layer)));
}
template <typename Model>
Value layers(const Model& model) {
  return layersOf(model);
}
template <typename Model>
Value activations(const Model& model, Value X, Value layer) {
  return fromMatrix(model.activations(toMatrix(X, "X"), layerOf(layer)));
}
template <typename Model>
Value neuronSurface(const Model& model, Value options) {
  return surfaceOf(model, options);
}

void beginClassifier(MLPClassifier& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void beginRegressor(MLPRegressor& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toVector(y, "y")); }

template <typename Model, typename Entry>
void registerShared(Entry entry) {
  using Shared = MultilayerPerceptron;
  entry.function("step", bound<&step<Model>>)
      .function("stepBatch", bound<&stepBatch<Model>>)
      .function("setLayer", bound<&setLayer<Model>>)
      .function("coefs", bound<&matrixOfLayer<Model, &Shared::coefs>>)
      .function("intercepts", bound<&vectorOfLayer<Model, &Shared::intercepts>>)
      .function("batchPreActivations", bound<&matrixOfLayer<Model, &Shared::batchPreActivations>>)
      .function("batchActivations", bound<&matrixOfLayer<Model, &Shared::batchActivations>>)
      .function("batchDeltas", bound<&matrixOfLayer<Model, &Shared::batchDeltas>>)
      .function("coefGradients", bound<&matrixOfLayer<Model, &Shared::coefGradients>>)
      .function("interceptGradients", bound<&vectorOfLayer<Model, &Shared::interceptGradients>>)
      .function("activations", bound<&activations<Model>>)
      .function("neuronSurface", bound<&neuronSurface<Model>>)
      .property("options", bound<&options<Model>>)
      .property("done", bound<&get<Model, &Shared::done>>)
      .property("converged", bound<&get<Model, &Shared::converged>>)
      .property("diverged", bound<&get<Model, &Shared::diverged>>)
      .property("nLayers", bound<&get<Model, &Shared::nLayers>>)
      .property("layers", bound<&layers<Model>>)
      .property("nIter", bound<&get<Model, &Shared::nIter>>)
      .property("lossCurve", bound<&get<Model, &Shared::lossCurve>>)
      .property("validationScores", bound<&get<Model, &Shared::validationScores>>)
      .property("batchRows", bound<&get<Model, &Shared::batchRows>>)
      .property("batchLoss", bound<&get<Model, &Shared::batchLoss>>);
}

}  // namespace

const Registration registration([] {
  auto classifier = Class<"neural_network.MLPClassifier", MLPClassifier, Classifier>()
                        .constructor(bound<&make<MLPClassifier, MLPClassifierOptions>>)
                        .function("begin", bound<&beginClassifier>)
                        .property("classes", bound<&get<MLPClassifier, &MLPClassifier::classes>>);
  registerShared<MLPClassifier>(classifier);
  auto regressor = Class<"neural_network.MLPRegressor", MLPRegressor, Regressor>()
                       .constructor(bound<&make<MLPRegressor, MLPRegressorOptions>>)
                       .function("begin", bound<&beginRegressor>);
  registerShared<MLPRegressor>(regressor);
});

}  // namespace scrollwork::bindings
