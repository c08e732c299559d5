#include "scrollwork/rng.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "scrollwork/error.h"
#include "scrollwork/math/bit_cast.h"

namespace scrollwork {
namespace {

// The stored draws were made by an independent implementation of the published algorithms (tests/reference/rng.py) and
// hold in every build: a link that holds a seed must mean the same animals for ever.
TEST(Rng, StoredDraws) {
  Rng bits(7);
  EXPECT_EQ(bits.next(), 0x0e2c1a002aae913dU);
  EXPECT_EQ(bits.next(), 0x2c0fc8ddfa4e9e14U);
  EXPECT_EQ(bits.next(), 0xb7b311b3b0d45872U);
  EXPECT_EQ(bits.next(), 0x6d5d9f6a6318013cU);

  Rng uniform(11);
  EXPECT_EQ(uniform.uniform(), 0x1.b8357798d4d28p-1);
  EXPECT_EQ(uniform.uniform(), 0x1.9ce9432771cd5p-1);
  EXPECT_EQ(uniform.uniform(), 0x1.edac21dde9b13p-1);

  Rng below(12);
  for (const int expected : {5, 8, 6, 2, 9, 0, 6, 5, 5, 6, 9, 2, 0, 5, 8, 3}) EXPECT_EQ(below.integer(0, 9), expected);

  // A range of 3/4 of 2^64 rejects a third of the words: the path that rejects is stored, too.
  Rng wide(12);
  for (const std::uint64_t expected : {7989391626283081874U, 3594211972666217131U, 1347221596903975584U,
                                       9007325877964980538U, 7803062444732698038U, 8298971636305138591U}) {
    EXPECT_EQ(wide.below(std::uint64_t{3} << 62), expected);
  }

  const Labels order = Rng(14).permutation(12);
  const std::vector<int> expectedOrder = {5, 7, 11, 3, 0, 4, 2, 8, 9, 6, 1, 10};
  EXPECT_TRUE(std::equal(order.begin(), order.end(), expectedOrder.begin()));
}

// The reference took glibc's log, ours is below 1 ulp: the product with the square root is off by at most 3 eps
// relative. The bits themselves are held by the second test.
TEST(Rng, StoredNormals) {
  Rng rng(13);
  for (const double expected : {0x1.95b61a55f7cc5p-4, -0x1.c4fe410aa9184p-1, 0x1.3e7df24656d09p-2, 0x1.48f03f226e8bfp-1,
                                -0x1.0b6c1ab850c9fp-2, -0x1.d14b5ca91ee66p-4}) {
    EXPECT_NEAR(rng.normal(), expected, 3 * std::numeric_limits<double>::epsilon() * std::fabs(expected));
  }
}

TEST(Rng, NormalBitsAreTheSameInEveryBuild) {
  Rng rng(13);
  std::uint64_t hash = 0;
  for (int i = 0; i < 1000; ++i) {
    hash = (hash ^ math::bitCast<std::uint64_t>(rng.normal())) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
  }
  EXPECT_EQ(hash, 998636192312343782U);
}

TEST(Rng, StreamsDependOnSeedAndIndexAlone) {
  Rng parent(7);
  EXPECT_EQ(parent.stream(3).next(), 0x3ab873b58883f419U);
  EXPECT_EQ(parent.stream(3).stream(1).next(), 0x08fea0d7a10b001bU);
  for (int i = 0; i < 10; ++i) parent.next();
  EXPECT_EQ(parent.stream(3).next(), 0x3ab873b58883f419U);
  EXPECT_EQ(parent.seed(), 7U);

  std::set<std::uint64_t> firsts = {Rng(7).next()};
  for (std::uint64_t i = 0; i < 1000; ++i) firsts.insert(parent.stream(i).next());
  for (std::uint64_t i = 0; i < 30; ++i) {
    for (std::uint64_t j = 0; j < 30; ++j) firsts.insert(parent.stream(i).stream(j).next());
  }
  EXPECT_EQ(firsts.size(), 1U + 1000U + 900U);
}

TEST(Rng, CopiesContinueFromTheSamePlace) {
  Rng a(99);
  a.normal();
  Rng b = a;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

// Chi-squared with k - 1 degrees of freedom has mean k - 1 and variance 2 (k - 1): six standard deviations never happen
// by chance, and with fixed seeds they happen never at all.
TEST(Rng, IntegersAreUniform) {
  constexpr int kDraws = 100000;
  for (const int k : {2, 3, 7, 10, 100}) {
    Rng rng(static_cast<std::uint64_t>(k));
    std::vector<int> counts(static_cast<std::size_t>(k));
    for (int i = 0; i < kDraws; ++i) ++counts[static_cast<std::size_t>(rng.integer(-3, k - 4) + 3)];
    double chi2 = 0;
    const double expected = double{kDraws} / k;
    for (const int count : counts) chi2 += (count - expected) * (count - expected) / expected;
    EXPECT_LT(std::fabs(chi2 - (k - 1)), 6 * std::sqrt(2.0 * (k - 1))) << "k " << k;
  }
}

TEST(Rng, UniformsAndNormalsHaveTheirMoments) {
  constexpr int kDraws = 200000;
  Rng rng(2026);
  double sum = 0, sum2 = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u, sum2 += u * u;
  }
  // Standard errors: sqrt(1/12 / n) and sqrt(4/45 / n); six of them.
  EXPECT_NEAR(sum / kDraws, 0.5, 6 * std::sqrt(1.0 / 12 / kDraws));
  EXPECT_NEAR(sum2 / kDraws, 1.0 / 3, 6 * std::sqrt(4.0 / 45 / kDraws));

  double m1 = 0, m2 = 0, m4 = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double z = rng.normal();
    m1 += z, m2 += z * z, m4 += z * z * z * z;
  }
  // Variances of z, z^2, z^4: 1, 2, 96.
  EXPECT_NEAR(m1 / kDraws, 0.0, 6 * std::sqrt(1.0 / kDraws));
  EXPECT_NEAR(m2 / kDraws, 1.0, 6 * std::sqrt(2.0 / kDraws));
  EXPECT_NEAR(m4 / kDraws, 3.0, 6 * std::sqrt(96.0 / kDraws));
}

TEST(Rng, EveryOrderIsEquallyLikely) {
  std::array<int, 24> counts{};
  constexpr int kDraws = 48000;
  Rng rng(4);
  for (int i = 0; i < kDraws; ++i) {
    const Labels p = rng.permutation(4);
    ASSERT_EQ(std::set<int>(p.begin(), p.end()).size(), 4U);
    int rank = 0;
    for (int a = 0; a < 4; ++a) {
      int smaller = 0;
      for (int b = a + 1; b < 4; ++b) smaller += p[b] < p[a];
      rank = rank * (4 - a) + smaller;
    }
    ++counts[static_cast<std::size_t>(rank)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 2000, 6 * std::sqrt(2000.0));
}

TEST(Rng, RangesIncludeTheirEnds) {
  Rng rng(1);
  EXPECT_EQ(rng.integer(5, 5), 5);
  const int low = std::numeric_limits<int>::min(), high = std::numeric_limits<int>::max();
  bool negative = false, positive = false;
  for (int i = 0; i < 100; ++i) (rng.integer(low, high) < 0 ? negative : positive) = true;
  EXPECT_TRUE(negative && positive);
  for (int i = 0; i < 1000; ++i) {
    const double x = rng.uniform(1.0, std::nextafter(1.0, 2.0));
    EXPECT_EQ(x, 1.0);
  }
  EXPECT_EQ(rng.permutation(0).size(), 0);
}

TEST(Rng, BadRangesAreErrors) {
  Rng rng(1);
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW(rng.below(0), Error);
  EXPECT_THROW(rng.integer(3, 2), Error);
  EXPECT_THROW(rng.uniform(1, 1), Error);
  EXPECT_THROW(rng.uniform(nan, 1), Error);
  EXPECT_THROW(rng.uniform(0, infinity), Error);
  EXPECT_THROW(rng.uniform(-1.7e308, 1.7e308), Error);
  EXPECT_THROW(rng.normal(0, -1), Error);
  EXPECT_THROW(rng.normal(nan, 1), Error);
  EXPECT_THROW(rng.permutation(-1), Error);
}

}  // namespace
}  // namespace scrollwork
