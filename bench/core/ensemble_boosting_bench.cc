#include <benchmark/benchmark.h>

#include "scrollwork/ensemble/ada_boost_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_regressor.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Problem {
  Matrix X;
  Labels y;
  Vector target;
};

/// Ten normal features, of which three decide, with noise.
Problem noisyProblem(int n, std::uint64_t seed, int nClasses = 2) {
  constexpr int kFeatures = 10;
  Rng rng(seed);
  Problem p{Matrix(n, kFeatures), Labels(n), Vector(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < kFeatures; ++j) p.X(i, j) = rng.normal();
    p.target[i] = p.X(i, 0) + p.X(i, 1) * p.X(i, 2) + 0.5 * rng.normal();
    p.y[i] = p.target[i] < -0.7 && nClasses == 3 ? 2 : p.target[i] > 0 ? 1 : 0;
  }
  return p;
}

template <typename Model>
void judge(benchmark::State& state, const Model& model, int nClasses = 2) {
  const Problem fresh = noisyProblem(2000, 2, nClasses);
  const double right = (model.predict(fresh.X).array() == fresh.y.array()).template cast<double>().mean();
  if (right < 0.6) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}

/// 100 rounds of trees of depth 3; 2,000 rows are the reference workload.
void BM_GradientBoostingClassifierFit(benchmark::State& state) {
  const Problem p = noisyProblem(static_cast<int>(state.range(0)), 1);
  GradientBoostingClassifier model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.trees().data());
  }
  judge(state, model);
}
BENCHMARK(BM_GradientBoostingClassifierFit)
    ->Arg(200)
    ->Arg(2000)
    ->Arg(20000)
    ->Complexity()
    ->Unit(benchmark::kMillisecond);

void BM_GradientBoostingClassifierFitThreeClasses(benchmark::State& state) {
  const Problem p = noisyProblem(static_cast<int>(state.range(0)), 1, 3);
  GradientBoostingClassifier model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.trees().data());
  }
  judge(state, model, 3);
}
BENCHMARK(BM_GradientBoostingClassifierFitThreeClasses)->Arg(2000)->Unit(benchmark::kMillisecond);

void regressorFit(benchmark::State& state, const char* loss, double subsample) {
  const Problem p = noisyProblem(static_cast<int>(state.range(0)), 1);
  GradientBoostingRegressor model({.loss = loss, .subsample = subsample});
  for (auto _ : state) {
    model.fit(p.X, p.target);
    benchmark::DoNotOptimize(model.trees().data());
  }
  const Problem fresh = noisyProblem(2000, 2);
  const double spread = (fresh.target.array() - fresh.target.mean()).square().sum();
  if ((model.predict(fresh.X) - fresh.target).squaredNorm() > 0.6 * spread) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}
void BM_GradientBoostingRegressorFit(benchmark::State& state) { regressorFit(state, "squared_error", 1); }
void BM_GradientBoostingRegressorFitHalf(benchmark::State& state) { regressorFit(state, "squared_error", 0.5); }
void BM_GradientBoostingRegressorFitHuber(benchmark::State& state) { regressorFit(state, "huber", 1); }
BENCHMARK(BM_GradientBoostingRegressorFit)
    ->Arg(200)
    ->Arg(2000)
    ->Arg(20000)
    ->Complexity()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(BM_GradientBoostingRegressorFitHalf)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_GradientBoostingRegressorFitHuber)->Arg(2000)->Unit(benchmark::kMillisecond);

void BM_GradientBoostingPredict(benchmark::State& state) {
  const Problem p = noisyProblem(2000, 1);
  GradientBoostingClassifier model;
  model.fit(p.X, p.y);
  Matrix probabilities;
  for (auto _ : state) {
    probabilities = model.predictProba(p.X);
    benchmark::DoNotOptimize(probabilities.data());
  }
  state.SetItemsProcessed(state.iterations() * 2000);
}
BENCHMARK(BM_GradientBoostingPredict)->Unit(benchmark::kMillisecond);

/// 50 stumps.
void BM_AdaBoostFit(benchmark::State& state) {
  const Problem p = noisyProblem(static_cast<int>(state.range(0)), 1);
  AdaBoostClassifier model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.trees().data());
  }
  judge(state, model);
}
BENCHMARK(BM_AdaBoostFit)->Arg(200)->Arg(2000)->Arg(20000)->Complexity()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
