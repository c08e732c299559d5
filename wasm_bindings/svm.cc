#include "registry.h"
#include "scrollwork/svm/svc.h"

namespace scrollwork {

// Beside KernelGamma, where the readers and writers of options find them: a string or a number, either way.
void read(bindings::Value value, const char* name, KernelGamma& out) {
  if (value.isNumber()) {
    out = bindings::to<double>(value, name);
  } else {
    out = bindings::to<std::string>(value, name);
  }
}
bindings::Value from(const KernelGamma& gamma) {
  return gamma.rule == "number" ? bindings::from(gamma.value) : bindings::from(gamma.rule);
}

namespace bindings {
namespace {

void begin(SVC& model, Value X, Value y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(SVC& model, Value n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
Value decisionFunction(const SVC& model, Value X) { return from(model.decisionFunction(toMatrix(X, "X"))); }

}  // namespace

const Registration registration([] {
  Class<"svm.SVC", SVC, Classifier>()
      .constructor(bound<&construct<SVC>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("decisionFunction", bound<&decisionFunction>)
      .property("done", bound<&get<SVC, &SVC::done>>)
      .property("options", bound<&options<SVC>>)
      .property("support", bound<&get<SVC, &SVC::support>>)
      .property("supportVectors", bound<&get<SVC, &SVC::supportVectors>>)
      .property("nSupport", bound<&get<SVC, &SVC::nSupport>>)
      .property("dualCoef", bound<&get<SVC, &SVC::dualCoef>>)
      .property("intercept", bound<&get<SVC, &SVC::intercept>>)
      .property("slope", bound<&get<SVC, &SVC::slope>>)
      .property("classes", bound<&get<SVC, &SVC::classes>>)
      .property("gamma", bound<&get<SVC, &SVC::gamma>>)
      .property("nIter", bound<&get<SVC, &SVC::nIter>>)
      .property("converged", bound<&get<SVC, &SVC::converged>>)
      .property("coef", bound<&get<SVC, &SVC::coef>>);
});

}  // namespace bindings
}  // namespace scrollwork
