#pragma once

#include <cstddef>

#include "math/pair.h"

/// The loops of dense linear algebra over contiguous doubles where they are the whole cost: more partial sums than
/// those of math/pair.h, so that an addition need not wait for the one before; each in one fixed order.
namespace scrollwork::vector_loops {

using math::load;
using math::Pair;
using math::store;

/// sum of a[i] b[i]
inline double dot(const double* a, const double* b, std::ptrdiff_t n) {
  Pair even = {0, 0}, odd = {0, 0};
  std::ptrdiff_t i = 0;
  for (; i + 4 <= n; i += 4) {
    even += load(a + i) * load(b + i);
    odd += load(a + i + 2) * load(b + i + 2);
  }
  even += odd;
  double sum = even[0] + even[1];
  for (; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

/// y[i] += a x[i]
inline void addScaled(double* y, double a, const double* x, std::ptrdiff_t n) {
  const Pair factor = {a, a};
  std::ptrdiff_t i = 0;
  for (; i + 4 <= n; i += 4) {
    store(y + i, load(y + i) + factor * load(x + i));
    store(y + i + 2, load(y + i + 2) + factor * load(x + i + 2));
  }
  for (; i < n; ++i) y[i] += a * x[i];
}

/// out[0..3] += the products of x with four columns that lie `stride` apart in memory: x is loaded once for all four.
inline void addFourDots(double* out, const double* x, const double* columns, std::ptrdiff_t stride, std::ptrdiff_t n) {
  const double *c0 = columns, *c1 = c0 + stride, *c2 = c1 + stride, *c3 = c2 + stride;
  Pair s0 = {0, 0}, s1 = {0, 0}, s2 = {0, 0}, s3 = {0, 0};
  std::ptrdiff_t i = 0;
  for (; i + 2 <= n; i += 2) {
    const Pair v = load(x + i);
    s0 += v * load(c0 + i);
    s1 += v * load(c1 + i);
    s2 += v * load(c2 + i);
    s3 += v * load(c3 + i);
  }
  out[0] += s0[0] + s0[1];
  out[1] += s1[0] + s1[1];
  out[2] += s2[0] + s2[1];
  out[3] += s3[0] + s3[1];
  for (; i < n; ++i) {
    out[0] += x[i] * c0[i];
    out[1] += x[i] * c1[i];
    out[2] += x[i] * c2[i];
    out[3] += x[i] * c3[i];
  }
}

}  // namespace scrollwork::vector_loops
