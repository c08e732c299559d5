#include "marshal.h"
#include "scrollwork/linear_model/logistic_descent.h"
#include "scrollwork/linear_model/logistic_regression.h"

namespace scrollwork::bindings {

namespace {

val decisionFunction(const LogisticRegression& model, const val& X) {
  return from(model.decisionFunction(toMatrix(X, "X")));
}

void begin(LogisticDescent& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(LogisticDescent& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

EMSCRIPTEN_BINDINGS(linear_model) {
  using emscripten::allow_raw_pointers;
  using emscripten::base;
  using emscripten::class_;
  class_<LogisticRegression, base<Classifier>>("linear_model.LogisticRegression")
      .constructor(guarded<&construct<LogisticRegression>>, allow_raw_pointers())
      .function("decisionFunction", guarded<&decisionFunction>)
      .property("options", guarded<&options<LogisticRegression>>)
      .property("coef", guarded<&get<LogisticRegression, &LogisticRegression::coef>>)
      .property("intercept", guarded<&get<LogisticRegression, &LogisticRegression::intercept>>)
      .property("classes", guarded<&get<LogisticRegression, &LogisticRegression::classes>>)
      .property("nIter", guarded<&get<LogisticRegression, &LogisticRegression::nIter>>)
      .property("converged", guarded<&get<LogisticRegression, &LogisticRegression::converged>>)
      .property("loss", guarded<&get<LogisticRegression, &LogisticRegression::loss>>);
  class_<LogisticDescent, base<Classifier>>("linear_model.LogisticDescent")
      .constructor(guarded<&construct<LogisticDescent>>, allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .property("done", guarded<&get<LogisticDescent, &LogisticDescent::done>>)
      .property("diverged", guarded<&get<LogisticDescent, &LogisticDescent::diverged>>)
      .property("options", guarded<&options<LogisticDescent>>)
      .property("coef", guarded<&get<LogisticDescent, &LogisticDescent::coef>>)
      .property("intercept", guarded<&get<LogisticDescent, &LogisticDescent::intercept>>)
      .property("classes", guarded<&get<LogisticDescent, &LogisticDescent::classes>>)
      .property("nIter", guarded<&get<LogisticDescent, &LogisticDescent::nIter>>)
      .property("lossHistory", guarded<&get<LogisticDescent, &LogisticDescent::lossHistory>>);
}

}  // namespace scrollwork::bindings
