// ensemble: extremely randomized trees. A part of its own, since sets for random forests do without.
#include "forests.h"

namespace scrollwork::bindings {

const Registration registration([] {
  using ExtraC = ExtraTreesClassifier;
  using ExtraR = ExtraTreesRegressor;
  bindForest<"ensemble.ExtraTreesClassifier", ExtraC, Classifier>().property(
      "oobDecisionFunction", bound<&get<ExtraC, &ExtraC::oobDecisionFunction>>);
  bindForest<"ensemble.ExtraTreesRegressor", ExtraR, Regressor>().property("oobPrediction",
                                                                           bound<&get<ExtraR, &ExtraR::oobPrediction>>);
});

}  // namespace scrollwork::bindings
