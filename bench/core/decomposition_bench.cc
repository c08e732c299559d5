#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/decomposition/pca.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

/// Normal columns, mixed: correlated, with variances over some orders of magnitude.
Matrix mixed(int n, int d) {
  Rng rng(1);
  Matrix X(n, d), mixing(d, d);
  for (double& x : X.reshaped()) x = rng.normal();
  for (double& x : mixing.reshaped()) x = rng.normal();
  return X * mixing;
}

void fitAndProject(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0)), d = static_cast<int>(state.range(1));
  const Matrix X = mixed(n, d);
  PCA pca;
  Matrix scores;
  for (auto _ : state) {
    pca.fit(X);
    scores = pca.scores(X, 2);
    benchmark::DoNotOptimize(scores.data());
  }
  const double size = X.norm();
  if ((pca.inverseTransform(pca.transform(X)) - X).norm() > 1e-12 * size) state.SkipWithError("not a decomposition");
  const double variance = scores.col(0).squaredNorm() / (n - 1);
  if (std::abs(variance - pca.explainedVariance()[0]) > 1e-10 * variance) state.SkipWithError("timed a wrong answer");
}
/// The reference workload is 1,000 x 50: all components, and the scores on the first two.
void W8b_pca(benchmark::State& state) { fitAndProject(state); }
BENCHMARK(W8b_pca)
    ->Args({1000, 50})
    ->Args({200, 10})
    ->Args({1000, 13})
    ->Args({5000, 50})
    ->Args({1000, 120})
    ->Args({100, 500})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
