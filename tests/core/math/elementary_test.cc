// The oracle is the long double of glibc, with 11 bits more than what is tested. musl's, in WebAssembly, only calls the
// double functions; there the bits are compared with those of the native build, whose errors are bounded here.
#include "scrollwork/math/elementary.h"

#include <gtest/gtest.h>

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

/// |value - exact| in units of the last place of exact as a double.
double ulpError(double value, long double exact) {
  const double rounded = static_cast<double>(exact);
  if (std::isnan(rounded) || std::isinf(rounded)) {
    return std::isnan(value) == std::isnan(rounded) && (std::isnan(value) || value == rounded) ? 0.0 : kInfinity;
  }
  const int exponent = rounded == 0.0 ? DBL_MIN_EXP : std::max(std::ilogb(rounded) + 1, DBL_MIN_EXP);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) /
                             std::ldexp(1.0L, exponent - DBL_MANT_DIG));
}

struct Case {
  const char* name;
  double (*function)(double) noexcept;
  long double (*exact)(long double);
  double maxUlp;
  std::vector<std::pair<double, double>> intervals;  ///< Dense grids.
  double smallest, largest;                          ///< Log-uniform magnitudes.
  bool bothSigns;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"exp",
       math::exp,
       [](long double x) { return std::exp(x); },
       1.1,
       {{-1, 1}, {-40, 40}, {-746, 710}},
       1e-300,
       745,
       true},
      {"expm1",
       math::expm1,
       [](long double x) { return std::expm1(x); },
       2.5,
       {{-1, 1}, {-40, 710}},
       1e-310,
       709,
       true},
      {"log",
       math::log,
       [](long double x) { return std::log(x); },
       1.0,
       {{0.4, 2.5}, {0.99, 1.01}},
       4.94e-324,
       1.7e308,
       false},
      {"log1p",
       math::log1p,
       [](long double x) { return std::log1p(x); },
       2.0,
       {{-1, 1}, {-0.5, 3}},
       1e-310,
       1.7e308,
       false},
      {"tanh", math::tanh, [](long double x) { return std::tanh(x); }, 3.0, {{-1, 1}, {-23, 23}}, 1e-310, 30, true},
      {"expit",
       math::expit,
       [](long double x) { return 1.0L / (1.0L + std::exp(-x)); },
       3.0,
       {{-1, 1}, {-40, 40}, {-746, 40}},
       1e-300,
       700,
       true},
      {"logit",
       math::logit,
       [](long double p) { return std::log(p) - std::log1p(-p); },
       4.0,
       {{0.001, 0.4}, {0.6, 0.999}},
       1e-310,
       1,
       false},
      {"sin",
       math::sin,
       [](long double x) { return std::sin(x); },
       1.0,
       {{-7, 7}, {-1e4, 1e4}, {-1048576, 1048576}},
       1e-310,
       1048576,
       true},
      {"cos",
       math::cos,
       [](long double x) { return std::cos(x); },
       1.0,
       {{-7, 7}, {-1e4, 1e4}, {-1048576, 1048576}},
       1e-310,
       1048576,
       true},
  };
  return all;
}

#ifdef __EMSCRIPTEN__
constexpr bool kHasOracle = false;
#else
constexpr bool kHasOracle = LDBL_MANT_DIG >= 64;
#endif

TEST(Elementary, ErrorsStayBelowTheDocumentedBounds) {
  if (!kHasOracle) GTEST_SKIP() << "no extended precision to compare with";
  constexpr int kPoints = 20000;
  for (const Case& c : cases()) {
    double worst = 0.0, at = 0.0;
    const auto check = [&](double x) {
      const double error = ulpError(c.function(x), c.exact(x));
      if (!(error <= worst)) worst = error, at = x;
    };
    for (const auto& [low, high] : c.intervals) {
      for (int i = 0; i <= kPoints; ++i) check(low + (high - low) * i / kPoints);
    }
    Rng rng(20260);
    for (int i = 0; i < kPoints; ++i) {
      const double x = std::exp2(rng.uniform(std::log2(c.smallest), std::log2(c.largest)));
      check(x);
      if (c.bothSigns) check(-x);
    }
    EXPECT_LT(worst, c.maxUlp) << c.name << " at " << at;
    RecordProperty(c.name, std::to_string(worst));
  }
}

TEST(Elementary, PowStaysBelowItsBound) {
  if (!kHasOracle) GTEST_SKIP() << "no extended precision to compare with";
  Rng rng(77);
  double worst = 0.0;
  for (int i = 0; i < 200000; ++i) {
    // Half of the draws over all magnitudes, half close to 1, where y log(x) loses most digits.
    const double x = math::exp(i % 2 == 0 ? rng.uniform(-700, 700) : rng.uniform(-0.5, 0.5));
    const double y = rng.uniform(-745, 745) / std::fabs(std::log(x));
    const double error = ulpError(math::pow(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y)));
    if (!(error <= worst)) worst = error;
  }
  // The oracle's own error is 745 of its ulps at worst, 0.4 of ours natively.
  EXPECT_LT(worst, 2.0);
}

