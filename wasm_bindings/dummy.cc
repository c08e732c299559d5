#include "marshal.h"
#include "scrollwork/dummy/dummy_classifier.h"

namespace scrollwork::bindings {

EMSCRIPTEN_BINDINGS(dummy) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<DummyClassifier, emscripten::base<Classifier>>("dummy.DummyClassifier")
      .constructor(guarded<&construct<DummyClassifier>>, allow_raw_pointers())
      .property("options", guarded<&options<DummyClassifier>>)
      .property("classPrior", guarded<&get<DummyClassifier, &DummyClassifier::classPrior>>);
}

}  // namespace scrollwork::bindings
