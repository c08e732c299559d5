#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "scrollwork/math/bit_cast.h"

/// Elementary functions with one source. The standard library's differ between glibc and Emscripten in the last bits,
/// so anything that shapes a result, and that a link must reproduce, uses these. They consist of IEEE additions,
/// multiplications, divisions and bit operations alone, and give equal bits in every build that keeps to IEEE rules
/// (no -ffast-math, no FMA contraction).
///
/// All but pow are free of branches and tables, so that a loop over an array is vectorised by the compiler: call the
/// scalar form inside a fused loop, or the array form below. The polynomials are minimax fits made for this library;
/// the recipe is tests/reference/elementary.sollya.
///
/// Errors are bounds in ulp of the exact result, held by a test on dense grids and edges. NaN gives NaN everywhere, and
/// results out of range are inf, 0 or subnormal as in <cmath>. No errno, no flags.
namespace scrollwork::math {

inline double exp(double x) noexcept;    ///< e^x; < 1.1 ulp. Overflows above 709.78, 0 below -745.13.
inline double expm1(double x) noexcept;  ///< e^x - 1, exact digits near 0 too; < 2.5 ulp.
inline double log(double x) noexcept;    ///< Natural logarithm; < 1 ulp. log(0) = -inf, NaN below 0.
inline double log1p(double x) noexcept;  ///< log(1 + x), exact digits near 0 too; < 2 ulp. NaN below -1.
inline double tanh(double x) noexcept;   ///< < 3 ulp.
inline double expit(double x) noexcept;  ///< 1 / (1 + e^-x), the logistic function; < 3 ulp; never overflows.
/// log(p / (1 - p)), the inverse of expit; < 4 ulp. -inf at 0, +inf at 1, NaN outside.
inline double logit(double p) noexcept;
inline double sin(double x) noexcept;  ///< x in radians; < 1 ulp for |x| <= kMaxAngle, NaN beyond.
inline double cos(double x) noexcept;  ///< x in radians; < 1 ulp for |x| <= kMaxAngle, NaN beyond.
/// x^y; < 2 ulp. Special cases as C's pow: x^0 = 1^y = 1; a negative x needs an integer y, else NaN.
inline double pow(double x, double y) noexcept;

/// Largest angle that sin and cos reduce to full precision: 2^20, about 167,000 turns.
inline constexpr double kMaxAngle = 1048576.0;

/// The same, element by element: out[i] = f(x[i]), equal bits. As many elements in both (asserted); x and out may be
/// the same array, but must not overlap otherwise.
void exp(std::span<const double> x, std::span<double> out) noexcept;
void expm1(std::span<const double> x, std::span<double> out) noexcept;
void log(std::span<const double> x, std::span<double> out) noexcept;
void log1p(std::span<const double> x, std::span<double> out) noexcept;
void tanh(std::span<const double> x, std::span<double> out) noexcept;
void expit(std::span<const double> x, std::span<double> out) noexcept;

// ---------------------------------------------------------------------------------------------------------------------
// Definitions. Notation: x = k ln2 + r with |r| <= ln2 / 2 for the exponentials, x = 2^k (1 + f) with 1 + f in
// [sqrt(1/2), sqrt(2)) for the logarithms, x = k pi/2 + r with |r| <= pi / 4 for sin and cos. Where a choice depends on
// the argument, both sides are computed and one is selected: a branch would end vectorisation.

namespace detail {

/// Adding and subtracting it rounds a double below 2^51 to the nearest integer, ties to even; the integer then also
/// stands in the low bits of the sum.
inline constexpr double kRoundingShift = 0x1.8p52;
/// ln2 = kLn2High + kLn2Low; the high part has 32 bits, so that its products with exponents are exact.
inline constexpr double kLn2High = 0x1.62e42feep-1;
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kInverseLn2 = 0x1.71547652b82fep0;

inline double roundToInteger(double x) noexcept { return (x + kRoundingShift) - kRoundingShift; }

/// 2^k for an integer k in [-1022, 1023].
inline double powerOfTwo(double k) noexcept {
  return bitCast<double>(bitCast<std::uint64_t>(k + (kRoundingShift + 1023.0)) << 52);
}

/// (e^r - 1 - r) / r^2 for |r| <= ln2 / 2; e^r from it is off by less than 2e-17 relative before rounding.
inline double expTail(double r) noexcept {
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double c23 = 0x1.0000000000005p-1 + r * 0x1.555555555553bp-3;
  const double c45 = 0x1.55555555520fbp-5 + r * 0x1.1111111118834p-7;
  const double c67 = 0x1.6c16c17f35c05p-10 + r * 0x1.a01a0177f5981p-13;
  const double c89 = 0x1.a019a688b4cfp-16 + r * 0x1.71de80ef4927ap-19;
  const double cAb = 0x1.28a2ab6e9d5a1p-22 + r * 0x1.ae77c9dc7a045p-26;
  return (c23 + r2 * c45) + r4 * ((c67 + r2 * c89) + r4 * cAb);
}

/// (log((1 + s) / (1 - s)) - 2 s) / s^3 as a function of z = s^2, for |s| <= 3 - 2 sqrt(2).
inline double logTail(double z) noexcept {
  const double z2 = z * z;
  const double c01 = 0x1.5555555555558p-1 + z * 0x1.999999999531dp-2;
  const double c23 = 0x1.2492492def90cp-2 + z * 0x1.c71c62e56b49fp-3;
  const double c45 = 0x1.7462b4feac8dep-3 + z * 0x1.39fe5042f721dp-3;
  return (c01 + z2 * c23) + (z2 * z2) * (c45 + z2 * 0x1.2b59369f7c709p-3);
}

struct Decomposed {
  double k;  ///< Exponent, an integer.
  double f;  ///< Significand - 1, in [sqrt(1/2) - 1, sqrt(2) - 1).
};

/// x = 2^k (1 + f) for positive, finite, normal x.
inline Decomposed decompose(double x) noexcept {
  constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcdU;
  constexpr std::uint64_t kBias = std::uint64_t{1024} << 52;  // keeps the shifted exponent positive
  const std::uint64_t bits = bitCast<std::uint64_t>(x);
  const std::uint64_t exponent = (bits - kSqrtHalf + kBias) >> 52;
  // The integer goes into the low bits of 2^52: a conversion that SSE2 and WebAssembly SIMD lack for 64 bits.
  const double k = bitCast<double>(exponent | 0x4330000000000000U) - (0x1p52 + 1024.0);
  return {k, bitCast<double>(bits - (exponent << 52) + kBias) - 1.0};
}

/// k ln2 + log(1 + f) + c for a small correction c.
inline double logOf(Decomposed x, double c) noexcept {
  const double s = x.f / (2.0 + x.f);
  const double z = s * s;
  // log(1 + f) = 2 s + s^3 tail, and 2 s = f - s f.
  const double correction = s * (x.f - z * logTail(z));
  return x.k * kLn2High + (x.f - (correction - (x.k * kLn2Low + c)));
}

/// A sum of two doubles that do not overlap: about 106 bits.
struct DoubleDouble {
  double high;
  double low;
};

/// a + b exactly (Knuth).
inline DoubleDouble twoSum(double a, double b) noexcept {
  const double sum = a + b;
  const double bb = sum - a;
  return {sum, (a - (sum - bb)) + (b - bb)};
}

/// x - k pi/2 as high + low; the two low bits of quadrant are k mod 4.
struct ReducedAngle {
  double high;
  double low;
  std::uint64_t quadrant;
};

inline ReducedAngle reduceAngle(double x) noexcept {
  // pi/2 in three parts of 33, 33 and 53 bits: the products of k (20 bits) with the first two are exact.
  constexpr double kFirst = 0x1.921fb544p0;
  constexpr double kSecond = 0x1.0b4611a6p-34;
  constexpr double kThird = 0x1.3198a2e037073p-69;
  const double shifted = x * 0x1.45f306dc9c883p-1 + kRoundingShift;
  const double k = shifted - kRoundingShift;
  const double t = x - k * kFirst;  // exact: k pi/2 is at most a factor of two from x
  const DoubleDouble a = twoSum(t, -(k * kSecond));
  const double v = a.low - k * kThird;
  const double high = a.high + v;
  return {high, (a.high - high) + v, bitCast<std::uint64_t>(shifted)};
}

inline double sinOf(const ReducedAngle& x) noexcept {
  const double r = x.high;
  const double z = r * r;
  const double z2 = z * z;
  const double tail = (-0x1.5555555555548p-3 + z * 0x1.111111110f74cp-7) +
                      z2 * ((-0x1.a01a019beebd7p-13 + z * 0x1.71de355b4ef37p-19) +
                            z2 * (-0x1.ae5e5114a021p-26 + z * 0x1.5d8d1fe5b9253p-33));
  return r + (r * z * tail + x.low * (1.0 - 0.5 * z));
}

inline double cosOf(const ReducedAngle& x) noexcept {
  const double r = x.high;
  const double z = r * r;
  const double z2 = z * z;
  const double tail = (0x1.5555555555555p-5 + z * -0x1.6c16c16c168c5p-10) +
                      z2 * ((0x1.a01a019f36dcep-16 + z * -0x1.27e4fa010c1d1p-22) +
                            z2 * (0x1.1eeb55ddd1184p-29 + z * -0x1.90721863adb7ap-37));
  const double half = 0.5 * z;
  const double w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z2 * tail - r * x.low));
}

