#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "scrollwork/math/bit_cast.h"

/// The elementary functions that networks need, in single precision; the promises are those of math/elementary.h: one
/// source, IEEE operations alone, equal bits in every build. Each exists for one number and, for loops that are written
/// for it, for four at once in one register of SSE2, NEON or WebAssembly SIMD; both give the same bits.
///
/// Errors are bounds in ulp of the exact result, held by a test over all magnitudes. NaN gives NaN. Results below the
/// smallest normal float (1.2e-38) are 0: no subnormal ever comes out, because arithmetic with them is slow.
namespace scrollwork::math {

/// Four floats that are added, multiplied and compared together; a vector extension of GCC and Clang.
using FloatLanes = float __attribute__((vector_size(16)));
inline constexpr int kFloatLanes = 4;

inline float exp(float x) noexcept;    ///< e^x; < 1.2 ulp. Overflows above 88.02, 0 below -87.33.
inline float tanh(float x) noexcept;   ///< < 3 ulp.
inline float expit(float x) noexcept;  ///< 1 / (1 + e^-x), the logistic function; < 3 ulp; never overflows.

inline FloatLanes exp(FloatLanes x) noexcept;
inline FloatLanes tanh(FloatLanes x) noexcept;
inline FloatLanes expit(FloatLanes x) noexcept;

/// The same, element by element: out[i] = f(x[i]). As many elements in both (asserted); x and out may be the same
/// array, but must not overlap otherwise.
void exp(std::span<const float> x, std::span<float> out) noexcept;
void tanh(std::span<const float> x, std::span<float> out) noexcept;
void expit(std::span<const float> x, std::span<float> out) noexcept;

// ---------------------------------------------------------------------------------------------------------------------
// Definitions, for one float and for four alike. Notation: x = k ln2 + r with |r| <= ln2 / 2.

namespace detail {

using BitLanes = std::uint32_t __attribute__((vector_size(16)));

inline std::uint32_t bitsOf(float x) noexcept { return bitCast<std::uint32_t>(x); }
inline BitLanes bitsOf(FloatLanes x) noexcept { return reinterpret_cast<BitLanes>(x); }
inline float floatOf(std::uint32_t bits) noexcept { return bitCast<float>(bits); }
inline FloatLanes floatOf(BitLanes bits) noexcept { return reinterpret_cast<FloatLanes>(bits); }

/// As many times the same number as F has lanes.
template <typename F>
inline F splat(float value) noexcept {
  return F{} + value;
}

template <typename F>
struct FloatExpParts {
  F scale;  ///< 2^k
  F e;      ///< e^r - 1
};

/// For |x| < 88.03: k within -127 .. 127, where 2^-127 is taken as 0.
template <typename F>
inline FloatExpParts<F> floatExpParts(F x) noexcept {
  // Adding and subtracting it rounds a float below 2^22 to the nearest integer, which then stands in the low bits.
  constexpr float kShift = 0x1.8p23F;
  const F shifted = x * 0x1.715476p0F + kShift;
  const F k = shifted - kShift;
  // ln2 in two parts; the first has 15 bits, so that its products with k (8 bits) are exact.
  const F r = (x - k * 0x1.62e4p-1F) - k * 0x1.7f7d1cp-20F;
  const F r2 = r * r;
  // (e^r - 1 - r) / r^2; e^r from it is off by 4.2e-9 relative before rounding.
  const F tail =
      (0x1.fffffep-2F + r * 0x1.55548ep-3F) + r2 * ((0x1.555658p-5F + r * 0x1.123bfep-7F) + r2 * 0x1.6c5394p-10F);
  return {floatOf((bitsOf(shifted) + 127U) << 23U), r + r2 * tail};
}

template <typename F>
inline F floatExp(F x) noexcept {
  // Written so that a NaN stays: every comparison with it is false.
  const F atMost = x > 88.02F ? splat<F>(88.02F) : x;
  const F clamped = atMost < -88.02F ? splat<F>(-88.02F) : atMost;
  const FloatExpParts<F> parts = floatExpParts(clamped);
  const F result = parts.scale + parts.scale * parts.e;
  const F notSmall = x < -87.33F ? F{} : result;
  return x > 88.02F ? splat<F>(std::numeric_limits<float>::infinity()) : notSmall;
}

/// e^-|x|, 0 from 87 on.
template <typename F>
inline FloatExpParts<F> floatExpOfMinusAbs(F x) noexcept {
  const F negative = floatOf(bitsOf(x) | 0x80000000U);
  return floatExpParts(negative < -88.0F ? splat<F>(-88.0F) : negative);
}

template <typename F>
inline F floatTanh(F x) noexcept {
  // With m = e^(-2|x|) - 1: tanh |x| = -m / (2 + m).
  const F negative = floatOf(bitsOf(x) | 0x80000000U);
  const F twice = negative + negative;
  const FloatExpParts<F> parts = floatExpParts(twice < -40.0F ? splat<F>(-40.0F) : twice);
  const F m = parts.scale * parts.e + (parts.scale - 1.0F);
  const F t = m / (m + 2.0F);
  // t <= 0 takes the sign of x; by bits, so that a zero keeps its sign and a NaN stays.
  return floatOf((bitsOf(t) & 0x7fffffffU) | (bitsOf(x) & 0x80000000U));
}

template <typename F>
inline F floatExpit(F x) noexcept {
  const FloatExpParts<F> parts = floatExpOfMinusAbs(x);
  const F e = parts.scale + parts.scale * parts.e;
  return (x < 0.0F ? e : splat<F>(1.0F)) / (1.0F + e);
}

}  // namespace detail

inline float exp(float x) noexcept { return detail::floatExp(x); }
inline float tanh(float x) noexcept { return detail::floatTanh(x); }
inline float expit(float x) noexcept { return detail::floatExpit(x); }
inline FloatLanes exp(FloatLanes x) noexcept { return detail::floatExp(x); }
inline FloatLanes tanh(FloatLanes x) noexcept { return detail::floatTanh(x); }
inline FloatLanes expit(FloatLanes x) noexcept { return detail::floatExpit(x); }

}  // namespace scrollwork::math
