#include <benchmark/benchmark.h>

#include "scrollwork/rng.h"
#include "scrollwork/tree/decision_tree_classifier.h"

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
    p.y[i] = p.X(i, 0) + p.X(i, 1) * p.X(i, 2) + 0.5 * rng.normal() > 0 ? 1 : 0;
  }
  return p;
}

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }

void fitBenchmark(benchmark::State& state, const char* criterion) {
  const Problem p = noisyProblem(static_cast<int>(state.range(0)), 10, 1);
  DecisionTreeClassifier tree({.criterion = criterion});
  for (auto _ : state) {
    tree.fit(p.X, p.y);
    benchmark::DoNotOptimize(tree.nodes().feature.data());
  }
  const Problem fresh = noisyProblem(2000, 10, 2);
  if (accuracy(tree.predict(p.X), p.y) < 1) state.SkipWithError("a fully grown tree remembers its training rows");
  if (accuracy(tree.predict(fresh.X), fresh.y) < 0.6) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}
/// Fully grown, ten features; 2,000 rows are the reference workload.
void BM_DecisionTreeFitGini(benchmark::State& state) { fitBenchmark(state, "gini"); }
void BM_DecisionTreeFitEntropy(benchmark::State& state) { fitBenchmark(state, "entropy"); }
BENCHMARK(BM_DecisionTreeFitGini)
    ->Arg(125)
    ->Arg(500)
    ->Arg(2000)
    ->Arg(8000)
    ->Arg(32000)
    ->Complexity()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DecisionTreeFitEntropy)->Arg(2000)->Unit(benchmark::kMillisecond);

void BM_DecisionTreePredict(benchmark::State& state) {
  const Problem p = noisyProblem(2000, 10, 1);
  DecisionTreeClassifier tree;
  tree.fit(p.X, p.y);
  Labels predicted;
  for (auto _ : state) {
    predicted = tree.predict(p.X);
    benchmark::DoNotOptimize(predicted.data());
  }
  if (accuracy(predicted, p.y) < 1) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 2000);
}
BENCHMARK(BM_DecisionTreePredict);

}  // namespace
}  // namespace scrollwork