/// sin(x + quarterTurns pi/2).
inline double sinShifted(double x, std::uint64_t quarterTurns) noexcept {
  const ReducedAngle reduced = reduceAngle(x);
  const std::uint64_t quadrant = reduced.quadrant + quarterTurns;
  const double value = (quadrant & 1U) != 0 ? cosOf(reduced) : sinOf(reduced);
  const double result = bitCast<double>(bitCast<std::uint64_t>(value) ^ ((quadrant & 2U) << 62));
  return std::fabs(x) <= kMaxAngle ? result : std::numeric_limits<double>::quiet_NaN();
}

/// a b exactly (Dekker 1971), for factors below 2^995.
inline DoubleDouble twoProduct(double a, double b) noexcept {
  constexpr double kSplitter = 0x1p27 + 1.0;
  const double p = a * b;
  const double ta = kSplitter * a;
  const double tb = kSplitter * b;
  const double aHigh = ta - (ta - a);
  const double bHigh = tb - (tb - b);
  const double aLow = a - aHigh;
  const double bLow = b - bHigh;
  return {p, ((aHigh * bHigh - p) + aHigh * bLow + aLow * bHigh) + aLow * bLow};
}

inline DoubleDouble multiply(DoubleDouble a, DoubleDouble b) noexcept {
  const DoubleDouble p = twoProduct(a.high, b.high);
  return {p.high, p.low + (a.high * b.low + a.low * b.high)};
}

