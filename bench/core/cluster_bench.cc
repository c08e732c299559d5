#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/cluster/k_means.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

/// Five clouds that overlap so much that twenty rounds do not settle them.
Matrix overlapping(int n, int d, std::uint64_t seed) {
  Rng rng(seed);
  Matrix X(n, d);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < d; ++j) X(i, j) = rng.normal() + 1.2 * ((i % 5 + j) % 3);
  }
  return X;
}

void lloyd(benchmark::State& state, const char* init, int k, int d) {
  const int n = static_cast<int>(state.range(0));
  const Matrix X = overlapping(n, d, 1);
  KMeansOptions options{.nClusters = k, .init = init, .nInit = 1, .maxIter = 20, .tol = 0};
  if (options.init == "given") {
    options.init = "random";
    options.centers = X.topRows(k);
  }
  KMeans model(options);
  for (auto _ : state) {
    model.fit(X);
    benchmark::DoNotOptimize(model.centers().data());
  }
  if (model.nIter() != 20) state.SkipWithError("not twenty rounds");
  double inertia = 0;
  for (int i = 0; i < n; ++i) inertia += (X.row(i) - model.centers().row(model.labels()[i])).squaredNorm();
  if (std::abs(inertia - model.inertia()) > 1e-9 * inertia || model.predict(X) != model.labels()) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * n * 20);
  state.SetComplexityN(n);
}

/// The reference workload: k = 5 in the plane, 20 rounds, n = 10,000; from given centres, and with the drawing of them.
void W8a_kMeans(benchmark::State& state) { lloyd(state, "given", 5, 2); }
BENCHMARK(W8a_kMeans)->Arg(10000)->Arg(30000)->Arg(100000)->Complexity()->Unit(benchmark::kMicrosecond);
void W8a_kMeansPlusPlus(benchmark::State& state) { lloyd(state, "k-means++", 5, 2); }
BENCHMARK(W8a_kMeansPlusPlus)->Arg(10000)->Unit(benchmark::kMicrosecond);
void BM_KMeansTenFeatures(benchmark::State& state) { lloyd(state, "k-means++", 8, 10); }
BENCHMARK(BM_KMeansTenFeatures)->Arg(10000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
