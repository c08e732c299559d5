#include <benchmark/benchmark.h>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"

namespace scrollwork {
namespace {

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }

/// The 200 x 200 surface of k = 15, by the number of training points (500 is the reference workload).
void W3b_kNeighborsSurface(benchmark::State& state) {
  const Sample moons = makeMoons({.nSamples = static_cast<int>(state.range(0)), .noise = 0.25, .seed = 2});
  KNeighborsClassifier model({.nNeighbors = 15});
  model.fit(moons.X, moons.y);
  const DecisionSurfaceOptions options{.bounds = moons.bounds, .width = 200, .height = 200};
  DecisionSurface surface;
  for (auto _ : state) {
    decisionSurface(model, options, surface);
    benchmark::DoNotOptimize(surface.rgba.data());
  }
  // Spot checks against single queries, which share nothing with the pixel before.
  for (std::size_t pixel = 0; pixel < surface.label.size(); pixel += 997) {
    Matrix query(1, 2);
    query(0, 0) =
        moons.bounds.xMin + (static_cast<double>(pixel % 200) + 0.5) * ((moons.bounds.xMax - moons.bounds.xMin) / 200);
    query(0, 1) =
        moons.bounds.yMax - (static_cast<double>(pixel / 200) + 0.5) * ((moons.bounds.yMax - moons.bounds.yMin) / 200);
    if (model.predict(query)[0] != surface.label[pixel]) state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * 40000);
}
BENCHMARK(W3b_kNeighborsSurface)->Arg(60)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

/// Queries that do not follow each other, by the number of training points.
void BM_KNeighborsPredict(benchmark::State& state) {
  const Sample train = makeMoons({.nSamples = static_cast<int>(state.range(0)), .noise = 0.2, .seed = 1});
  const Sample test = makeMoons({.nSamples = 1000, .noise = 0.2, .seed = 2});
  KNeighborsClassifier model({.nNeighbors = 15});
  model.fit(train.X, train.y);
  Labels predicted;
  for (auto _ : state) {
    predicted = model.predict(test.X);
    benchmark::DoNotOptimize(predicted.data());
  }
  if (accuracy(predicted, test.y) < 0.9) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 1000);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_KNeighborsPredict)->RangeMultiplier(4)->Range(64, 65536)->Complexity()->Unit(benchmark::kMillisecond);

/// By rows, features and algorithm (0: brute, 1: k-d tree): where the tree begins to pay.
void BM_KNeighborsTree(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0)), d = static_cast<int>(state.range(1));
  const Sample train = makeBlobs({.nSamples = n, .nFeatures = d, .clusterStd = 6, .seed = 1});
  const Sample ask = makeBlobs({.nSamples = 200, .nFeatures = d, .clusterStd = 6, .seed = 2});
  KNeighborsClassifier model({.nNeighbors = 5, .algorithm = state.range(2) != 0 ? "kd_tree" : "brute"}), other;
  model.fit(train.X, train.y);
  Neighbors found;
  for (auto _ : state) {
    found = model.kneighbors(ask.X);
    benchmark::DoNotOptimize(found.distances.data());
  }
  other.fit(train.X, train.y);
  if (other.kneighbors(ask.X).indices != found.indices) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 200);
}
BENCHMARK(BM_KNeighborsTree)
    ->Args({60, 2, 0})
    ->Args({60, 2, 1})
    ->Args({4000, 2, 0})
    ->Args({4000, 2, 1})
    ->Args({250, 5, 0})
    ->Args({250, 5, 1})
    ->Args({4000, 8, 0})
    ->Args({4000, 8, 1})
    ->Args({16000, 12, 0})
    ->Args({16000, 12, 1})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
