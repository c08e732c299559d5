// model_selection: the other ways to deal rows.
#include "splitter.h"

namespace scrollwork::bindings {

const Registration registration([] {
  registerSplitter<"model_selection.LeaveOneOut", LeaveOneOut, &splitRows<LeaveOneOut>>();
  registerSplitter<"model_selection.ShuffleSplit", ShuffleSplit, &splitRows<ShuffleSplit>>();
  registerSplitter<"model_selection.StratifiedShuffleSplit", StratifiedShuffleSplit,
                   &splitLabels<StratifiedShuffleSplit>>();
  registerSplitter<"model_selection.GroupKFold", GroupKFold, &splitLabels<GroupKFold>>();
});

}  // namespace scrollwork::bindings
