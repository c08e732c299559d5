#include "marshal.h"
#include "scrollwork/svm/svc.h"

namespace scrollwork {

// Beside KernelGamma, where the readers and writers of options find them: a string or a number, either way.
void read(const emscripten::val& value, const char* name, KernelGamma& out) {
  if (value.isNumber()) {
    out = bindings::to<double>(value, name);
  } else {
    out = bindings::to<std::string>(value, name);
  }
}
emscripten::val from(const KernelGamma& gamma) {
  return gamma.rule == "number" ? bindings::from(gamma.value) : bindings::from(gamma.rule);
}

namespace bindings {
namespace {

void begin(SVC& model, const val& X, const val& y) { model.begin(toMatrix(X, "X"), toLabels(y, "y")); }
void step(SVC& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
val decisionFunction(const SVC& model, const val& X) { return from(model.decisionFunction(toMatrix(X, "X"))); }

}  // namespace

EMSCRIPTEN_BINDINGS(svm) {
  emscripten::class_<SVC, emscripten::base<Classifier>>("svm.SVC")
      .constructor(guarded<&construct<SVC>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("decisionFunction", guarded<&decisionFunction>)
      .property("done", guarded<&get<SVC, &SVC::done>>)
      .property("options", guarded<&options<SVC>>)
      .property("support", guarded<&get<SVC, &SVC::support>>)
      .property("supportVectors", guarded<&get<SVC, &SVC::supportVectors>>)
      .property("nSupport", guarded<&get<SVC, &SVC::nSupport>>)
      .property("dualCoef", guarded<&get<SVC, &SVC::dualCoef>>)
      .property("intercept", guarded<&get<SVC, &SVC::intercept>>)
      .property("slope", guarded<&get<SVC, &SVC::slope>>)
      .property("classes", guarded<&get<SVC, &SVC::classes>>)
      .property("gamma", guarded<&get<SVC, &SVC::gamma>>)
      .property("nIter", guarded<&get<SVC, &SVC::nIter>>)
      .property("converged", guarded<&get<SVC, &SVC::converged>>)
      .property("coef", guarded<&get<SVC, &SVC::coef>>);
}

}  // namespace bindings
}  // namespace scrollwork
