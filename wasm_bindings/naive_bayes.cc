#include "registry.h"
#include "scrollwork/naive_bayes/gaussian_nb.h"

namespace scrollwork::bindings {
namespace {

Value predictJointLogProba(const GaussianNB& model, Value X) {
  return from(model.predictJointLogProba(toMatrix(X, "X")));
}

}  // namespace

const Registration registration([] {
  Class<"naive_bayes.GaussianNB", GaussianNB, Classifier>()
      .constructor(bound<&construct<GaussianNB>>)
      .function("predictJointLogProba", bound<&predictJointLogProba>)
      .property("options", bound<&options<GaussianNB>>)
      .property("theta", bound<&get<GaussianNB, &GaussianNB::theta>>)
      .property("var", bound<&get<GaussianNB, &GaussianNB::var>>)
      .property("classPrior", bound<&get<GaussianNB, &GaussianNB::classPrior>>)
      .property("classCount", bound<&get<GaussianNB, &GaussianNB::classCount>>)
      .property("classes", bound<&get<GaussianNB, &GaussianNB::classes>>)
      .property("epsilon", bound<&get<GaussianNB, &GaussianNB::epsilon>>);
});

}  // namespace scrollwork::bindings