TEST(Elementary, EdgesGiveWhatTheStandardLibraryGives) {
  const std::vector<double> edges = {0.0,        -0.0,     1.0,       -1.0,    kInfinity, -kInfinity, kNan,   kSmallest,
                                     -kSmallest, 2.3e-308, -2.3e-308, DBL_MAX, -DBL_MAX,  709.78,     709.79, -745.13,
                                     -745.14,    0.5,      1e-17,     -1e-17,  1e6,       -1e6};
  for (const Case& c : cases()) {
    for (const double x : edges) {
      const std::string name = c.name;
      if ((name == "sin" || name == "cos") && !(std::fabs(x) <= math::kMaxAngle)) {
        EXPECT_TRUE(std::isnan(c.function(x))) << name << "(" << x << ")";
        continue;
      }
      EXPECT_LT(ulpError(c.function(x), c.exact(x)), c.maxUlp) << name << "(" << x << ") = " << c.function(x);
    }
    // Odd functions keep the sign of zero.
    if (c.function(0.0) == 0.0 && c.bothSigns) {
      EXPECT_TRUE(std::signbit(c.function(-0.0))) << c.name;
    }
  }
  EXPECT_EQ(math::exp(0.0), 1.0);
  EXPECT_EQ(math::log(1.0), 0.0);
  EXPECT_EQ(math::expit(0.0), 0.5);
  EXPECT_EQ(math::logit(0.5), 0.0);
  EXPECT_EQ(math::cos(0.0), 1.0);
  EXPECT_EQ(math::expit(-800.0), 0.0);
  EXPECT_EQ(math::expit(800.0), 1.0);
}

TEST(Elementary, PowKnowsTheSpecialCasesOfC) {
  const std::vector<double> values = {
      0.0,    -0.0,   1.0,        -1.0,          2.0,          -2.0,      0.5,       -0.5,       3.0,  -3.0,   1e300,
      -1e300, 0x1p53, 0x1p53 - 1, -(0x1p53 - 1), 0x1p52 + 0.5, kSmallest, kInfinity, -kInfinity, kNan, 1e-300, -1e-300};
  for (const double x : values) {
    for (const double y : values) {
      const double expected = std::pow(x, y);
      const double got = math::pow(x, y);
      if (std::isnan(expected)) {
        EXPECT_TRUE(std::isnan(got)) << x << "^" << y << " = " << got;
      } else if (expected == 0.0 || std::isinf(expected)) {
        EXPECT_EQ(got, expected) << x << "^" << y;
        EXPECT_EQ(std::signbit(got), std::signbit(expected)) << x << "^" << y;
      } else {
        EXPECT_LT(ulpError(got, expected), 2.5) << x << "^" << y;  // the oracle is a rounded double here: 0.5 more
      }
    }
  }
}

TEST(Elementary, ArraysGiveTheBitsOfTheScalars) {
  Rng rng(5);
  std::vector<double> x(1003), out(1003);
  for (double& value : x) value = rng.uniform(-20, 20);
  x[17] = kNan, x[18] = kInfinity, x[19] = -kInfinity, x[20] = kSmallest;
  const auto check = [&](const char* name, double (*scalar)(double) noexcept,
                         void (*array)(std::span<const double>, std::span<double>) noexcept) {
    array(x, out);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double expected = scalar(x[i]);
      // NaN may differ in sign and payload, which the standard leaves open.
      EXPECT_TRUE(std::isnan(expected) ? std::isnan(out[i])
                                       : math::bitCast<std::uint64_t>(expected) == math::bitCast<std::uint64_t>(out[i]))
          << name << "(" << x[i] << ")";
    }
  };
  check("exp", math::exp, math::exp);
  check("expm1", math::expm1, math::expm1);
  check("log", math::log, math::log);
  check("log1p", math::log1p, math::log1p);
  check("tanh", math::tanh, math::tanh);
  check("expit", math::expit, math::expit);
  std::vector<double> same = x;
  math::exp(x, out);
  math::exp(same, same);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_TRUE(same[i] == out[i] || std::isnan(out[i]));
}

// The bits of 4,000 results, folded into one number each: the same in every build, lane and compiler. A change of a
// polynomial changes them on purpose; a failure in one lane only means that the lane does not keep to IEEE arithmetic.
TEST(Elementary, BitsAreTheSameInEveryBuild) {
  const auto fold = [](double (*f)(double) noexcept, double low, double high) {
    std::uint64_t hash = 0;
    for (int i = 0; i < 4000; ++i) {
      const double x = low + (high - low) * (i + 0.5) / 4000;
      hash = (hash ^ math::bitCast<std::uint64_t>(f(x))) * 0x9e3779b97f4a7c15U;
      hash ^= hash >> 29;
    }
    return hash;
  };
  EXPECT_EQ(fold(math::exp, -745, 709), 0x9c2e10fe873f730aU);
  EXPECT_EQ(fold(math::expm1, -50, 700), 0x792e89e16fc6ef64U);
  EXPECT_EQ(fold(math::log, 0, 40), 0xc573ee68e77c5198U);
  EXPECT_EQ(fold(math::log1p, -1, 40), 0xb0557d031929097fU);
  EXPECT_EQ(fold(math::tanh, -23, 23), 0xae3b0b5660ca9d8U);
  EXPECT_EQ(fold(math::expit, -745, 40), 0x5f13eecd96d7c23aU);
  EXPECT_EQ(fold(math::logit, 0, 1), 0xf6d85569be0cbb96U);
  EXPECT_EQ(fold(math::sin, -1000, 1000), 0x7f6c23c0adbec1d8U);
  EXPECT_EQ(fold(math::cos, -1000, 1000), 0xfd3f351f981da3aeU);
  EXPECT_EQ(fold([](double x) noexcept { return math::pow(x, 7.3); }, 0, 40), 0x6b4b0da1fdbacbeeU);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
