#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/neural_network/mlp_classifier.h"
#include "scrollwork/neural_network/mlp_regressor.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }

/// Plain mini-batch descent for a fixed number of epochs, as the workloads are defined.
MLPOptions descent(std::vector<int> hidden, int batchSize, int epochs, double rate) {
  return {.hiddenLayerSizes = std::move(hidden),
          .activation = "tanh",
          .solver = "sgd",
          .batchSize = batchSize,
          .learningRateInit = rate,
          .maxIter = epochs,
          .seed = 1,
          .nIterNoChange = 0,
          .momentum = 0};
}

void fitBenchmark(benchmark::State& state, const MLPOptions& options, const Sample& sample, double least) {
  MLPClassifier model(options);
  for (auto _ : state) {
    model.fit(sample.X, sample.y);
    benchmark::DoNotOptimize(model.layers().data());
  }
  if (model.lossCurve().back() > 0.95 * model.lossCurve().front()) state.SkipWithError("the loss did not fall");
  if (accuracy(model.predict(sample.X), sample.y) < least) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * sample.y.size() * options.maxIter);
}

void W2a_mlp(benchmark::State& state) {
  fitBenchmark(state, descent({8, 8}, 10, 100, 0.1), makeMoons({.nSamples = 500, .noise = 0.2, .seed = 1}), 0.94);
}
BENCHMARK(W2a_mlp)->Unit(benchmark::kMillisecond);

void W2b_mlpWide(benchmark::State& state) {
  fitBenchmark(state, descent({64, 64}, 32, 10, 0.1), makeMoons({.nSamples = 2000, .noise = 0.2, .seed = 1}), 0.85);
}
BENCHMARK(W2b_mlpWide)->Unit(benchmark::kMillisecond);

void surfaceBenchmark(benchmark::State& state, std::vector<int> hidden) {
  const Sample sample = makeMoons({.nSamples = 500, .noise = 0.2, .seed = 1});
  MLPClassifier model(descent(std::move(hidden), 10, 50, 0.1));
  model.fit(sample.X, sample.y);
  const int side = static_cast<int>(state.range(0));
  const DecisionSurfaceOptions options{.bounds = sample.bounds, .width = side, .height = side};
  DecisionSurface surface;
  for (auto _ : state) {
    decisionSurface(model, options, surface);
    benchmark::DoNotOptimize(surface.rgba.data());
  }
  Matrix corner(1, 2);
  corner << sample.bounds.xMin + 0.5 * ((sample.bounds.xMax - sample.bounds.xMin) / side),
      sample.bounds.yMax - 0.5 * ((sample.bounds.yMax - sample.bounds.yMin) / side);
  if (surface.probability[0] != static_cast<float>(model.predictProba(corner)(0, 1))) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * side * side);
}
void W3a_mlpSurface(benchmark::State& state) { surfaceBenchmark(state, {8, 8}); }
BENCHMARK(W3a_mlpSurface)->Arg(50)->Arg(100)->Arg(200)->Unit(benchmark::kMillisecond);
void BM_WideSurface(benchmark::State& state) { surfaceBenchmark(state, {64, 64}); }
BENCHMARK(BM_WideSurface)->Arg(100)->Unit(benchmark::kMillisecond);

/// The pictures inside a network: all 8 units of the second layer.
void BM_NeuronSurfaces(benchmark::State& state) {
  const Sample sample = makeMoons({.nSamples = 200, .noise = 0.2, .seed = 1});
  MLPClassifier model(descent({8, 8}, 10, 10, 0.1));
  model.fit(sample.X, sample.y);
  NeuronSurface surface;
  for (auto _ : state) {
    surface = model.neuronSurface({.layer = 1, .bounds = sample.bounds, .width = 60, .height = 60});
    benchmark::DoNotOptimize(surface.activation.data());
  }
  if (surface.activation.size() != 8 * 60 * 60) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_NeuronSurfaces)->Unit(benchmark::kMicrosecond);

/// One epoch over 512 rows of 32 features, two layers of `width` units, batches of 64: the dense kernels by width.
void denseBenchmark(benchmark::State& state, const char* activation, const char* solver) {
  Rng rng(3);
  Matrix X(512, 32);
  for (Eigen::Index i = 0; i < X.size(); ++i) X.data()[i] = rng.normal();
  Vector y(512);
  for (Eigen::Index i = 0; i < 512; ++i) y[i] = 0.5 * (X(i, 0) + X(i, 1) - X(i, 2));
  const int width = static_cast<int>(state.range(0));
  MLPRegressor model({.hiddenLayerSizes = {width, width},
                      .activation = activation,
                      .solver = solver,
                      .batchSize = 64,
                      .learningRateInit = 1e-3,
                      .maxIter = 1000000,
                      .nIterNoChange = 0});
  model.begin(X, y);
  model.step(3);
  for (auto _ : state) model.step();
  if (!(model.lossCurve().back() < model.lossCurve().front())) state.SkipWithError("the loss did not fall");
  state.SetComplexityN(width);
  // Items are multiplications: forward, and twice backward but for the gradient by the input, which is not needed.
  const std::int64_t first = 32 * width, rest = std::int64_t{width} * width + width;
  state.SetItemsProcessed(state.iterations() * 512 * (2 * first + 3 * rest));
}
void BM_DenseRelu(benchmark::State& state) { denseBenchmark(state, "relu", "sgd"); }
void BM_DenseTanh(benchmark::State& state) { denseBenchmark(state, "tanh", "sgd"); }
void BM_DenseAdam(benchmark::State& state) { denseBenchmark(state, "relu", "adam"); }
BENCHMARK(BM_DenseRelu)->Arg(4)->Arg(10)->Arg(16)->Arg(64)->Arg(256)->Complexity()->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_DenseTanh)->Arg(16)->Arg(64)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_DenseAdam)->Arg(16)->Arg(64)->Unit(benchmark::kMicrosecond);

/// Single rows, the worst case for the tiles: 10 epochs over 500 rows.
void BM_BatchOfOne(benchmark::State& state) {
  fitBenchmark(state, descent({8, 8}, 1, 10, 0.02), makeMoons({.nSamples = 500, .noise = 0.2, .seed = 1}), 0.85);
}
BENCHMARK(BM_BatchOfOne)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
