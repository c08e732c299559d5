// ensemble: random forests.
#include "forests.h"

namespace scrollwork::bindings {

const Registration registration([] {
  using RandomC = RandomForestClassifier;
  using RandomR = RandomForestRegressor;
  bindForest<"ensemble.RandomForestClassifier", RandomC, Classifier>().property(
      "oobDecisionFunction", bound<&get<RandomC, &RandomC::oobDecisionFunction>>);
  bindForest<"ensemble.RandomForestRegressor", RandomR, Regressor>().property(
      "oobPrediction", bound<&get<RandomR, &RandomR::oobPrediction>>);
});

}  // namespace scrollwork::bindings
