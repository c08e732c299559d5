#include "scrollwork/math/elementary_float.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "scrollwork/math/bit_cast.h"
#include "scrollwork/math/elementary.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct Case {
  const char* name;
  float (*function)(float) noexcept;
  math::FloatLanes (*lanes)(math::FloatLanes) noexcept;
  void (*array)(std::span<const float>, std::span<float>) noexcept;
  double (*exact)(double) noexcept;  ///< In double, whose own error of 3 ulp is 6e-9 ulp of a float.
  double maxUlp;
  float lowest, highest;  ///< Where the bound holds.
};

constexpr std::array<Case, 3> kCases = {{
    {"exp", math::exp, math::exp, math::exp, math::exp, 1.2, -87.33F, 88.02F},
    {"tanh", math::tanh, math::tanh, math::tanh, math::tanh, 3.0, -3e38F, 3e38F},
    {"expit", math::expit, math::expit, math::expit, math::expit, 3.0, -87.0F, 3e38F},
}};

/// Distance in units of the last place of the exact result.
double ulpError(float got, double exact) {
  const float magnitude = std::fabs(static_cast<float>(exact));
  const double unit = static_cast<double>(std::nextafter(magnitude, kInfinity)) - static_cast<double>(magnitude);
  return std::fabs(static_cast<double>(got) - exact) / unit;
}

TEST(ElementaryFloat, ErrorsStayBelowTheDocumentedBounds) {
  for (const Case& c : kCases) {
    double worst = 0.0;
    float at = 0.0F;
    // Every 4,099th float of both signs, over all magnitudes.
    for (std::uint32_t bits = 0; bits < 0x7f800000U; bits += 4099) {
      for (const std::uint32_t sign : {0U, 0x80000000U}) {
        const auto x = math::bitCast<float>(bits | sign);
        if (x < c.lowest || x > c.highest) continue;
        const double error = ulpError(c.function(x), c.exact(static_cast<double>(x)));
        if (!(error <= worst)) worst = error, at = x;
      }
    }
    EXPECT_LT(worst, c.maxUlp) << c.name << " at " << at;
  }
}

TEST(ElementaryFloat, Edges) {
  for (const Case& c : kCases) EXPECT_TRUE(std::isnan(c.function(kNan))) << c.name;
  EXPECT_EQ(math::exp(0.0F), 1.0F);
  EXPECT_EQ(math::exp(kInfinity), kInfinity);
  EXPECT_EQ(math::exp(89.0F), kInfinity);
  EXPECT_EQ(math::exp(-kInfinity), 0.0F);
  EXPECT_EQ(math::exp(-88.0F), 0.0F);
  EXPECT_EQ(math::tanh(kInfinity), 1.0F);
  EXPECT_EQ(math::tanh(-12.0F), -1.0F);
  EXPECT_EQ(math::tanh(0.0F), 0.0F);
  EXPECT_TRUE(std::signbit(math::tanh(-0.0F)));
  EXPECT_EQ(math::expit(0.0F), 0.5F);
  EXPECT_EQ(math::expit(kInfinity), 1.0F);
  EXPECT_EQ(math::expit(-kInfinity), 0.0F);
  EXPECT_EQ(math::expit(-100.0F), 0.0F);
}

// A unit must not answer beyond its range, nor fall where it should rise.
TEST(ElementaryFloat, StaysInItsRange) {
  for (int i = -200000; i <= 200000; ++i) {
    const float x = static_cast<float>(i) * 1e-4F;
    EXPECT_LE(std::fabs(math::tanh(x)), 1.0F) << x;
    EXPECT_GE(math::expit(x), 0.0F) << x;
    EXPECT_LE(math::expit(x), 1.0F) << x;
    EXPECT_EQ(math::tanh(-x), -math::tanh(x)) << x;
  }
}

TEST(ElementaryFloat, LanesAndArraysGiveTheBitsOfTheScalars) {
  std::vector<float> x = {0.0F, -0.0F, kInfinity, -kInfinity, 1e-40F, -87.4F, 88.1F};
  for (int i = 0; i < 996; ++i) x.push_back(static_cast<float>(i - 500) * 0.05F);
  std::vector<float> out(x.size());
  for (const Case& c : kCases) {
    for (std::size_t size : {0U, 1U, 3U, 4U, 1003U}) {
      c.array(std::span(x).first(size), std::span(out).first(size));
      for (std::size_t i = 0; i < size; ++i) {
        EXPECT_EQ(math::bitCast<std::uint32_t>(out[i]), math::bitCast<std::uint32_t>(c.function(x[i])))
            << c.name << "(" << x[i] << ")";
      }
    }
    const math::FloatLanes four = c.lanes(math::FloatLanes{-1.0F, 0.5F, 2.0F, 30.0F});
    EXPECT_EQ(four[1], c.function(0.5F));
    EXPECT_EQ(four[3], c.function(30.0F));
  }
}

// The bits of 4,000 results, folded into one number each: the same in every build, lane and compiler.
TEST(ElementaryFloat, BitsAreTheSameInEveryBuild) {
  const auto fold = [](float (*f)(float) noexcept, float low, float high) {
    std::uint64_t hash = 0;
    for (int i = 0; i < 4000; ++i) {
      const float x = low + (high - low) * (static_cast<float>(i) + 0.5F) / 4000.0F;
      hash = (hash ^ math::bitCast<std::uint32_t>(f(x))) * 0x9e3779b97f4a7c15U;
      hash ^= hash >> 29U;
    }
    return hash;
  };
  EXPECT_EQ(fold(math::exp, -87, 88), 15175972304566417543U);
  EXPECT_EQ(fold(math::tanh, -10, 10), 4567584305465952712U);
  EXPECT_EQ(fold(math::expit, -87, 20), 4153199641012028145U);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
