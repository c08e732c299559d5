#include <benchmark/benchmark.h>

#include "scrollwork/datasets/shelter.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/model_selection/holdout_reuse.h"
#include "scrollwork/model_selection/monte_carlo_cross_validation.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

void BM_TrainValTestSplit(benchmark::State& state) {
  const Sample herd = makeShelter({.nSamples = static_cast<int>(state.range(0)), .seed = 7});
  TrainValTestSplitOptions options{.stratify = true};
  TrainValTestSplit split;
  for (auto _ : state) {
    ++options.seed;
    split = trainValTestSplit(herd.y, options);
    benchmark::DoNotOptimize(split.train.data());
  }
  if (takeLabels(herd.y, split.train).sum() * 2 != split.train.size()) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_TrainValTestSplit)->Arg(60)->Arg(6000);

/// 1,000 re-splits of the essay's 60 animals, the three models re-fitted in each.
void BM_ThousandResplits(benchmark::State& state) {
  const Sample herd = makeShelter({.seed = 7});
  const LogisticRegression logistic;
  const KNeighborsClassifier neighbors({.nNeighbors = 5});
  const DecisionTreeClassifier tree({.maxDepth = 4});
  MonteCarloCrossValidation cv({.nSplits = 1000, .seed = 7});
  for (auto _ : state) {
    cv.begin(herd.X, herd.y, {&logistic, &neighbors, &tree});
    cv.step(1000);
    benchmark::DoNotOptimize(cv.testAccuracy().data());
  }
  const bool plausible = (cv.testAccuracy().colwise().mean().array() > 0.7).all();
  if (!cv.done() || !plausible) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 3000);
}
BENCHMARK(BM_ThousandResplits)->Unit(benchmark::kMillisecond);

/// 200 models on one test pen of 12, each also asked about 2,000 fresh animals.
void BM_HoldoutReuse(benchmark::State& state) {
  const Sample train = makeShelter({.nSamples = 36, .seed = 1});
  const Sample test = makeShelter({.nSamples = 12, .seed = 2});
  const Sample fresh = makeShelter({.nSamples = 2000, .seed = 3});
  const DecisionTreeClassifier tree({.maxDepth = 4});
  const KNeighborsClassifier neighbors({.nNeighbors = 3});
  HoldoutReuse reuse({.nTries = 200, .seed = 7});
  for (auto _ : state) {
    reuse.begin(train.X, train.y, test.X, test.y, fresh.X, fresh.y, {&tree, &neighbors});
    reuse.step(200);
    benchmark::DoNotOptimize(reuse.bestTestScore().data());
  }
  if (reuse.bestTestScore()[199] <= reuse.freshScoreOfBest()[199]) state.SkipWithError("the kept score should flatter");
  state.SetItemsProcessed(state.iterations() * 200);
}
BENCHMARK(BM_HoldoutReuse)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
