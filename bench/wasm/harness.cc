// Runs the workloads of bench/core as WebAssembly: --filter=REGEX chooses by name, --out=FILE gets
// [{ "name", "unit": "ns", "samples": [time of one iteration, …] }, …]. A wrong answer ends it with exit code 1.
// With --answers each runs once, all of them whatever the others say, for [{ "name", "error": "" where it is right },
// …].
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <string_view>

#include "benchmark/benchmark.h"

namespace benchmark {
namespace {

constexpr int kRepetitions = 9;
constexpr double kNanosecondsPerRun = 2e7;  // long enough that the clock's resolution does not count

std::vector<std::unique_ptr<Benchmark>>& registry() {
  static std::vector<std::unique_ptr<Benchmark>> all;
  return all;
}

/// The workloads, their arguments applied, repeated so that a slow moment of the machine meets them all alike.
class Case {
 public:
  Case(const Benchmark& benchmark, std::vector<std::int64_t> arguments)
      : benchmark_(benchmark), arguments_(std::move(arguments)), name_(benchmark.name()) {
    for (const std::int64_t argument : arguments_) name_ += '/' + std::to_string(argument);
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<double>& samples() const { return samples_; }

  /// Finds out how many iterations make a run; false when the workload calls its answer wrong.
  bool calibrate() {
    double time = run(1);
    while (error_.empty() && time * static_cast<double>(iterations_) < kNanosecondsPerRun && iterations_ < 1000000) {
      const double wanted = std::ceil(1.2 * kNanosecondsPerRun / std::max(time, 1.0));
      iterations_ = static_cast<std::int64_t>(std::min(wanted, 10.0 * static_cast<double>(iterations_)));
      time = run(iterations_);
    }
    if (!error_.empty()) std::fprintf(stderr, "%s: %s\n", name_.c_str(), error_.c_str());
    return error_.empty();
  }
  /// What the workload says against its answer after one iteration; empty when it is right.
  std::string judge() {
    run(1);
    return error_;
  }
  void sample() { samples_.push_back(run(iterations_)); }

 private:
  double run(std::int64_t iterations) {
    State state(arguments_, iterations);
    benchmark_.run(state);
    if (!state.error().empty()) error_ = state.error();
    return state.nanosecondsPerIteration();
  }

  const Benchmark& benchmark_;
  std::vector<std::int64_t> arguments_;
  std::string name_;
  std::string error_;
  std::int64_t iterations_ = 1;
  std::vector<double> samples_;
};

/// What follows `--name=` among the arguments, or nothing.
std::string option(int count, char** values, std::string_view name) {
  for (int i = 1; i < count; ++i) {
    const std::string_view value = values[i];
    if (value.substr(0, name.size()) == name) return std::string(value.substr(name.size()));
  }
  return "";
}

}  // namespace

Benchmark* registerBenchmark(const char* name, std::function<void(State&)> function) {
  return registry().emplace_back(std::make_unique<Benchmark>(name, std::move(function))).get();
}

int runAll(int count, char** values) {
  const std::regex filter(option(count, values, "--filter="));
  const std::string out = option(count, values, "--out=");
  std::vector<Case> cases;
  for (const auto& workload : registry()) {
    std::vector<std::vector<std::int64_t>> arguments = workload->arguments();
    if (arguments.empty()) arguments.emplace_back();
    for (const auto& each : arguments) {
      Case one(*workload, each);
      if (std::regex_search(one.name(), filter)) cases.push_back(std::move(one));
    }
  }
  nlohmann::json results = nlohmann::json::array();
  bool areRight = true;
  if (std::find(values, values + count, std::string_view("--answers")) != values + count) {
    for (Case& one : cases) {
      const std::string error = one.judge();
      results.push_back({{"name", one.name()}, {"error", error}});
      areRight = areRight && error.empty();
    }
  } else {
    for (Case& one : cases) {
      if (!one.calibrate()) return 1;
    }
    for (int i = 0; i < kRepetitions; ++i) {
      for (Case& one : cases) one.sample();
    }
    for (const Case& one : cases) results.push_back({{"name", one.name()}, {"unit", "ns"}, {"samples", one.samples()}});
  }
  if (out.empty()) {
    std::printf("%s\n", results.dump(1).c_str());
  } else {
    std::ofstream(out) << results.dump(1) << '\n';
  }
  return areRight ? 0 : 1;
}

}  // namespace benchmark

int main(int count, char** values) { return benchmark::runAll(count, values); }
