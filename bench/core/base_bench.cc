#include <benchmark/benchmark.h>

#include <cmath>
#include <span>
#include <vector>

#include "scrollwork/math/elementary.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

std::vector<double> uniforms(std::size_t n, double low, double high) {
  Rng rng(1);
  std::vector<double> x(n);
  for (double& value : x) value = rng.uniform(low, high);
  return x;
}

using ArrayFunction = void (*)(std::span<const double>, std::span<double>) noexcept;

/// Beside each of ours the standard library's, which is not equal in every build.
void elementary(benchmark::State& state, ArrayFunction ours, double (*standard)(double), double low, double high) {
  const std::vector<double> x = uniforms(static_cast<std::size_t>(state.range(0)), low, high);
  std::vector<double> out(x.size());
  for (auto _ : state) {
    ours(x, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::fabs(out[i] - standard(x[i])) > 1e-15 * (1 + std::fabs(out[i])))
      state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void standardLibrary(benchmark::State& state, double (*standard)(double), double low, double high) {
  const std::vector<double> x = uniforms(static_cast<std::size_t>(state.range(0)), low, high);
  std::vector<double> out(x.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = standard(x[i]);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

double standardExpit(double x) { return 1 / (1 + std::exp(-x)); }

BENCHMARK_CAPTURE(elementary, exp, math::exp, std::exp, -10.0, 3.0)->Arg(1000);
BENCHMARK_CAPTURE(standardLibrary, exp, std::exp, -10.0, 3.0)->Arg(1000);
BENCHMARK_CAPTURE(elementary, log, math::log, std::log, 0.001, 10.0)->Arg(1000);
BENCHMARK_CAPTURE(standardLibrary, log, std::log, 0.001, 10.0)->Arg(1000);
BENCHMARK_CAPTURE(elementary, log1p, math::log1p, std::log1p, -0.9, 3.0)->Arg(1000);
BENCHMARK_CAPTURE(elementary, expm1, math::expm1, std::expm1, -3.0, 3.0)->Arg(1000);
BENCHMARK_CAPTURE(elementary, tanh, math::tanh, std::tanh, -4.0, 4.0)->Arg(1000);
BENCHMARK_CAPTURE(standardLibrary, tanh, std::tanh, -4.0, 4.0)->Arg(1000);
BENCHMARK_CAPTURE(elementary, expit, math::expit, standardExpit, -8.0, 8.0)->Arg(1000);

void BM_RngUniform(benchmark::State& state) {
  Rng rng(1);
  double sum = 0;
  for (auto _ : state) sum += rng.uniform();
  if (std::fabs(sum / static_cast<double>(state.iterations()) - 0.5) > 0.1 && state.iterations() > 1000) {
    state.SkipWithError("timed a wrong answer");
  }
}
BENCHMARK(BM_RngUniform);

void BM_RngNormal(benchmark::State& state) {
  Rng rng(1);
  double sum = 0;
  for (auto _ : state) sum += rng.normal();
  if (std::fabs(sum / static_cast<double>(state.iterations())) > 0.3 && state.iterations() > 1000) {
    state.SkipWithError("timed a wrong answer");
  }
}
BENCHMARK(BM_RngNormal);

void BM_RngPermutation(benchmark::State& state) {
  Rng rng(1);
  const int n = static_cast<int>(state.range(0));
  Labels order;
  for (auto _ : state) {
    order = rng.permutation(n);
    benchmark::DoNotOptimize(order.data());
  }
  if (order.sum() != n * (n - 1) / 2) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * n);
}
BENCHMARK(BM_RngPermutation)->Arg(60)->Arg(10000);

Matrix normals(int n, int d) {
  Rng rng(2);
  Matrix X(n, d);
  for (double& x : X.reshaped()) x = rng.normal();
  return X;
}

void BM_StandardScalerFitTransform(benchmark::State& state) {
  const Matrix X = normals(static_cast<int>(state.range(0)), 10);
  StandardScaler scaler;
  Matrix Z;
  for (auto _ : state) {
    scaler.fit(X);
    Z = scaler.transform(X);
    benchmark::DoNotOptimize(Z.data());
  }
  if (std::fabs(Z.squaredNorm() / static_cast<double>(Z.size()) - 1) > 1e-12)
    state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_StandardScalerFitTransform)->Arg(60)->Arg(1000)->Arg(10000);

void BM_PolynomialFeatures(benchmark::State& state) {
  const Matrix X = normals(60, 2);
  PolynomialFeatures features({.degree = static_cast<int>(state.range(0)), .includeBias = false});
  features.fit(X);
  Matrix out;
  for (auto _ : state) {
    out = features.transform(X);
    benchmark::DoNotOptimize(out.data());
  }
  const Matrix fresh = normals(60, 2);
  if (out(7, 1) != fresh(7, 1) || out.cols() != features.nOutputFeatures()) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * out.size());
}
BENCHMARK(BM_PolynomialFeatures)->Arg(1)->Arg(3)->Arg(8);

void BM_LogLoss(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  const Labels y = Labels::Zero(n);
  const Matrix proba = Matrix::Constant(n, 2, 0.5);
  double loss = 0;
  for (auto _ : state) {
    loss = logLoss(y, proba);
    benchmark::DoNotOptimize(loss);
  }
  if (std::fabs(loss - std::log(2.0)) > 1e-12) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * n);
}
BENCHMARK(BM_LogLoss)->Arg(60)->Arg(10000);

void BM_AccuracyScore(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  Labels y = Labels::Zero(n), other = y;
  other.head(n / 4).setOnes();
  double score = 0;
  for (auto _ : state) {
    score = accuracyScore(y, other);
    benchmark::DoNotOptimize(score);
  }
  if (score != 0.75) state.SkipWithError("timed a wrong answer");
  state.SetItemsProcessed(state.iterations() * n);
}
BENCHMARK(BM_AccuracyScore)->Arg(60)->Arg(10000);

}  // namespace
}  // namespace scrollwork
