// The part of Google Benchmark's interface that bench/core uses, for WebAssembly, where the library itself is not to be
// had: the very same workload functions are compiled against it and timed under Node. harness.cc runs them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace benchmark {

enum TimeUnit { kNanosecond, kMicrosecond, kMillisecond, kSecond };

/// One run of a workload: `for (auto _ : state)` repeats its body and is timed from the first turn to the end of the
/// last.
class State {
 public:
  State(std::vector<std::int64_t> arguments, std::int64_t iterations)
      : arguments_(std::move(arguments)), iterations_(iterations) {}

  struct [[maybe_unused]] Turn {};
  class Iterator {
   public:
    explicit Iterator(State* state) : state_(state), left_(state ? state->iterations_ : 0) {}
    Turn operator*() const { return {}; }
    Iterator& operator++() {
      --left_;
      return *this;
    }
    bool operator!=(const Iterator& /*end*/) {
      if (left_ != 0) return true;
      state_->nanoseconds_ =
          std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - state_->start_).count();
      return false;
    }

   private:
    State* state_;
    std::int64_t left_;
  };
  Iterator begin() {
    start_ = std::chrono::steady_clock::now();
    return Iterator(this);
  }
  Iterator end() { return Iterator(nullptr); }

  [[nodiscard]] std::int64_t range(std::size_t i = 0) const { return arguments_.at(i); }
  [[nodiscard]] std::int64_t iterations() const { return iterations_; }
  void SkipWithError(const std::string& message) { error_ = message; }
  // Throughput is Google Benchmark's to report; here only times are.
  void SetItemsProcessed(std::int64_t /*items*/) {}
  void SetBytesProcessed(std::int64_t /*bytes*/) {}
  void SetComplexityN(std::int64_t /*n*/) {}
  void SetLabel(const std::string& /*label*/) {}
  std::map<std::string, double> counters;

  [[nodiscard]] double nanosecondsPerIteration() const { return nanoseconds_ / static_cast<double>(iterations_); }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  std::vector<std::int64_t> arguments_;
  std::int64_t iterations_;
  std::chrono::steady_clock::time_point start_;
  double nanoseconds_ = 0;
  std::string error_;
};

/// A registered workload and the arguments to run it with.
class Benchmark {
 public:
  Benchmark(std::string name, std::function<void(State&)> function)
      : name_(std::move(name)), function_(std::move(function)) {}

  Benchmark* Arg(std::int64_t argument) { return Args({argument}); }
  Benchmark* Args(const std::vector<std::int64_t>& arguments) {
    arguments_.push_back(arguments);
    return this;
  }
  Benchmark* RangeMultiplier(std::int64_t multiplier) {
    multiplier_ = multiplier;
    return this;
  }
  /// low, the powers of the multiplier between, high.
  Benchmark* Range(std::int64_t low, std::int64_t high) {
    Arg(low);
    for (std::int64_t power = 1; power < high; power *= multiplier_) {
      if (power > low) Arg(power);
    }
    return low == high ? this : Arg(high);
  }
  Benchmark* Unit(TimeUnit /*unit*/) { return this; }
  Benchmark* Complexity() { return this; }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<std::vector<std::int64_t>>& arguments() const { return arguments_; }
  void run(State& state) const { function_(state); }

 private:
  std::string name_;
  std::function<void(State&)> function_;
  std::vector<std::vector<std::int64_t>> arguments_;
  std::int64_t multiplier_ = 8;
};

Benchmark* registerBenchmark(const char* name, std::function<void(State&)> function);

/// The compiler must assume that the value is used, and that memory has changed.
template <typename T>
inline void DoNotOptimize(const T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}
inline void ClobberMemory() { asm volatile("" : : : "memory"); }

}  // namespace benchmark

#define SCROLLWORK_BENCH_JOIN(a, b) a##b
#define SCROLLWORK_BENCH_NAME(line) SCROLLWORK_BENCH_JOIN(registered, line)
#define BENCHMARK(function)                                                               \
  [[maybe_unused]] static ::benchmark::Benchmark* const SCROLLWORK_BENCH_NAME(__LINE__) = \
      ::benchmark::registerBenchmark(#function, function)
#define BENCHMARK_CAPTURE(function, name, ...)                                            \
  [[maybe_unused]] static ::benchmark::Benchmark* const SCROLLWORK_BENCH_NAME(__LINE__) = \
      ::benchmark::registerBenchmark(#function "/" #name,                                 \
                                     [](::benchmark::State& state) { function(state, __VA_ARGS__); })
