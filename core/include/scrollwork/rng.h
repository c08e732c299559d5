#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// The only source of randomness: xoshiro256++ 1.0 (Blackman & Vigna, "Scrambled linear pseudorandom number
/// generators", 2021), its 256 bits of state filled from the seed by splitmix64 (Steele, Lea & Flood, 2014). Period
/// 2^256 - 1.
///
/// The distributions are our own, because those of <random> differ between standard libraries. Every draw is bit-equal
/// in the native and the WebAssembly build, and stays so: the tests hold stored draws. Not for cryptography.
///
/// A copy continues independently from the same position. Cost: a few ns a draw, no allocation.
class Rng {
 public:
  explicit Rng(std::uint64_t seed = 0);

  /// 64 uniform bits. All other draws are made from these.
  std::uint64_t next();
  /// Uniform in [0, 1): the multiples of 2^-53. Uses one `next`.
  double uniform();
  /// Uniform in [low, high); needs low < high, both finite, high - low finite. Throws Error (kBadValue).
  double uniform(double low, double high);
  /// Uniform in low .. high, both included, without bias (Lemire, "Fast random integer generation in an interval",
  /// 2019). Throws Error (kBadValue) when low > high.
  int integer(int low, int high);
  /// Uniform in 0 .. n - 1, without bias. Throws Error (kBadValue) when n == 0.
  std::uint64_t below(std::uint64_t n);
  /// Standard normal by Marsaglia's polar method (1964), with this library's own log. The second value of each pair is
  /// not kept, so that the state is the four words of the generator and nothing hidden.
  double normal();
  /// Normal with this mean and standard deviation >= 0, both finite. Throws Error (kBadValue).
  double normal(double mean, double standardDeviation);

  /// Puts the items into a uniformly random order (Fisher-Yates, from the last place down).
  template <typename T>
  void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      using std::swap;
      swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
    }
  }
  /// 0 .. n - 1 in random order. Throws Error (kBadValue) when n < 0.
  Labels permutation(int n);

  /// The child generator number `index`: a function of this generator's seed and the index alone, not of the draws made
  /// so far. Children of different indices, and children of children, are independent for every practical purpose. With
  /// one child for each round, round 731 can be repeated without the 730 before it.
  [[nodiscard]] Rng stream(std::uint64_t index) const;

  /// What the generator was made from; `Rng(r.seed())` starts r's sequence again.
  [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }

 private:
  std::uint64_t seed_;
  std::array<std::uint64_t, 4> state_;
};

}  // namespace scrollwork
