// ensemble: random forests.
#include "forests.h"

namespace scrollwork::bindings {

const Registration registration([] {
  using RandomC = RandomForestClassifier;
  using RandomR = RandomForestRegressor;
  bindForest<RandomC, Classifier>("ensemble.RandomForestClassifier")
      .property("oobDecisionFunction", bound<&get<RandomC, &RandomC::oobDecisionFunction>>);
  bindForest<RandomR, Regressor>("ensemble.RandomForestRegressor")
      .property("oobPrediction", bound<&get<RandomR, &RandomR::oobPrediction>>);
});

}  // namespace scrollwork::bindings
