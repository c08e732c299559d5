// David Blackman, Sebastiano Vigna: "Scrambled linear pseudorandom number generators" (2021): xoshiro256++ 1.0.
// Guy Steele, Doug Lea, Christine Flood: "Fast splittable pseudorandom number generators" (2014): splitmix64.
// Daniel Lemire: "Fast random integer generation in an interval" (2019).
// George Marsaglia, Thomas Bray: "A convenient method for generating normal variables" (1964).

#include "scrollwork/rng.h"

#include <bit>
#include <cmath>
#include <numeric>

#include "scrollwork/math/elementary.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

constexpr std::uint64_t kGoldenGamma = 0x9e3779b97f4a7c15U;  // 2^64 / golden ratio, odd

/// The output function of splitmix64: a bijection in which every input bit moves about half of the output bits.
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

struct Product {
  std::uint64_t high;
  std::uint64_t low;
};

/// a b in 128 bits from 32-bit halves: plain C++, unlike a 128-bit integer type.
Product multiply(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t aLow = a & 0xffffffffU, aHigh = a >> 32, bLow = b & 0xffffffffU, bHigh = b >> 32;
  const std::uint64_t low = aLow * bLow;
  const std::uint64_t middle = aHigh * bLow + (low >> 32);
  const std::uint64_t other = aLow * bHigh + (middle & 0xffffffffU);
  return {aHigh * bHigh + (middle >> 32) + (other >> 32), a * b};
}

}  // namespace

Rng::Rng(std::uint64_t seed) : seed_(seed), state_{} {
  // splitmix64 is equidistributed, so at most one of the four words is 0 and the state is never the forbidden one.
  for (std::uint64_t& word : state_) word = mix(seed += kGoldenGamma);
}

std::uint64_t Rng::next() {
  const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
  const std::uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Rng::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

double Rng::uniform(double low, double high) {
  if (!(low < high) || !std::isfinite(high - low)) {
    fail(ErrorCode::kBadValue, {"uniform: expected finite low < high, got ", low, " and ", high});
  }
  const double value = low + (high - low) * uniform();
  // Rounding may reach the open end; the number just below it stands for what lay there.
  return value < high ? value : std::nextafter(high, low);
}

std::uint64_t Rng::below(std::uint64_t n) {
  if (n == 0) fail(ErrorCode::kBadValue, {"below: expected n > 0, got 0"});
  Product product = multiply(next(), n);
  if (product.low < n) {
    const std::uint64_t threshold = (0 - n) % n;  // 2^64 mod n: so many of the low words would favour some results
    while (product.low < threshold) product = multiply(next(), n);
  }
  return product.high;
}

int Rng::integer(int low, int high) {
  if (low > high) {
    fail(ErrorCode::kBadValue, {"integer: expected low <= high, got ", low, " and ", high});
  }
  const auto range = static_cast<std::uint64_t>(std::int64_t{high} - low) + 1;
  return static_cast<int>(low + static_cast<std::int64_t>(below(range)));
}

double Rng::normal() {
  // A uniform point in the unit disc; its squared radius gives the length, its direction the angle.
  for (;;) {
    const double u = 2.0 * uniform() - 1.0;
    const double v = 2.0 * uniform() - 1.0;
    const double s = u * u + v * v;
    if (s > 0.0 && s < 1.0) return u * std::sqrt(-2.0 * math::log(s) / s);
  }
}

double Rng::normal(double mean, double standardDeviation) {
  if (!std::isfinite(mean) || !(standardDeviation >= 0.0) || !std::isfinite(standardDeviation)) {
    fail(ErrorCode::kBadValue,
         {"normal: expected a finite mean and standard deviation >= 0, got ", mean, " and ", standardDeviation});
  }
  return mean + standardDeviation * normal();
}

Labels Rng::permutation(int n) {
  if (n < 0) fail(ErrorCode::kBadValue, {"permutation: expected n >= 0, got ", n});
  Labels order(n);
  std::iota(order.begin(), order.end(), 0);
  shuffle(std::span<int>(order.data(), static_cast<std::size_t>(n)));
  return order;
}

Rng Rng::stream(std::uint64_t index) const {
  // Two mixings with a constant between them, so that stream(0) is not Rng(seed) and stream(a).stream(b) is not
  // stream(b).stream(a).
  return Rng(mix(mix(seed_ + kGoldenGamma) + (index + 1) * kGoldenGamma));
}

}  // namespace scrollwork
