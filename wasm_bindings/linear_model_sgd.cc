// linear_model: stochastic gradient descent, and the landscape that it walks on.
#include "marshal.h"
#include "scrollwork/linear_model/loss_surface.h"
#include "scrollwork/linear_model/sgd_classifier.h"
#include "scrollwork/linear_model/sgd_regressor.h"

namespace scrollwork::bindings {
namespace {

void beginClasses(SGDClassifier& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void beginNumbers(SGDRegressor& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toVector(y, "y")); }
double objectiveOfClasses(const SGDClassifier& model, const val& X, const val& y) {
  return model.objective(toMatrix(X, "X"), toLabels(y, "y"));
}
double objectiveOfNumbers(const SGDRegressor& model, const val& X, const val& y) {
  return model.objective(toMatrix(X, "X"), toVector(y, "y"));
}
val decisionFunction(const SGDClassifier& model, const val& X) {
  return from(model.decisionFunction(toMatrix(X, "X")));
}
template <typename T>
void step(T& model, const val& n) {
  model.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename T>
void stepEpoch(T& model, const val& n) {
  model.stepEpoch(n.isUndefined() ? 1 : to<int>(n, "n"));
}

val lossSurfaceOf(const val& X, const val& y, const val& options) {
  const auto read = toOptions<LossSurfaceOptions>(options);
  const LossSurface surface = lossSurface(toMatrix(X, "X"), toVector(y, "y"), read);
  val out = val::object();
  out.set("width", surface.width);
  out.set("height", surface.height);
  out.set("bounds", from(surface.bounds));
  out.set("values", from(surface.values));
  return out;
}

template <typename T, typename Base>
auto learner(const char* name) {
  return emscripten::class_<T, emscripten::base<Base>>(name)
      .constructor(guarded<&construct<T>>, emscripten::allow_raw_pointers())
      .function("step", guarded<&step<T>>)
      .function("stepEpoch", guarded<&stepEpoch<T>>)
      .property("done", guarded<&get<T, &T::done>>)
      .property("diverged", guarded<&get<T, &T::diverged>>)
      .property("converged", guarded<&get<T, &T::converged>>)
      .property("options", guarded<&options<T>>)
      .property("coef", guarded<&get<T, &T::coef>>)
      .property("intercept", guarded<&get<T, &T::intercept>>)
      .property("nIter", guarded<&get<T, &T::nIter>>)
      .property("nSteps", guarded<&get<T, &T::nSteps>>)
      .property("lossHistory", guarded<&get<T, &T::lossHistory>>)
      .property("trajectory", guarded<&get<T, &T::trajectory>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(linear_model_sgd) {
  learner<SGDClassifier, Classifier>("linear_model.SGDClassifier")
      .function("begin", guarded<&beginClasses>)
      .function("decisionFunction", guarded<&decisionFunction>)
      .function("objective", guarded<&objectiveOfClasses>)
      .property("classes", guarded<&get<SGDClassifier, &SGDClassifier::classes>>);
  learner<SGDRegressor, Regressor>("linear_model.SGDRegressor")
      .function("begin", guarded<&beginNumbers>)
      .function("objective", guarded<&objectiveOfNumbers>);
  emscripten::function("linear_model.lossSurface", guarded<&lossSurfaceOf>);
}

}  // namespace scrollwork::bindings
