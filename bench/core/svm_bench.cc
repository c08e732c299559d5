#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/svm/svc.h"

namespace scrollwork {
namespace {

void fitMoons(benchmark::State& state, const char* kernel) {
  const int n = static_cast<int>(state.range(0));
  const Sample s = makeMoons({.nSamples = n, .noise = 0.3, .seed = 1});
  SVC model({.kernel = kernel});
  for (auto _ : state) {
    model.fit(s.X, s.y);
    benchmark::DoNotOptimize(model.dualCoef().data());
  }
  const Sample fresh = makeMoons({.nSamples = 1000, .noise = 0.3, .seed = 2});
  const double accuracy = (model.predict(fresh.X).array() == fresh.y.array()).cast<double>().mean();
  if (!model.converged() || accuracy < 0.8) state.SkipWithError("timed a wrong answer");
  if (std::abs(model.dualCoef().sum()) > 1e-9) state.SkipWithError("not a dual solution");
  state.SetComplexityN(n);
}
/// 200 rows are the fit behind a drag.
void BM_SvcRbf(benchmark::State& state) { fitMoons(state, "rbf"); }
BENCHMARK(BM_SvcRbf)->Arg(50)->Arg(200)->Arg(800)->Arg(3200)->Complexity()->Unit(benchmark::kMicrosecond);
void BM_SvcLinear(benchmark::State& state) { fitMoons(state, "linear"); }
BENCHMARK(BM_SvcLinear)->Arg(200)->Arg(800)->Unit(benchmark::kMicrosecond);

/// 100 x 100 points of a surface.
void BM_SvcSurface(benchmark::State& state) {
  const Sample s = makeMoons({.nSamples = 200, .noise = 0.3, .seed = 1});
  const Sample grid = makeMoons({.nSamples = 10000, .noise = 2, .seed = 3});
  SVC model;
  model.fit(s.X, s.y);
  Matrix p;
  for (auto _ : state) {
    p = model.predictProba(grid.X);
    benchmark::DoNotOptimize(p.data());
  }
  if (std::abs(p.sum() - 10000) > 1e-8) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 10000);
}
BENCHMARK(BM_SvcSurface)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
