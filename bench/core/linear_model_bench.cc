#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/linear_model/logistic_descent.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Problem {
  Matrix X;
  Labels y;
};

/// Overlapping normal clouds: d columns, of which each class has its own shifted by 1.
Problem clouds(int n, int d, int k, std::uint64_t seed) {
  Rng rng(seed);
  Problem p{Matrix(n, d), Labels(n)};
  for (int i = 0; i < n; ++i) {
    p.y[i] = i % k;
    for (int j = 0; j < d; ++j) p.X(i, j) = rng.normal() + (j % k == p.y[i] ? 1.0 : 0.0);
  }
  return p;
}

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }

void verify(benchmark::State& state, const LogisticRegression& model, const Problem& p) {
  if (!model.converged()) state.SkipWithError("did not converge");
  if (accuracy(model.predict(p.X), p.y) < 0.6) state.SkipWithError("timed a wrong answer");
  state.counters["iterations of the solver"] = model.nIter();
  state.SetItemsProcessed(state.iterations() * p.X.rows());
  state.SetComplexityN(p.X.rows());
}

/// The fit behind a drag: to the optimum, two features. 200 rows are the reference workload.
void BM_LogisticRegressionFit(benchmark::State& state) {
  const Problem p = clouds(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 2, 1);
  LogisticRegression model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  verify(state, model, p);
}
BENCHMARK(BM_LogisticRegressionFit)
    ->Args({60, 2})
    ->Args({200, 2})
    ->Args({800, 2})
    ->Args({3200, 2})
    ->Args({60, 44})
    ->Args({2000, 64});

/// The same while one point is dragged: each fit starts from the one before.
void BM_LogisticRegressionWarmStart(benchmark::State& state) {
  Problem p = clouds(static_cast<int>(state.range(0)), 2, 2, 1);
  LogisticRegression model({.warmStart = true});
  model.fit(p.X, p.y);
  const double home = p.X(0, 0);
  int frame = 0;
  for (auto _ : state) {
    p.X(0, 0) = home + 0.01 * (++frame % 100);
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  LogisticRegression cold;
  cold.fit(p.X, p.y);
  if ((cold.coef() - model.coef()).norm() > 1e-9) state.SkipWithError("timed a wrong answer");
  verify(state, model, p);
}
BENCHMARK(BM_LogisticRegressionWarmStart)->Arg(60)->Arg(200)->Arg(800);

void BM_LogisticRegressionMultinomial(benchmark::State& state) {
  const Problem p = clouds(static_cast<int>(state.range(0)), 4, static_cast<int>(state.range(1)), 2);
  LogisticRegression model;
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  if (!model.converged()) state.SkipWithError("did not converge");
  if (accuracy(model.predict(p.X), p.y) < 1.2 / static_cast<double>(state.range(1))) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * p.X.rows());
}
BENCHMARK(BM_LogisticRegressionMultinomial)->Args({150, 3})->Args({600, 3})->Args({600, 10});

void BM_LogisticRegressionLbfgs(benchmark::State& state) {
  const Problem p = clouds(2000, static_cast<int>(state.range(0)), 2, 3);
  LogisticRegression model({.maxIter = 1000, .solver = "lbfgs"});
  for (auto _ : state) {
    model.fit(p.X, p.y);
    benchmark::DoNotOptimize(model.coef().data());
  }
  verify(state, model, p);
}
BENCHMARK(BM_LogisticRegressionLbfgs)->Arg(2)->Arg(64)->Arg(400);

/// 1,000 full-batch steps; 200 x 2 and 2,000 x 64 are the reference workloads.
void BM_LogisticDescent1000Steps(benchmark::State& state) {
  const Problem p = clouds(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), 2, 4);
  LogisticDescent descent({.learningRate = 0.1, .maxIter = 1000});
  for (auto _ : state) {
    descent.fit(p.X, p.y);
    benchmark::DoNotOptimize(descent.coef().data());
  }
  LogisticRegression optimum;
  optimum.fit(p.X, p.y);
  if (descent.lossHistory().back() < optimum.loss() || descent.lossHistory().back() > optimum.loss() + 0.01) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * 1000 * p.X.rows());
}
BENCHMARK(BM_LogisticDescent1000Steps)->Args({60, 2})->Args({200, 2})->Args({2000, 64})->Unit(benchmark::kMillisecond);

void BM_LogisticPredictProba(benchmark::State& state) {
  const Problem p = clouds(static_cast<int>(state.range(0)), 2, 2, 5);
  LogisticRegression model;
  model.fit(p.X, p.y);
  for (auto _ : state) {
    const Matrix proba = model.predictProba(p.X);
    benchmark::DoNotOptimize(proba.data());
  }
  verify(state, model, p);
}
BENCHMARK(BM_LogisticPredictProba)->Arg(200)->Arg(10000);

}  // namespace
}  // namespace scrollwork
