// model_selection: k folds. Apart from cross-validation, which brings every score there is.
#include "splitter.h"

namespace scrollwork::bindings {

const Registration registration([] {
  registerSplitter<KFold, &splitRows<KFold>>("model_selection.KFold");
  registerSplitter<StratifiedKFold, &splitLabels<StratifiedKFold>>("model_selection.StratifiedKFold");
  registerSplitter<RepeatedKFold, &splitRows<RepeatedKFold>>("model_selection.RepeatedKFold");
  registerSplitter<RepeatedStratifiedKFold, &splitLabels<RepeatedStratifiedKFold>>(
      "model_selection.RepeatedStratifiedKFold");
});

}  // namespace scrollwork::bindings
