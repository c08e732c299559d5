#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

/// Elementary functions with one source. The standard library's differ between glibc and Emscripten in the last bits, so
/// anything that shapes a result, and that a link must reproduce, uses these. They consist of IEEE additions,
/// multiplications, divisions and bit operations alone, and give equal bits in every build that keeps to IEEE rules
/// (no -ffast-math, no FMA contraction).
///
/// All but pow, sin and cos are free of branches and tables, so that a loop over an array is vectorised by the compiler:
/// call the scalar form inside a fused loop, or the array form below.
///
/// Errors in ulp of the exact result, the largest that dense grids and edges have shown and the bound that the test keeps;
/// everywhere NaN gives NaN, and out-of-range results are inf, 0 or subnormal as in <cmath>. No errno, no flags.
namespace scrollwork::math {

inline double exp(double x) noexcept;    ///< e^x; < 1 ulp. Overflows above 709.78, 0 below -745.13.
inline double expm1(double x) noexcept;  ///< e^x - 1, exact digits near 0 too; < 2 ulp.
inline double log(double x) noexcept;    ///< Natural logarithm; < 1 ulp. log(0) = -inf, NaN below 0.
inline double log1p(double x) noexcept;  ///< log(1 + x), exact digits near 0 too; < 2 ulp. NaN below -1.
inline double tanh(double x) noexcept;   ///< < 3 ulp.
inline double expit(double x) noexcept;  ///< 1 / (1 + e^-x), the logistic function; < 3 ulp; never overflows.
inline double logit(double p) noexcept;  ///< log(p / (1 - p)), inverse of expit; < 4 ulp. -inf at 0, +inf at 1, NaN outside.
inline double sin(double x) noexcept;    ///< x in radians; < 1 ulp for |x| <= kMaxAngle, NaN beyond.
inline double cos(double x) noexcept;    ///< x in radians; < 1 ulp for |x| <= kMaxAngle, NaN beyond.
/// x^y; < 2 ulp. Special cases as C's pow: x^0 = 1^y = 1; a negative x needs an integer y, else NaN.
inline double pow(double x, double y) noexcept;

/// Largest angle that sin and cos reduce to full precision: 2^20, about 167,000 turns.
inline constexpr double kMaxAngle = 1048576.0;

/// The same, element by element: out[i] = f(x[i]), equal bits. As many elements in both (asserted); x and out may be the same
/// array, but must not overlap otherwise.
void exp(std::span<const double> x, std::span<double> out) noexcept;
void expm1(std::span<const double> x, std::span<double> out) noexcept;
void log(std::span<const double> x, std::span<double> out) noexcept;
void log1p(std::span<const double> x, std::span<double> out) noexcept;
void tanh(std::span<const double> x, std::span<double> out) noexcept;
void expit(std::span<const double> x, std::span<double> out) noexcept;

}  // namespace scrollwork::math
