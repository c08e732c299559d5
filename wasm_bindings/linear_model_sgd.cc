// linear_model: stochastic gradient descent, and the landscape that it walks on.
#include "registry.h"
#include "scrollwork/linear_model/loss_surface.h"
#include "scrollwork/linear_model/sgd_classifier.h"
#include "scrollwork/linear_model/sgd_regressor.h"

namespace scrollwork::bindings {
namespace {

void beginClasses(SGDClassifier& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void beginNumbers(SGDRegressor& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toVector(y, "y")); }
double objectiveOfClasses(const SGDClassifier& model, Value X, Value y) {
  return model.objective(toMatrix(X, "X"), toLabels(y, "y"));
}
double objectiveOfNumbers(const SGDRegressor& model, Value X, Value y) {
  return model.objective(toMatrix(X, "X"), toVector(y, "y"));
}
Value decisionFunction(const SGDClassifier& model, Value X) { return from(model.decisionFunction(toMatrix(X, "X"))); }
template <typename T>
void step(T& model, Value n) {
  model.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}
template <typename T>
void stepEpoch(T& model, Value n) {
  model.stepEpoch(n.isUndefined() ? 1 : to<int>(n, "n"));
}

Value lossSurfaceOf(Value X, Value y, Value options) {
  const auto read = toOptions<LossSurfaceOptions>(options);
  const LossSurface surface = lossSurface(toMatrix(X, "X"), toVector(y, "y"), read);
  Value out = Value::object();
  put(out, "width", surface.width);
  put(out, "height", surface.height);
  put(out, "bounds", from(surface.bounds));
  put(out, "values", from(surface.values));
  return out;
}

template <ClassName kName, typename T, typename Base>
auto learner() {
  return Class<kName, T, Base>()
      .constructor(bound<&construct<T>>)
      .function("step", bound<&step<T>>)
      .function("stepEpoch", bound<&stepEpoch<T>>)
      .property("done", bound<&get<T, &T::done>>)
      .property("diverged", bound<&get<T, &T::diverged>>)
      .property("converged", bound<&get<T, &T::converged>>)
      .property("options", bound<&options<T>>)
      .property("coef", bound<&get<T, &T::coef>>)
      .property("intercept", bound<&get<T, &T::intercept>>)
      .property("nIter", bound<&get<T, &T::nIter>>)
      .property("nSteps", bound<&get<T, &T::nSteps>>)
      .property("lossHistory", bound<&get<T, &T::lossHistory>>)
      .property("trajectory", bound<&get<T, &T::trajectory>>);
}

}  // namespace

const Registration registration([] {
  learner<"linear_model.SGDClassifier", SGDClassifier, Classifier>()
      .function("begin", bound<&beginClasses>)
      .function("decisionFunction", bound<&decisionFunction>)
      .function("objective", bound<&objectiveOfClasses>)
      .property("classes", bound<&get<SGDClassifier, &SGDClassifier::classes>>);
  learner<"linear_model.SGDRegressor", SGDRegressor, Regressor>()
      .function("begin", bound<&beginNumbers>)
      .function("objective", bound<&objectiveOfNumbers>);
  function("linear_model.lossSurface", bound<&lossSurfaceOf>);
});

}  // namespace scrollwork::bindings
