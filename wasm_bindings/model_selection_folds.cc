// model_selection: k folds. Apart from cross-validation, which brings every score there is.
#include "splitter.h"

namespace scrollwork::bindings {

const Registration registration([] {
  registerSplitter<"model_selection.KFold", KFold, &splitRows<KFold>>();
  registerSplitter<"model_selection.StratifiedKFold", StratifiedKFold, &splitLabels<StratifiedKFold>>();
  registerSplitter<"model_selection.RepeatedKFold", RepeatedKFold, &splitRows<RepeatedKFold>>();
  registerSplitter<"model_selection.RepeatedStratifiedKFold", RepeatedStratifiedKFold,
                   &splitLabels<RepeatedStratifiedKFold>>();
});

}  // namespace scrollwork::bindings
