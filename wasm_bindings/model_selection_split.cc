// model_selection: one split, and the rows of it.
#include "pens.h"
#include "registry.h"
#include "scrollwork/model_selection/split.h"

namespace scrollwork::bindings {
namespace {

Value split(Value y, Value options) {
  return fromSplit(trainValTestSplit(toLabels(y, "y"), toOptions<TrainValTestSplitOptions>(options)));
}
Value rows(Value X, Value indices) { return from(takeRows(toMatrix(X, "X"), toLabels(indices, "indices"))); }
Value labels(Value y, Value indices) { return from(takeLabels(toLabels(y, "y"), toLabels(indices, "indices"))); }

}  // namespace

const Registration registration([] {
  function("model_selection.trainValTestSplit", bound<&split>);
  function("model_selection.takeRows", bound<&rows>);
  function("model_selection.takeLabels", bound<&labels>);
});

}  // namespace scrollwork::bindings