/// log(x) with an error below 2^-64 relative, for positive finite x: what pow needs, because it multiplies by up to
/// 745.
inline DoubleDouble logExtended(double x) noexcept {
  const bool subnormal = x < std::numeric_limits<double>::min();
  Decomposed parts = decompose(subnormal ? x * 0x1p54 : x);
  parts.k -= subnormal ? 54.0 : 0.0;
  // s = f / (2 + f), z = s^2.
  const DoubleDouble g = twoSum(2.0, parts.f);
  const double sHigh = parts.f / g.high;
  const DoubleDouble back = twoProduct(sHigh, g.high);
  const DoubleDouble s = {sHigh, (((parts.f - back.high) - back.low) - sHigh * g.low) / g.high};
  const DoubleDouble z = multiply(s, s);
  // log(1 + f) = 2 s + 2/3 s^3 + s^5 tail(z).
  const DoubleDouble cubic = multiply(multiply(s, z), {0x1.5555555555555p-1, 0x1.5555555555555p-55});
  const double zz = z.high;
  const double tail = (0x1.999999999999ap-2 + zz * 0x1.24924924922e8p-2) +
                      zz * zz *
                          ((0x1.c71c71c75246cp-3 + zz * 0x1.745d17387ef18p-3) +
                           zz * zz *
                               ((0x1.3b13ab62c945dp-3 + zz * 0x1.111504d5b14d5p-3) +
                                zz * zz * (0x1.e027b78101f65p-4 + zz * 0x1.da1e2ff70d409p-4)));
  const DoubleDouble first = twoSum(parts.k * kLn2High, 2.0 * s.high);
  const DoubleDouble second = twoSum(first.high, cubic.high);
  const double low =
      first.low + (second.low + (2.0 * s.low + (cubic.low + (s.high * zz * zz * tail + parts.k * kLn2Low))));
  const double high = second.high + low;
  return {high, (second.high - high) + low};
}

/// e^(x + low) for |low| below the rounding error of x.
inline double expOf(double x, double low) noexcept {
  // Outside this range the result is 0 or inf all the same; a NaN becomes a number here and is put back at the end.
  const double atMost = x < 710.0 ? x : 710.0;
  const double clamped = atMost > -746.0 ? atMost : -746.0;
  const double k = roundToInteger(clamped * kInverseLn2);
  const double r = (clamped - k * kLn2High) - (k * kLn2Low - low);
  const double p = 1.0 + (r + r * r * expTail(r));
  // 2^k in two factors, because k reaches from -1076 to 1024.
  const double half = roundToInteger(0.5 * k);
  const double result = p * powerOfTwo(half) * powerOfTwo(k - half);
  return x == x ? result : x;
}

}  // namespace detail

inline double exp(double x) noexcept { return detail::expOf(x, 0.0); }

