#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

#include "scrollwork/datasets/csv.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork {
namespace {

void BM_MakeShelter(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  Sample sample;
  for (auto _ : state) {
    sample = makeShelter({.nSamples = n, .seed = 7});
    benchmark::DoNotOptimize(sample.X.data());
  }
  if ((sample.y.array() == 0).count() != n / 2) state.SkipWithError("half of the animals should be cats");
  state.SetItemsProcessed(state.iterations() * n);
}
BENCHMARK(BM_MakeShelter)->RangeMultiplier(10)->Range(60, 60000);

void BM_ShelterBayesAccuracy(benchmark::State& state) {
  double accuracy = 0;
  for (auto _ : state) benchmark::DoNotOptimize(accuracy = shelterBayesAccuracy());
  if (std::abs(accuracy - 0.885) > 0.001) state.SkipWithError("timed a wrong answer");
}
BENCHMARK(BM_ShelterBayesAccuracy)->Unit(benchmark::kMillisecond);

/// A table like a reader's own: a text column, five measures, some of them missing.
void BM_ReadCsv(benchmark::State& state) {
  const int rows = static_cast<int>(state.range(0));
  const Sample animals = makeShelter({.nSamples = rows, .seed = 7});
  std::string text = "kind,weight,fluffiness,note,third,fourth\n";
  for (int i = 0; i < rows; ++i) {
    text += animals.y[i] == 0 ? "cat," : "dog,";
    text += std::to_string(animals.X(i, 0)) + "," + (i % 20 == 0 ? "NA" : std::to_string(animals.X(i, 1)));
    text += ",\"a \"\"quoted\"\" note\"," + std::to_string(i) + ",1e-3\n";
  }
  Table table;
  for (auto _ : state) {
    table = readCsv(text, {.maxBytes = 50'000'000});
    benchmark::DoNotOptimize(table.columns.data());
  }
  if (table.nRows() != rows || !table.columns[2].isNumber || table.columns[2].nMissing != (rows + 19) / 20) {
    state.SkipWithError("timed a wrong answer");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(BM_ReadCsv)->Arg(344)->Arg(50000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scrollwork
