#include "registry.h"
#include "scrollwork/dummy/dummy_classifier.h"

namespace scrollwork::bindings {

const Registration registration([] {
  Class<"dummy.DummyClassifier", DummyClassifier, Classifier>()
      .constructor(bound<&construct<DummyClassifier>>)
      .property("options", bound<&options<DummyClassifier>>)
      .property("classPrior", bound<&get<DummyClassifier, &DummyClassifier::classPrior>>);
});

}  // namespace scrollwork::bindings
