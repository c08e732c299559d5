#include "scrollwork/metrics/curve_distance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scrollwork/error.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

Vector vector(std::initializer_list<double> values) {
  Vector result(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), result.begin());
  return result;
}

TEST(CurveDistance, SaysHowFarAndWhere) {
  const Vector x = vector({1, 2, 5}), truth = vector({1, 1, 1}), guess = vector({1.25, 1, -1});
  const CurveDistance apart = curveDistance(x, truth, guess, {.tolerance = 0.25});
  EXPECT_EQ(apart.difference, vector({0.25, 0, -2}));
  EXPECT_EQ(apart.largest, 2);
  EXPECT_EQ(apart.largestAt, 2);
  EXPECT_EQ(apart.apartFrom, 2) << "a distance of the tolerance is none";
  EXPECT_EQ(apart.mean, (0.125 * 1 + 1.0 * 3) / 4);
  EXPECT_EQ(curveDistance(x, truth, truth).apartFrom, 3);
  EXPECT_EQ(curveDistance(x, truth, truth).mean, 0);
}

TEST(CurveDistance, CrossingCurvesAreTwoTriangles) {
  const CurveDistance apart = curveDistance(vector({0, 1}), vector({0, 0}), vector({-1, 3}));
  // They cross after a quarter of the way: 1 * 1/4 / 2 on one side, 3 * 3/4 / 2 on the other.
  EXPECT_EQ(apart.mean, 0.125 + 1.125);
}

// Sampling finely must give the same area as the formula: the midpoint rule errs by at most (slope * h / 2)^2 at the
// one step that holds the crossing, and by rounding.
TEST(CurveDistance, MeanIsTheAreaOfAFineSum) {
  for (const int seed : {1, 2, 3, 4, 5}) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(static_cast<std::uint64_t>(seed));
    const Eigen::Index n = 6;
    Vector x(n), truth(n), guess(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      x[i] = static_cast<double>(i) + 0.5 * rng.uniform();
      truth[i] = rng.uniform();
      guess[i] = rng.uniform();
    }
    const double mean = curveDistance(x, truth, guess).mean;
    const int steps = 20000;
    double area = 0;
    for (Eigen::Index i = 1; i < n; ++i) {
      for (int s = 0; s < steps; ++s) {
        const double share = (s + 0.5) / steps;
        const double before = guess[i - 1] - truth[i - 1], after = guess[i] - truth[i];
        area += std::fabs(before + share * (after - before)) * (x[i] - x[i - 1]) / steps;
      }
    }
    EXPECT_NEAR(mean, area / (x[n - 1] - x[0]), 1e-7);
    const Vector back = x.reverse(), truthBack = truth.reverse(), guessBack = guess.reverse();
    EXPECT_NEAR(curveDistance(back, truthBack, guessBack).mean, mean, 1e-15) << "whichever way x runs";
    EXPECT_EQ(curveDistance(x, guess, truth).mean, mean) << "whichever is the truth";
  }
}

TEST(CurveDistance, RefusesWhatIsNoPairOfCurves) {
  const Vector x = vector({0, 1, 2}), y = vector({1, 2, 3});
  const double inf = std::numeric_limits<double>::infinity(), huge = std::numeric_limits<double>::max();
  EXPECT_THROW((void)curveDistance(x, y, vector({1, 2})), Error);
  EXPECT_THROW((void)curveDistance(vector({1}), vector({1}), vector({1})), Error);
  EXPECT_THROW((void)curveDistance(vector({0, 1, 1}), y, y), Error);
  EXPECT_THROW((void)curveDistance(vector({0, 2, 1}), y, y), Error);
  EXPECT_THROW((void)curveDistance(x, vector({1, inf, 3}), y), Error);
  EXPECT_THROW((void)curveDistance(x, y, vector({1, std::nan(""), 3})), Error);
  EXPECT_THROW((void)curveDistance(x, vector({huge, 0, 0}), vector({-huge, 0, 0})), Error);
  EXPECT_THROW((void)curveDistance(x, y, y, {.tolerance = -1}), Error);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
