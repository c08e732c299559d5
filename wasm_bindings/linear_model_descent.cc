#include "registry.h"
#include "scrollwork/linear_model/logistic_descent.h"

namespace scrollwork::bindings {
namespace {

void begin(LogisticDescent& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(LogisticDescent& model, Value n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

const Registration registration([] {
  Class<"linear_model.LogisticDescent", LogisticDescent, Classifier>()
      .constructor(bound<&construct<LogisticDescent>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .property("done", bound<&get<LogisticDescent, &LogisticDescent::done>>)
      .property("diverged", bound<&get<LogisticDescent, &LogisticDescent::diverged>>)
      .property("options", bound<&options<LogisticDescent>>)
      .property("coef", bound<&get<LogisticDescent, &LogisticDescent::coef>>)
      .property("intercept", bound<&get<LogisticDescent, &LogisticDescent::intercept>>)
      .property("classes", bound<&get<LogisticDescent, &LogisticDescent::classes>>)
      .property("nIter", bound<&get<LogisticDescent, &LogisticDescent::nIter>>)
      .property("lossHistory", bound<&get<LogisticDescent, &LogisticDescent::lossHistory>>);
});

}  // namespace scrollwork::bindings
