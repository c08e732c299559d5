// model_selection: the other ways to deal rows.
#include "splitter.h"

namespace scrollwork::bindings {

const Registration registration([] {
  registerSplitter<LeaveOneOut, &splitRows<LeaveOneOut>>("model_selection.LeaveOneOut");
  registerSplitter<ShuffleSplit, &splitRows<ShuffleSplit>>("model_selection.ShuffleSplit");
  registerSplitter<StratifiedShuffleSplit, &splitLabels<StratifiedShuffleSplit>>(
      "model_selection.StratifiedShuffleSplit");
  registerSplitter<GroupKFold, &splitLabels<GroupKFold>>("model_selection.GroupKFold");
});

}  // namespace scrollwork::bindings
