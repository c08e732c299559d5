#include "marshal.h"
#include "scrollwork/naive_bayes/gaussian_nb.h"

namespace scrollwork::bindings {
namespace {

val predictJointLogProba(const GaussianNB& model, const val& X) {
  return from(model.predictJointLogProba(toMatrix(X, "X")));
}

}  // namespace

EMSCRIPTEN_BINDINGS(naive_bayes) {
  emscripten::class_<GaussianNB, emscripten::base<Classifier>>("naive_bayes.GaussianNB")
      .constructor(guarded<&construct<GaussianNB>>, emscripten::allow_raw_pointers())
      .function("predictJointLogProba", guarded<&predictJointLogProba>)
      .property("options", guarded<&options<GaussianNB>>)
      .property("theta", guarded<&get<GaussianNB, &GaussianNB::theta>>)
      .property("var", guarded<&get<GaussianNB, &GaussianNB::var>>)
      .property("classPrior", guarded<&get<GaussianNB, &GaussianNB::classPrior>>)
      .property("classCount", guarded<&get<GaussianNB, &GaussianNB::classCount>>)
      .property("classes", guarded<&get<GaussianNB, &GaussianNB::classes>>)
      .property("epsilon", guarded<&get<GaussianNB, &GaussianNB::epsilon>>);
}

}  // namespace scrollwork::bindings
