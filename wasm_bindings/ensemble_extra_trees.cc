// ensemble: extremely randomized trees. A part of its own, since sets for random forests do without.
#include "forests.h"

namespace scrollwork::bindings {

const Registration registration([] {
  using ExtraC = ExtraTreesClassifier;
  using ExtraR = ExtraTreesRegressor;
  bindForest<ExtraC, Classifier>("ensemble.ExtraTreesClassifier")
      .property("oobDecisionFunction", bound<&get<ExtraC, &ExtraC::oobDecisionFunction>>);
  bindForest<ExtraR, Regressor>("ensemble.ExtraTreesRegressor")
      .property("oobPrediction", bound<&get<ExtraR, &ExtraR::oobPrediction>>);
});

}  // namespace scrollwork::bindings
