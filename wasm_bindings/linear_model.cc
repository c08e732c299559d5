#include "registry.h"
#include "scrollwork/linear_model/logistic_regression.h"

namespace scrollwork::bindings {

namespace {

Value decisionFunction(const LogisticRegression& model, Value X) {
  return from(model.decisionFunction(toMatrix(X, "X")));
}

}  // namespace

const Registration registration([] {
  Class<"linear_model.LogisticRegression", LogisticRegression, Classifier>()
      .constructor(bound<&construct<LogisticRegression>>)
      .function("decisionFunction", bound<&decisionFunction>)
      .property("options", bound<&options<LogisticRegression>>)
      .property("coef", bound<&get<LogisticRegression, &LogisticRegression::coef>>)
      .property("intercept", bound<&get<LogisticRegression, &LogisticRegression::intercept>>)
      .property("classes", bound<&get<LogisticRegression, &LogisticRegression::classes>>)
      .property("nIter", bound<&get<LogisticRegression, &LogisticRegression::nIter>>)
      .property("converged", bound<&get<LogisticRegression, &LogisticRegression::converged>>)
      .property("loss", bound<&get<LogisticRegression, &LogisticRegression::loss>>);
});

}  // namespace scrollwork::bindings
