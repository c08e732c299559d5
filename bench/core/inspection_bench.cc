#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/datasets/shelter.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/inspection/decision_boundary.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/pipeline/pipeline.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

void surfaceBenchmark(benchmark::State& state, const Classifier& model, const Sample& sample) {
  const int side = static_cast<int>(state.range(0));
  const DecisionSurfaceOptions options{.bounds = sample.bounds, .width = side, .height = side};
  DecisionSurface surface;
  for (auto _ : state) {
    decisionSurface(model, options, surface);
    benchmark::DoNotOptimize(surface.rgba.data());
  }
  Matrix corner(1, 2);
  corner(0, 0) = sample.bounds.xMin + 0.5 * ((sample.bounds.xMax - sample.bounds.xMin) / side);
  corner(0, 1) = sample.bounds.yMax - 0.5 * ((sample.bounds.yMax - sample.bounds.yMin) / side);
  if (surface.probability[0] != static_cast<float>(model.predictProba(corner)(0, 1)))
    state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * side * side);
}

void BM_TreeSurface(benchmark::State& state) {
  const Sample herd = makeShelter({.nSamples = 500, .seed = 7});
  DecisionTreeClassifier tree;
  tree.fit(herd.X, herd.y);
  surfaceBenchmark(state, tree, herd);
}
BENCHMARK(BM_TreeSurface)->Arg(100)->Arg(200)->Unit(benchmark::kMicrosecond);

void BM_LogisticSurface(benchmark::State& state) {
  const Sample herd = makeShelter({.nSamples = 200, .seed = 7});
  LogisticRegression logistic;
  logistic.fit(herd.X, herd.y);
  surfaceBenchmark(state, logistic, herd);
}
BENCHMARK(BM_LogisticSurface)->Arg(100)->Arg(200)->Unit(benchmark::kMicrosecond);

/// The boundary that follows a drag.
void BM_Contour(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  std::vector<float> values;
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i)
      values.push_back(static_cast<float>(std::hypot(i + 0.5 - side / 2.0, j + 0.5 - side / 2.0) / side));
  }
  Polylines lines;
  for (auto _ : state) {
    lines = contour(values, side, side, {}, 0.3);
    benchmark::DoNotOptimize(lines.x.data());
  }
  if (lines.size() != 1 || !lines.closed[0]) state.SkipWithError("timed a wrong answer: one circle expected");
  state.SetItemsProcessed(state.iterations() * side * side);
}
BENCHMARK(BM_Contour)->Arg(100)->Arg(200)->Unit(benchmark::kMicrosecond);

void BM_RegionBoundaries(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  std::vector<float> scores;
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) {
      const float x = static_cast<float>(i) / static_cast<float>(side) - 0.4F;
      const float y = static_cast<float>(j) / static_cast<float>(side) - 0.6F;
      scores.insert(scores.end(), {x, y - x, -y});
    }
  }
  Polylines lines;
  for (auto _ : state) {
    lines = regionBoundaries(scores, 3, side, side, {});
    benchmark::DoNotOptimize(lines.x.data());
  }
  if (lines.size() != 3) state.SkipWithError("timed a wrong answer: three borders expected");
  state.SetItemsProcessed(state.iterations() * side * side);
}
BENCHMARK(BM_RegionBoundaries)->Arg(100)->Arg(200)->Unit(benchmark::kMicrosecond);

/// The line beside its surface, at the size of the essays' maps: what crispness adds to what a drag waits for anyway.
void boundaryBenchmark(benchmark::State& state, Classifier& model, bool withSurface) {
  const Sample herd = makeShelter({.nSamples = 60, .seed = 90});
  model.fit(herd.X, herd.y);
  const DecisionSurfaceOptions options{.bounds = {0, 12, 0, 10}, .width = 120, .height = 100};
  DecisionSurface surface = decisionSurface(model, options);
  Polylines lines = decisionBoundary(model, surface);
  const std::size_t points = lines.x.size();
  for (auto _ : state) {
    if (withSurface) {
      decisionSurface(model, options, surface);
    } else {
      lines = decisionBoundary(model, surface);
    }
    benchmark::DoNotOptimize(surface.rgba.data());
    benchmark::DoNotOptimize(lines.x.data());
  }
  if (points == 0 || lines.x.size() != points) state.SkipWithError("timed a wrong answer");
  state.counters["points"] = static_cast<double>(points);
}

void BM_LogisticBoundary(benchmark::State& state, bool withSurface) {
  const StandardScaler scale;
  const PolynomialFeatures bend({.degree = 8, .includeBias = false});
  Pipeline model({scale, bend}, LogisticRegression({.C = 100}));
  boundaryBenchmark(state, model, withSurface);
}
BENCHMARK_CAPTURE(BM_LogisticBoundary, surface, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_LogisticBoundary, line, false)->Unit(benchmark::kMicrosecond);

void BM_NeighborsBoundary(benchmark::State& state, bool withSurface) {
  KNeighborsClassifier model({.nNeighbors = 1});
  boundaryBenchmark(state, model, withSurface);
}
BENCHMARK_CAPTURE(BM_NeighborsBoundary, surface, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_NeighborsBoundary, line, false)->Unit(benchmark::kMicrosecond);

void BM_TreeBoundary(benchmark::State& state, bool withSurface) {
  DecisionTreeClassifier model({.maxDepth = 8});
  boundaryBenchmark(state, model, withSurface);
}
BENCHMARK_CAPTURE(BM_TreeBoundary, surface, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_TreeBoundary, line, false)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
