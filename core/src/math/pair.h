#pragma once

#include <cstddef>
#include <cstring>

namespace scrollwork::math {

/// Two doubles in one register, with + - * / and comparisons element by element, natively (SSE2) and in WebAssembly.
/// For the few loops whose order of summation must not be left to a compiler's vectoriser: what is written here is what
/// every build computes.
using Pair = double __attribute__((vector_size(16)));

inline Pair load(const double* p) {
  Pair value;
  std::memcpy(&value, p, sizeof value);  // one unaligned load
  return value;
}
inline void store(double* p, Pair value) { std::memcpy(p, &value, sizeof value); }
inline Pair both(double value) { return Pair{value, value}; }
inline double sum(Pair value) { return value[0] + value[1]; }

/// The inner product of two arrays, even places and odd places each from first to last.
inline double dot(const double* a, const double* b, std::ptrdiff_t n) {
  Pair total = both(0);
  std::ptrdiff_t i = 0;
  for (; i + 2 <= n; i += 2) total += load(a + i) * load(b + i);
  return i < n ? sum(total) + a[i] * b[i] : sum(total);
}

/// y += a x.
inline void addScaled(double a, const double* x, double* y, std::ptrdiff_t n) {
  const Pair factor = both(a);
  std::ptrdiff_t i = 0;
  for (; i + 2 <= n; i += 2) store(y + i, load(y + i) + factor * load(x + i));
  if (i < n) y[i] += a * x[i];
}

}  // namespace scrollwork::math
