#include <benchmark/benchmark.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/minimum_norm_path.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Problem {
  Matrix X;
  Vector y;
};

/// `count` data sets of n rows and d columns: normal ones, or random ramps of one feature.
std::vector<Problem> problems(int count, int n, int d, bool ramps) {
  std::vector<Problem> all;
  for (int i = 0; i < count; ++i) {
    Rng rng(static_cast<std::uint64_t>(i));
    Problem p{Matrix(n, ramps ? 1 : d), Vector(n)};
    for (double& x : p.X.reshaped()) x = ramps ? rng.uniform(-1.0, 1.0) : rng.normal();
    for (int row = 0; row < n; ++row) p.y[row] = p.X(row, 0) + 0.3 * rng.normal();
    if (ramps) {
      RandomReluFeatures features({.nComponents = d, .seed = static_cast<std::uint64_t>(i)});
      features.fit(p.X);
      p.X = features.transform(p.X);
    }
    all.push_back(std::move(p));
  }
  return all;
}

std::vector<int> sizesUpTo(int d, int step) {
  std::vector<int> sizes;
  for (int p = 4; p <= d; p += step) sizes.push_back(p);
  return sizes;
}

void verify(benchmark::State& state, const Problem& problem, const MinimumNormPath& path) {
  LinearRegression alone({.fitIntercept = false});
  for (Eigen::Index s = 0; s < path.sizes.size(); s += 7) {
    alone.fit(problem.X.leftCols(path.sizes[s]), problem.y);
    const Vector coef = path.coef.row(s).head(path.sizes[s]);
    if (!((coef - alone.coef()).norm() <= 1e-6 * (1 + alone.coef().norm())))
      state.SkipWithError("timed a wrong answer");
  }
}

/// 30 rows, 4 .. 120 columns: 3,000 solves, as 100 data sets of 30 sizes (step 4) or 26 of all 117 sizes (step 1).
void curveBenchmark(benchmark::State& state, bool ramps) {
  const int step = static_cast<int>(state.range(0));
  const std::vector<Problem> all = problems(step == 1 ? 26 : 100, 30, 120, ramps);
  const MinimumNormPathOptions options{.sizes = sizesUpTo(120, step), .fitIntercept = false};
  MinimumNormPath path;
  for (auto _ : state) {
    for (const Problem& problem : all) {
      path = minimumNormPath(problem.X, problem.y, options);
      benchmark::DoNotOptimize(path.coef.data());
    }
  }
  verify(state, all.back(), path);
  state.SetItemsProcessed(state.iterations() * static_cast<int>(all.size() * options.sizes.size()));
}
void W7_minimumNormPath(benchmark::State& state) { curveBenchmark(state, false); }
BENCHMARK(W7_minimumNormPath)->Arg(4)->Arg(1)->Unit(benchmark::kMillisecond);
void BM_MinimumNormPathRamps(benchmark::State& state) { curveBenchmark(state, true); }
BENCHMARK(BM_MinimumNormPathRamps)->Arg(4)->Unit(benchmark::kMillisecond);

/// The same solves, each on its own: for bases that are not nested.
void W7_linearRegression(benchmark::State& state) {
  const std::vector<Problem> all = problems(100, 30, 120, false);
  const std::vector<int> sizes = sizesUpTo(120, 4);
  std::vector<Matrix> prefixes;
  for (const int p : sizes) prefixes.push_back(all[0].X.leftCols(p));
  LinearRegression model({.fitIntercept = false});
  for (auto _ : state) {
    for (const Problem& problem : all) {
      for (const Matrix& X : prefixes) {
        model.fit(X, problem.y);
        benchmark::DoNotOptimize(model.coef().data());
      }
    }
  }
  if (model.rank() != 30) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * 3000);
}
BENCHMARK(W7_linearRegression)->Unit(benchmark::kMillisecond);

/// One curve to d columns by rows, with all sizes.
void BM_MinimumNormPath(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0)), d = static_cast<int>(state.range(1));
  const Problem problem = problems(1, n, d, false).front();
  MinimumNormPath path;
  for (auto _ : state) {
    path = minimumNormPath(problem.X, problem.y, {.fitIntercept = false});
    benchmark::DoNotOptimize(path.coef.data());
  }
  MinimumNormPath few = minimumNormPath(problem.X, problem.y, {.sizes = sizesUpTo(d, d / 8), .fitIntercept = false});
  verify(state, problem, few);
}
BENCHMARK(BM_MinimumNormPath)->Args({20, 60})->Args({100, 300})->Args({300, 100})->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
