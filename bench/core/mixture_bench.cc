#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/mixture/gaussian_mixture.h"

namespace scrollwork {
namespace {

/// Ten rounds of EM with four components.
void rounds(benchmark::State& state, const char* type, int d) {
  const int n = static_cast<int>(state.range(0));
  const Sample s = makeBlobs({.nSamples = n, .nFeatures = d, .nCenters = 4, .clusterStd = 4, .seed = 1});
  GaussianMixture model({.nComponents = 4, .covarianceType = type, .tol = 0, .maxIter = 10});
  for (auto _ : state) {
    model.fit(s.X);
    benchmark::DoNotOptimize(model.means().data());
  }
  if (model.nIter() != 10 || !(model.score(s.X) >= model.lowerBound() - 1e-9)) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetComplexityN(n);
}
void BM_MixtureFull(benchmark::State& state) { rounds(state, "full", 2); }
BENCHMARK(BM_MixtureFull)->Arg(200)->Arg(1000)->Arg(10000)->Complexity()->Unit(benchmark::kMicrosecond);
void BM_MixtureFullTenFeatures(benchmark::State& state) { rounds(state, "full", 10); }
BENCHMARK(BM_MixtureFullTenFeatures)->Arg(1000)->Unit(benchmark::kMicrosecond);
void BM_MixtureDiag(benchmark::State& state) { rounds(state, "diag", 2); }
BENCHMARK(BM_MixtureDiag)->Arg(1000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
