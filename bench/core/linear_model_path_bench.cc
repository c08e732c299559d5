#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/loss_surface.h"
#include "scrollwork/linear_model/ridge.h"
#include "scrollwork/linear_model/sgd_regressor.h"
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
  const int stride = std::max(1, d / std::max(5, d / 10));
  for (int i = 0; i < n; ++i) {
    double sum = rng.normal();
    for (int j = 0; j < d; ++j) {
      const double fresh = rng.normal();
      p.X(i, j) = j == 0 ? fresh : rho * p.X(i, j - 1) + std::sqrt(1 - rho * rho) * fresh;
      if (j % stride == 0) sum += (j % 2 == 0 ? 1.0 : -2.0) * p.X(i, j);
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

/// The double descent workload without its rank updates: 30 points, 4 … 120 features, 3,000 fits from scratch.
void W7_minimumNormFits(benchmark::State& state) {
  const Problem p = sparseProblem(30, 120, 9);
  std::vector<Matrix> sizes;
  for (int d = 4; d <= 120; d += 4) sizes.emplace_back(p.X.leftCols(d));
  LinearRegression model({.fitIntercept = false});
  for (auto _ : state) {
    for (int repeat = 0; repeat < 100; ++repeat) {
      for (const Matrix& X : sizes) {
        model.fit(X, p.y);
        benchmark::DoNotOptimize(model.coef().data());
      }
    }
  }
  if ((model.predict(p.X) - p.y).norm() > 1e-10 * p.y.norm() || model.rank() != 30) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * 3000);
}
BENCHMARK(W7_minimumNormFits)->Unit(benchmark::kMillisecond);

void BM_LinearRegressionFit(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 10);
  LinearRegression model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  const Vector residual = p.y - model.predict(p.X);
  if ((p.X.transpose() * residual).norm() > 1e-9 * p.X.norm() * p.y.norm()) state.SkipWithError("timed a wrong answer");
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_LinearRegressionFit)
    ->Args({30, 2})
    ->Args({200, 2})
    ->Args({200, 50})
    ->Args({50, 200})
    ->Args({1000, 100})
    ->Unit(benchmark::kMicrosecond);

/// 100 alphas by one factorisation.
void BM_RidgePath(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 11);
  RidgePathOptions options;
  for (int i = 0; i < 100; ++i) options.alphas.push_back(1e-3 * std::pow(10.0, 0.06 * i));
  RidgePath path;
  for (auto _ : state) {
    path = ridgePath(p.X, p.y, options);
    benchmark::DoNotOptimize(path.coefs.data());
  }
  Ridge model({.alpha = options.alphas[50]});
  model.fit(p.X, p.y);
  if ((path.coefs.row(50).transpose() - model.coef()).norm() > 1e-12) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_RidgePath)->Args({30, 10})->Args({200, 50})->Args({50, 200})->Unit(benchmark::kMicrosecond);

/// One epoch, row by row and in batches of 32.
void BM_SgdEpoch(benchmark::State& state) {
  const Problem p = sparseProblem(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 12);
  SGDRegressor model({.maxIter = 1000000,
                      .tol = -1.0,
                      .batchSize = static_cast<int>(state.range(2)),
                      .optimizer = state.range(2) == 1 ? "sgd" : "adam"});
  model.begin(p.X, p.y);
  for (auto _ : state) {
    model.stepEpoch();
    benchmark::DoNotOptimize(model.coef().data());
  }
  model.stepEpoch(200);
  if (model.objective(p.X, p.y) > 0.25 * p.y.squaredNorm() / static_cast<double>(p.y.size())) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_SgdEpoch)->Args({200, 10, 1})->Args({200, 10, 32})->Args({2000, 64, 1})->Unit(benchmark::kMicrosecond);

void BM_LossSurface(benchmark::State& state) {
  Problem p = sparseProblem(static_cast<int>(state.range(0)), 5, 13);
  LossSurfaceOptions options;
  options.loss = state.range(1) == 0 ? "squared_error" : "log_loss";
  if (state.range(1) == 1) p.y = (p.y.array() > 0.0).cast<double>();
  LossSurface surface;
  for (auto _ : state) {
    surface = lossSurface(p.X, p.y, options);
    benchmark::DoNotOptimize(surface.values.data());
  }
  options.width = options.height = 1;  // its only pixel is the origin, as in none of the 10,000, but between them
  const double middle = lossSurface(p.X, p.y, options).values[0];
  if (std::fabs(surface.values[50 * 100 + 50] - middle) > 0.1 * middle) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_LossSurface)->Args({200, 0})->Args({200, 1})->Args({2000, 1})->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace scrollwork
