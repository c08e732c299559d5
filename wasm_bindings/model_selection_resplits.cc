// model_selection: models judged on pens that are dealt again and again.
#include "pens.h"
#include "registry.h"
#include "scrollwork/model_selection/holdout_reuse.h"
#include "scrollwork/model_selection/monte_carlo_cross_validation.h"

namespace scrollwork::bindings {

namespace {

template <typename Run>
void step(Run& run, Value n) {
  run.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}

using Resplits = MonteCarloCrossValidation;
void beginResplits(Resplits& run, Value X, Value y, Value models) {
  run.begin(toMatrix(X, "X"), toLabels(y, "y"), toClassifiers(models, "models"));
}
Value splitOfRound(const Resplits& run, Value round) { return fromSplit(run.split(to<int>(round, "i"))); }

void beginReuse(HoldoutReuse& run, Value XTrain, Value yTrain, Value XTest, Value yTest, Value XFresh, Value yFresh,
                Value candidates) {
  run.begin(toMatrix(XTrain, "XTrain"), toLabels(yTrain, "yTrain"), toMatrix(XTest, "XTest"), toLabels(yTest, "yTest"),
            toMatrix(XFresh, "XFresh"), toLabels(yFresh, "yFresh"), toClassifiers(candidates, "candidates"));
}

}  // namespace

const Registration registration([] {
  Class<"model_selection.MonteCarloCrossValidation", Resplits>()
      .constructor(bound<&construct<Resplits>>)
      .function("begin", bound<&beginResplits>)
      .function("step", bound<&step<Resplits>>)
      .function("split", bound<&splitOfRound>)
      .property("options", bound<&options<Resplits>>)
      .property("done", bound<&get<Resplits, &Resplits::done>>)
      .property("nDone", bound<&get<Resplits, &Resplits::nDone>>)
      .property("nModels", bound<&get<Resplits, &Resplits::nModels>>)
      .property("trainAccuracy", bound<&get<Resplits, &Resplits::trainAccuracy>>)
      .property("valAccuracy", bound<&get<Resplits, &Resplits::valAccuracy>>)
      .property("testAccuracy", bound<&get<Resplits, &Resplits::testAccuracy>>)
      .property("chosen", bound<&get<Resplits, &Resplits::chosen>>);
  Class<"model_selection.HoldoutReuse", HoldoutReuse>()
      .constructor(bound<&construct<HoldoutReuse>>)
      .function("begin", bound<&beginReuse>)
      .function("step", bound<&step<HoldoutReuse>>)
      .property("options", bound<&options<HoldoutReuse>>)
      .property("done", bound<&get<HoldoutReuse, &HoldoutReuse::done>>)
      .property("nDone", bound<&get<HoldoutReuse, &HoldoutReuse::nDone>>)
      .property("testScore", bound<&get<HoldoutReuse, &HoldoutReuse::testScore>>)
      .property("freshScore", bound<&get<HoldoutReuse, &HoldoutReuse::freshScore>>)
      .property("best", bound<&get<HoldoutReuse, &HoldoutReuse::best>>)
      .property("bestTestScore", bound<&get<HoldoutReuse, &HoldoutReuse::bestTestScore>>)
      .property("freshScoreOfBest", bound<&get<HoldoutReuse, &HoldoutReuse::freshScoreOfBest>>);
});

}  // namespace scrollwork::bindings
