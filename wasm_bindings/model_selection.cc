#include "marshal.h"
#include "scrollwork/model_selection/holdout_reuse.h"
#include "scrollwork/model_selection/monte_carlo_cross_validation.h"
#include "scrollwork/model_selection/split.h"

namespace scrollwork::bindings {

namespace {

val fromSplit(const TrainValTestSplit& pens) {
  val out = val::object();
  out.set("train", from(pens.train));
  out.set("val", from(pens.val));
  out.set("test", from(pens.test));
  return out;
}

val split(const val& y, const val& options) {
  return fromSplit(trainValTestSplit(toLabels(y, "y"), toOptions<TrainValTestSplitOptions>(options)));
}
val rows(const val& X, const val& indices) { return from(takeRows(toMatrix(X, "X"), toLabels(indices, "indices"))); }
val labels(const val& y, const val& indices) {
  return from(takeLabels(toLabels(y, "y"), toLabels(indices, "indices")));
}

template <typename Run>
void step(Run& run, const val& n) {
  run.step(n.isUndefined() ? 1 : to<int>(n, "n"));
}

using Resplits = MonteCarloCrossValidation;
void beginResplits(Resplits& run, const val& X, const val& y, const val& models) {
  run.begin(toMatrix(X, "X"), toLabels(y, "y"), toClassifiers(models, "models"));
}
val splitOfRound(const Resplits& run, const val& round) { return fromSplit(run.split(to<int>(round, "i"))); }

void beginReuse(HoldoutReuse& run, const val& XTrain, const val& yTrain, const val& XTest, const val& yTest,
                const val& XFresh, const val& yFresh, const val& candidates) {
  run.begin(toMatrix(XTrain, "XTrain"), toLabels(yTrain, "yTrain"), toMatrix(XTest, "XTest"), toLabels(yTest, "yTest"),
            toMatrix(XFresh, "XFresh"), toLabels(yFresh, "yFresh"), toClassifiers(candidates, "candidates"));
}

}  // namespace

EMSCRIPTEN_BINDINGS(model_selection) {
  using emscripten::allow_raw_pointers;
  using emscripten::class_;
  using emscripten::function;
  function("model_selection.trainValTestSplit", guarded<&split>);
  function("model_selection.takeRows", guarded<&rows>);
  function("model_selection.takeLabels", guarded<&labels>);
  class_<Resplits>("model_selection.MonteCarloCrossValidation")
      .constructor(guarded<&construct<Resplits>>, allow_raw_pointers())
      .function("begin", guarded<&beginResplits>)
      .function("step", guarded<&step<Resplits>>)
      .function("split", guarded<&splitOfRound>)
      .property("options", guarded<&options<Resplits>>)
      .property("done", guarded<&get<Resplits, &Resplits::done>>)
      .property("nDone", guarded<&get<Resplits, &Resplits::nDone>>)
      .property("nModels", guarded<&get<Resplits, &Resplits::nModels>>)
      .property("trainAccuracy", guarded<&get<Resplits, &Resplits::trainAccuracy>>)
      .property("valAccuracy", guarded<&get<Resplits, &Resplits::valAccuracy>>)
      .property("testAccuracy", guarded<&get<Resplits, &Resplits::testAccuracy>>)
      .property("chosen", guarded<&get<Resplits, &Resplits::chosen>>);
  class_<HoldoutReuse>("model_selection.HoldoutReuse")
      .constructor(guarded<&construct<HoldoutReuse>>, allow_raw_pointers())
      .function("begin", guarded<&beginReuse>)
      .function("step", guarded<&step<HoldoutReuse>>)
      .property("options", guarded<&options<HoldoutReuse>>)
      .property("done", guarded<&get<HoldoutReuse, &HoldoutReuse::done>>)
      .property("nDone", guarded<&get<HoldoutReuse, &HoldoutReuse::nDone>>)
      .property("testScore", guarded<&get<HoldoutReuse, &HoldoutReuse::testScore>>)
      .property("freshScore", guarded<&get<HoldoutReuse, &HoldoutReuse::freshScore>>)
      .property("best", guarded<&get<HoldoutReuse, &HoldoutReuse::best>>)
      .property("bestTestScore", guarded<&get<HoldoutReuse, &HoldoutReuse::bestTestScore>>)
      .property("freshScoreOfBest", guarded<&get<HoldoutReuse, &HoldoutReuse::freshScoreOfBest>>);
}

}  // namespace scrollwork::bindings
