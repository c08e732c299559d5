#include "marshal.h"
#include "scrollwork/linear_model/logistic_descent.h"

namespace scrollwork::bindings {
namespace {

void begin(LogisticDescent& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(LogisticDescent& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }

}  // namespace

EMSCRIPTEN_BINDINGS(linear_model_descent) {
  using emscripten::allow_raw_pointers;
  using emscripten::base;
  using emscripten::class_;
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