inline double expm1(double x) noexcept {
  const double atMost = x < 710.0 ? x : 710.0;
  const double clamped = atMost > -60.0 ? atMost : -60.0;
  const double k = detail::roundToInteger(clamped * detail::kInverseLn2);
  const double r = (clamped - k * detail::kLn2High) - k * detail::kLn2Low;
  const double e = r + r * r * detail::expTail(r);
  // 2^k e + (2^k - 1), with 2^h taken out so that k = 1024 does not overflow on the way.
  const double h = detail::roundToInteger(0.5 * k);
  const double rest = detail::powerOfTwo(k - h);
  const double result = detail::powerOfTwo(h) * (rest * e + (rest - detail::powerOfTwo(-h)));
  return std::fabs(x) >= 0x1p-54 ? result : x;  // also NaN and -0
}

inline double log(double x) noexcept {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool subnormal = x < std::numeric_limits<double>::min();
  detail::Decomposed parts = detail::decompose(subnormal ? x * 0x1p54 : x);
  parts.k -= subnormal ? 54.0 : 0.0;
  const double result = detail::logOf(parts, 0.0);
  const double positive = x < kInfinity ? result : x;  // also NaN
  const double atZero = x < 0.0 ? std::numeric_limits<double>::quiet_NaN() : -kInfinity;
  return x <= 0.0 ? atZero : positive;
}

inline double log1p(double x) noexcept {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double u = 1.0 + x;
  const double uMinusOne = u - 1.0;
  const double lost = (1.0 - (u - uMinusOne)) + (x - uMinusOne);  // u + lost = 1 + x exactly
  detail::Decomposed parts = detail::decompose(u);
  const bool near = parts.k == 0.0;  // then f = x has digits that u has lost
  parts.f = near ? x : parts.f;
  const double result = detail::logOf(parts, near ? 0.0 : lost / u);
  const double inside = x < kInfinity ? result : x;  // also NaN
  const double atEdge = x < -1.0 ? std::numeric_limits<double>::quiet_NaN() : -kInfinity;
  const double large = x <= -1.0 ? atEdge : inside;
  return std::fabs(x) < 0x1p-54 ? x : large;
}

inline double tanh(double x) noexcept {
  const double a = std::fabs(x);
  const double e = expm1(2.0 * (a > 22.0 ? 22.0 : a));  // 1 from there on; NaN stays
  return std::copysign(e / (e + 2.0), x);
}

inline double expit(double x) noexcept {
  const double e = exp(-std::fabs(x));
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

inline double logit(double p) noexcept {
  // Near 1/2, p / (1 - p) = 1 + (2 p - 1) / (1 - p), and 2 p - 1 is exact.
  const double q = 1.0 - p;
  const double middle = log1p((2.0 * p - 1.0) / q);
  const double outside = log(p / q);
  return p > 0.25 && p < 0.75 ? middle : outside;
}

inline double sin(double x) noexcept {
  const double result = detail::sinShifted(x, 0);
  return std::fabs(x) < 0x1p-27 ? x : result;  // keeps the sign of -0
}

inline double cos(double x) noexcept { return detail::sinShifted(x, 1); }

inline double pow(double x, double y) noexcept {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (y == 0.0 || x == 1.0) return 1.0;
  if (x != x || y != y) return x + y;
  const double size = std::fabs(x);
  const bool wholeY = std::fabs(y) >= 0x1p53 || detail::roundToInteger(std::fabs(y)) == std::fabs(y) ||
                      (std::fabs(y) >= 0x1p51 && std::floor(y) == y);
  const bool oddY = wholeY && std::fabs(y) < 0x1p53 && 2.0 * std::floor(0.5 * y) != y;
  if (size == 1.0 && (wholeY || y == kInfinity || y == -kInfinity)) return oddY ? x : 1.0;
  if (x < 0.0 && !wholeY && size < kInfinity && std::fabs(y) < kInfinity) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double sign = oddY && std::signbit(x) ? -1.0 : 1.0;
  if (size == 0.0 || size == kInfinity || std::fabs(y) == kInfinity) {
    const bool grows = (size > 1.0) == (y > 0.0);
    return sign * (grows ? kInfinity : 0.0);
  }
  const detail::DoubleDouble logX = detail::logExtended(size);
  const double estimate = y * logX.high;
  if (estimate > 710.0) return sign * kInfinity;
  if (estimate < -746.0) return sign * 0.0;
  const detail::DoubleDouble product = detail::twoProduct(y, logX.high);
  return sign * detail::expOf(product.high, product.low + y * logX.low);
}

}  // namespace scrollwork::math
