#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Problem {
  Matrix X;
  Vector y;
};

/// Normal columns, neighbours correlated by rho; a tenth of the coefficients (at least five) are not 0.
Problem sparseProblem(int n, int d, std::uint64_t seed, double rho = 0.0) {
  Rng rng(seed);
  Problem p{Matrix(n, d), Vector(n)};
  const int k = std::max(5, d / 10);
  for (int i = 0; i < n; ++i) {
    double sum = rng.normal();
    for (int j = 0; j < d; ++j) {
      const double fresh = rng.normal();
      p.X(i, j) = j == 0 ? fresh : rho * p.X(i, j - 1) + std::sqrt(1 - rho * rho) * fresh;
      if (j % (d / k) == 0) sum += (j % 2 == 0 ? 1.0 : -2.0) * p.X(i, j);
    }
    p.y[i] = sum;
  }
  return p;
}

double meanSquareOf(const Vector& v) { return (v.array() - v.mean()).square().mean(); }

/// 100 alphas: 200 x 50 is the reference workload.
void W6_lassoPath(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 6,
                                  static_cast<double>(state.range(2)) / 100.0);
  RegularizationPath path;
  for (auto _ : state) {
    path = lassoPath(p.X, p.y);
    benchmark::DoNotOptimize(path.coefs.data());
  }
  if (path.dualGaps.maxCoeff() > 1e-6 * meanSquareOf(p.y)) state.SkipWithError("timed a wrong answer");
  state.counters["rounds"] = path.nIters.sum();
  state.SetItemsProcessed(state.iterations() * 100);
  state.SetComplexityN(state.range(1));
}
BENCHMARK(W6_lassoPath)
    ->Args({200, 50, 0})
    ->Args({200, 50, 90})
    ->Args({50, 10, 0})
    ->Args({1000, 100, 50})
    ->Args({100, 400, 0})
    ->Args({200, 2000, 50})
    ->Unit(benchmark::kMillisecond);

void BM_EnetPath(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 6, 0.5);
  RegularizationPath path;
  for (auto _ : state) {
    path = enetPath(p.X, p.y);
    benchmark::DoNotOptimize(path.coefs.data());
  }
  if (path.dualGaps.maxCoeff() > 1e-6 * meanSquareOf(p.y)) state.SkipWithError("timed a wrong answer");
  state.counters["rounds"] = path.nIters.sum();
}
BENCHMARK(BM_EnetPath)->Args({200, 50})->Args({100, 400})->Unit(benchmark::kMillisecond);

void BM_LassoFit(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 7, 0.5);
  Lasso model({.alpha = 0.1});
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  if (model.dualGap() > 1e-6 * meanSquareOf(p.y)) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_LassoFit)->Args({200, 50})->Args({1000, 100})->Args({200, 2000})->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
