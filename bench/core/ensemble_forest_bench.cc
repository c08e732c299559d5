#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/ensemble/forest_classifier.h"
#include "scrollwork/ensemble/forest_regressor.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Problem {
  Matrix X;
  Labels y;
};

/// Normal features, of which three decide, with noise: a tree has to grow deep.
Problem noisyProblem(int n, int d, std::uint64_t seed) {
  Rng rng(seed);
  Problem p{Matrix(n, d), Labels(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < d; ++j) p.X(i, j) = rng.normal();
    p.y[i] = p.X(i, 0) + p.X(i, 1) * p.X(i, d > 2 ? 2 : 0) + 0.5 * rng.normal() > 0 ? 1 : 0;
  }
  return p;
}

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }

template <typename Forest>
void fitBenchmark(benchmark::State& state, typename Forest::Options options) {
  const auto n = static_cast<int>(state.range(0));
  const auto d = static_cast<int>(state.range(1));
  const Problem p = noisyProblem(n, d, 1);
  Forest forest(options);
  for (auto _ : state) {
    forest.fit(p.X, p.y);
    benchmark::DoNotOptimize(forest.nTrees());
  }
  const Problem fresh = noisyProblem(2000, d, 2);
  if (forest.nTrees() != 100 || accuracy(forest.predict(fresh.X), fresh.y) < 0.65) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * n);
  state.SetComplexityN(n);
}

/// 100 trees, root-of-d features a split; 1,000 x 10 is the reference workload.
void W4b_randomForest(benchmark::State& state) { fitBenchmark<RandomForestClassifier>(state, {}); }
BENCHMARK(W4b_randomForest)
    ->Args({250, 10})
    ->Args({1000, 10})
    ->Args({4000, 10})
    ->Args({1000, 3})
    ->Args({1000, 40})
    ->Unit(benchmark::kMillisecond);

void BM_ExtraTreesFit(benchmark::State& state) { fitBenchmark<ExtraTreesClassifier>(state, {}); }
BENCHMARK(BM_ExtraTreesFit)->Args({1000, 10})->Unit(benchmark::kMillisecond);

void BM_RandomForestOutOfBag(benchmark::State& state) {
  fitBenchmark<RandomForestClassifier>(state, {.oobScore = true});
}
BENCHMARK(BM_RandomForestOutOfBag)->Args({1000, 10})->Unit(benchmark::kMillisecond);

void BM_RandomForestRegressorFit(benchmark::State& state) {
  const Problem p = noisyProblem(1000, 10, 1);
  const Vector y = p.X.col(0).array() * p.X.col(1).array() + p.X.col(2).array();
  RandomForestRegressor forest({.maxFeatures = 1.0 / 3});
  for (auto _ : state) forest.fit(p.X, y);
  const Vector error = forest.predict(p.X) - y;
  if (error.squaredNorm() > 0.3 * (y.array() - y.mean()).matrix().squaredNorm()) {
    state.SkipWithError("timed a wrong answer");
  }
}
BENCHMARK(BM_RandomForestRegressorFit)->Unit(benchmark::kMillisecond);

/// 200 x 200 pixels of 100 trees grown on 500 points of the plane.
void W3c_forestSurface(benchmark::State& state) {
  const auto side = static_cast<int>(state.range(0));
  const Problem p = noisyProblem(500, 2, 1);
  RandomForestClassifier forest;
  forest.fit(p.X, p.y);
  DecisionSurface surface;
  const DecisionSurfaceOptions options{.bounds = {-3, 3, -3, 3}, .width = side, .height = side};
  for (auto _ : state) {
    decisionSurface(forest, options, surface);
    benchmark::DoNotOptimize(surface.rgba.data());
  }
  Matrix corner(1, 2);
  corner << -3 + 3.0 / side, 3 - 3.0 / side;
  if (surface.probability[0] != static_cast<float>(forest.predictProba(corner)(0, 1))) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * side * side);
}
BENCHMARK(W3c_forestSurface)->Arg(100)->Arg(200)->Arg(400)->Unit(benchmark::kMillisecond);

void BM_RandomForestPredict(benchmark::State& state) {
  const Problem p = noisyProblem(1000, 10, 1);
  RandomForestClassifier forest;
  forest.fit(p.X, p.y);
  Labels predicted;
  for (auto _ : state) {
    predicted = forest.predict(p.X);
    benchmark::DoNotOptimize(predicted.data());
  }
  if (accuracy(predicted, p.y) < 0.97) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(BM_RandomForestPredict)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
