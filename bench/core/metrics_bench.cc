#include <benchmark/benchmark.h>

#include <cmath>

#include "scrollwork/math/elementary.h"
#include "scrollwork/metrics/roc_curve.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Scored {
  Labels y;
  Vector score;
};

/// Two overlapping crowds; probabilities rounded to `decimals` places, so that many tie. 0 decimals: not rounded.
Scored crowds(int n, int decimals, std::uint64_t seed) {
  Rng rng(seed);
  Scored s{Labels(n), Vector(n)};
  const double unit = math::pow(10.0, decimals);
  for (int i = 0; i < n; ++i) {
    s.y[i] = rng.uniform() < 0.4 ? 1 : 0;
    const double p = math::expit(rng.normal() + 1.5 * s.y[i] - 0.75);
    s.score[i] = decimals > 0 ? std::round(p * unit) / unit : p;
  }
  return s;
}

void rocBenchmark(benchmark::State& state, int decimals) {
  const Scored s = crowds(static_cast<int>(state.range(0)), decimals, 1);
  RocCurve curve;
  for (auto _ : state) {
    curve = rocCurve(s.y, s.score);
    benchmark::DoNotOptimize(curve.fpr.data());
  }
  if (std::fabs(auc(curve.fpr, curve.tpr) - curve.auc) > 1e-12) state.SkipWithError("two ways to the area disagree");
  // Two normal crowds 1.5 apart: Phi(1.5 / sqrt 2), to sampling error.
  if (std::fabs(curve.auc - 0.8556) > 2.0 / std::sqrt(static_cast<double>(s.y.size()))) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}
/// The reference workload: 100,000 scores of which many tie.
void W5_rocCurve(benchmark::State& state) { rocBenchmark(state, 4); }
void BM_RocCurveFewDistinct(benchmark::State& state) { rocBenchmark(state, 2); }
void BM_RocCurveNoTies(benchmark::State& state) { rocBenchmark(state, 0); }
BENCHMARK(W5_rocCurve)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_RocCurveFewDistinct)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_RocCurveNoTies)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Arg(1000000)
    ->Complexity()
    ->Unit(benchmark::kMillisecond);

/// Scores over 60 orders of magnitude: the first deal puts nearly all into one bucket.
void BM_RocCurveLogNormal(benchmark::State& state) {
  Scored s = crowds(100000, 0, 1);
  Rng rng(2);
  for (double& x : s.score) x = math::exp(10.0 * rng.normal());
  RocCurve curve;
  for (auto _ : state) {
    curve = rocCurve(s.y, s.score);
    benchmark::DoNotOptimize(curve.fpr.data());
  }
  if (std::fabs(curve.auc - 0.5) > 0.02) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_RocCurveLogNormal)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
