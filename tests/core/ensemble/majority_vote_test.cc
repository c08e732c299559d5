#include "scrollwork/ensemble/majority_vote.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>

#include "scrollwork/error.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

Labels numbers(std::initializer_list<int> values) {
  Labels out(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), out.data());
  return out;
}

double majority(int n, double competence, double influence = 0) {
  return majorityVote(numbers({n}), {.competence = competence, .influence = influence})[0];
}

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(MajorityVote, SmallJuriesByHand) {
  EXPECT_NEAR(majority(1, 0.6), 0.6, 1e-15);
  EXPECT_NEAR(majority(3, 0.6), 0.6 * 0.6 * 0.6 + 3 * 0.6 * 0.6 * 0.4, 1e-15);
  EXPECT_NEAR(majority(2, 0.6), 0.6, 1e-15) << "one to one is a coin's";
  EXPECT_NEAR(majority(5, 0.5), 0.5, 1e-15);
}

/// The sum of the binomial terms with the gamma function's logarithms: another way to the same number.
double byGamma(int n, double p) {
  double sum = 0;
  for (int right = n / 2 + 1; right <= n; ++right) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(right + 1.0) - std::lgamma(n - right + 1.0) +
                    right * std::log(p) + (n - right) * std::log1p(-p));
  }
  return sum;
}

TEST(MajorityVote, IsTheBinomialTail) {
  for (const int n : {7, 51, 101, 1001, 9999}) {
    for (const double p : {0.02, 0.3, 0.49, 0.5, 0.51, 0.6, 0.97}) {
      EXPECT_NEAR(majority(n, p), byGamma(n, p), 1e-10) << n << " voters of " << p;
    }
  }
}

TEST(MajorityVote, MirroredWhereRightAndWrongChangePlaces) {
  for (const int n : {1, 2, 10, 101, 100000}) {
    for (const double p : {0.0, 0.1, 0.45, 0.5}) EXPECT_NEAR(majority(n, p) + majority(n, 1 - p), 1.0, 1e-13);
  }
}

TEST(MajorityVote, AnEvenNumberIsWorthTheOddOneBelow) {
  for (const int n : {2, 4, 20, 500}) EXPECT_NEAR(majority(n, 0.57), majority(n - 1, 0.57), 1e-13);
}

TEST(MajorityVote, WhoAllRepeatAreWorthOne) {
  for (const int n : {1, 2, 9, 1000}) EXPECT_NEAR(majority(n, 0.7, 1.0), 0.7, 1e-15);
  // Above 1 - 1 / (2 competence) a huge jury is as wise as the opinion that it repeats, below it is certain.
  EXPECT_NEAR(majority(100000, 0.6, 0.2), 0.6, 1e-9);
  EXPECT_NEAR(majority(100000, 0.6, 0.14), 1.0, 1e-9);
  EXPECT_LT(majority(2001, 0.6, 0.2), majority(101, 0.6, 0.2));
}

TEST(CastVotes, FollowTheProbability) {
  constexpr int kTrials = 20000;
  for (const double influence : {0.0, 0.3, 0.9}) {
    int won = 0, right = 0, both = 0;
    for (int seed = 0; seed < kTrials; ++seed) {
      const CastVotes votes =
          castVotes(15, {.competence = 0.6, .influence = influence, .seed = static_cast<std::uint64_t>(seed)});
      won += 2 * votes.nRight > 15 ? 1 : 0;
      right += votes.right[0];
      both += votes.right[0] * votes.right[1];
    }
    // Five standard errors of a share.
    const double tolerance = 5.0 * 0.5 / std::sqrt(double{kTrials});
    EXPECT_NEAR(double(won) / kTrials, majority(15, 0.6, influence), tolerance);
    EXPECT_NEAR(double(right) / kTrials, 0.6, tolerance);
    const double covariance = double(both) / kTrials - 0.36;
    EXPECT_NEAR(covariance / 0.24, influence * influence, 2 * tolerance / 0.24);
  }
}

TEST(CastVotes, VotersStayWhoTheyAre) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const CastVotes many = castVotes(100, {.competence = 0.6, .influence = 0.2, .seed = seed});
    const CastVotes few = castVotes(10, {.competence = 0.6, .influence = 0.2, .seed = seed});
    const CastVotes wiser = castVotes(100, {.competence = 0.8, .influence = 0.2, .seed = seed});
    EXPECT_EQ(many.right.head(10), few.right);
    EXPECT_EQ(many.nRight, many.right.sum());
    EXPECT_TRUE((wiser.right.array() >= many.right.array()).all());
    for (int i = 0; i < 100; ++i) {
      if (many.repeated[i] == 1) {
        EXPECT_EQ(many.right[i] == 1, many.leaderRight);
      }
    }
  }
}

TEST(MajorityVote, Refusals) {
  EXPECT_EQ(message([] { return majority(0, 0.6); }), "nVoters: expected 1..100000, got 0");
  EXPECT_EQ(message([] { return majority(1, 1.1); }), "competence: expected 0..1, got 1.1");
  EXPECT_EQ(message([] { return majority(1, 0.6, -0.1); }), "influence: expected 0..1, got -0.1");
  EXPECT_EQ(message([] { return castVotes(100001).nRight; }), "nVoters: expected 1..100000, got 100001");
  EXPECT_EQ(message([] { return castVotes(1, {.competence = 2}).nRight; }), "competence: expected 0..1, got 2");
  EXPECT_EQ(majorityVote(Labels()).size(), 0);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
