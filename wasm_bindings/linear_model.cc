#include "marshal.h"
#include "scrollwork/linear_model/logistic_regression.h"

namespace scrollwork::bindings {

namespace {

val decisionFunction(const LogisticRegression& model, const val& X) {
  return from(model.decisionFunction(toMatrix(X, "X")));
}

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
}

}  // namespace scrollwork::bindings
