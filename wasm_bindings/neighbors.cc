#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include "registry.h"

namespace scrollwork::bindings {

namespace {

Value kneighbors(const KNeighborsClassifier& model, Value X) {
  const Neighbors found = model.kneighbors(toMatrix(X, "X"));
  Value out = Value::object();
  put(out, "distances", from(found.distances));
  put(out, "indices", fromMatrix(found.indices));
  return out;
}

}  // namespace

const Registration registration([] {
  Class<"neighbors.KNeighborsClassifier", KNeighborsClassifier, Classifier>()
      .constructor(bound<&construct<KNeighborsClassifier>>)
      .function("kneighbors", bound<&kneighbors>)
      .property("options", bound<&options<KNeighborsClassifier>>);
});

}  // namespace scrollwork::bindings
