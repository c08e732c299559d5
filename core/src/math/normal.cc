// Michael Wichura: "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988),
// routine PPND16: a rational function of q = p - 1/2 in the middle, and two of r = sqrt(-log(tail)) outside.

#include "scrollwork/math/normal.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "scrollwork/math/elementary.h"

namespace scrollwork::math {
namespace {

template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
  double value = coefficients[n - 1];
  for (std::size_t i = n - 1; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

constexpr std::array kMiddleOver = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                    3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr std::array kMiddleUnder = {1.0,
                                     4.2313330701600911252e1,
                                     6.8718700749205790830e2,
                                     5.3941960214247511077e3,
                                     2.1213794301586595867e4,
                                     3.9307895800092710610e4,
                                     2.8729085735721942674e4,
                                     5.2264952788528545610e3};
constexpr std::array kNearOver = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                  3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array kNearUnder = {1.0,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
constexpr std::array kFarOver = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array kFarUnder = {1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

}  // namespace

double normalQuantile(double p) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0.0) return -kInfinity;
  if (p == 1.0) return kInfinity;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kMiddleOver, r) / polynomial(kMiddleUnder, r);
  }
  const double r = std::sqrt(-math::log(q < 0.0 ? p : 1.0 - p));
  const double size = r <= 5.0 ? polynomial(kNearOver, r - 1.6) / polynomial(kNearUnder, r - 1.6)
                               : polynomial(kFarOver, r - 5.0) / polynomial(kFarUnder, r - 5.0);
  return q < 0.0 ? -size : size;
}

double normalCdf(double z) {
  if (z != z) return z;
  const double size = std::fabs(z);
  if (size > 40.0) return z < 0.0 ? 0.0 : 1.0;                          // the tail is below the smallest double
  const double density = 0.3989422804014327 * exp(-0.5 * size * size);  // 1 / sqrt(2 pi)
  double tail = 0.0;                                                    // beyond size
  if (size < 2.5) {
    // Phi(x) = 1/2 + density (x + x^3 / 3 + x^5 / (3 5) + …).
    double term = size;
    double sum = size;
    for (double odd = 3.0; term > 1e-17 * sum; odd += 2.0) {
      term *= size * size / odd;
      sum += term;
    }
    tail = 0.5 - density * sum;
  } else {
    // density / (x + 1 / (x + 2 / (x + 3 / …))), from the inside; 120 levels are enough for 2.5.
    double fraction = size;
    for (int level = 120; level >= 1; --level) fraction = size + level / fraction;
    tail = density / fraction;
  }
  return z < 0.0 ? tail : 1.0 - tail;
}

}  // namespace scrollwork::math
