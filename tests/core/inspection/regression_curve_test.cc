#include "scrollwork/inspection/regression_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "scrollwork/error.h"
#include "scrollwork/inspection/regression_fan.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

struct Pool {
  Matrix X;
  Vector y;
};

Pool line(int n, std::uint64_t seed) {
  Rng rng(seed);
  Pool pool{Matrix(n, 1), Vector(n)};
  for (int i = 0; i < n; ++i) {
    pool.X(i, 0) = rng.uniform();
    pool.y[i] = 2 * pool.X(i, 0) + rng.normal(0.0, 0.5);
  }
  return pool;
}

template <typename Call>
std::string messageOf(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(RegressionCurve, PredictsAlongTheGrid) {
  CubicSpline spline;
  Matrix X(4, 1);
  X << -1, 0, 1, 2;
  Vector y(4);
  y << 1, 0, 1, 4;
  spline.fit(X, y);  // x^2
  const RegressionCurve curve = regressionCurve(spline, {.xMin = -1, .xMax = 2, .nPoints = 7});
  ASSERT_EQ(curve.x.size(), 7);
  EXPECT_EQ(curve.x[0], -1.0);
  EXPECT_EQ(curve.x[6], 2.0);
  for (int i = 0; i < 7; ++i) {
    EXPECT_NEAR(curve.x[i], -1 + 0.5 * i, 1e-15);
    EXPECT_NEAR(curve.y[i], curve.x[i] * curve.x[i], 1e-13);
  }
}

TEST(RegressionCurve, OtherFeaturesAreFixed) {
  Matrix X(3, 2);
  X << 0, 0, 5, 0, 5, 9;
  Vector y(3);
  y << 1, 2, 3;
  KNeighborsRegressor model({.nNeighbors = 1});
  model.fit(X, y);
  const RegressionCurve curve =
      regressionCurve(model, {.xMin = 0, .xMax = 9, .nPoints = 3, .feature = 1, .fixed = {5, 77}});
  EXPECT_EQ(curve.y, (Vector(3) << 2, 2, 3).finished());
  EXPECT_EQ(messageOf([&] { (void)regressionCurve(model); }),
            "fixed: expected one number for each of 2 columns, got 0");
  EXPECT_EQ(messageOf([&] {
              (void)regressionCurve(model, {.feature = 2, .fixed = {0, 0}});
            }),
            "feature: expected 0..1, got 2");
  EXPECT_EQ(messageOf([&] {
              (void)regressionCurve(model, {.xMin = 1, .fixed = {0, 0}});
            }),
            "xMax: expected a finite number above xMin = 1, got 1");
  EXPECT_EQ(messageOf([&] {
              (void)regressionCurve(model, {.nPoints = 1, .fixed = {0, 0}});
            }),
            "nPoints: expected 2..100000, got 1");
  EXPECT_EQ(messageOf([] { (void)regressionCurve(CubicSpline()); }), "regressor: expected fit before this call");
}

TEST(RegressionFan, EachCurveIsAFitToItsTrainingRows) {
  const Pool pool = line(30, 1);
  const KNeighborsRegressor prototype({.nNeighbors = 3});
  for (const char* resample : {"bootstrap", "subsample"}) {
    RegressionFan fan({.nFits = 6, .resample = resample, .trainSize = 12, .seed = 4, .nPoints = 11});
    fan.begin(pool.X, pool.y, prototype);
    EXPECT_TRUE(std::isnan(fan.summary().mean[0]));
    fan.step(6);
    EXPECT_TRUE(fan.done());
    for (int i = 0; i < 6; ++i) {
      const Labels rows = fan.trainingRows(i);
      ASSERT_EQ(rows.size(), 12);
      Pool set{Matrix(12, 1), Vector(12)};
      std::vector<bool> seen(30);
      for (int r = 0; r < 12; ++r) {
        set.X.row(r) = pool.X.row(rows[r]);
        set.y[r] = pool.y[rows[r]];
        if (std::string(resample) == "subsample") {
          EXPECT_FALSE(seen[static_cast<std::size_t>(rows[r])]);
        }
        seen[static_cast<std::size_t>(rows[r])] = true;
      }
      KNeighborsRegressor model({.nNeighbors = 3});
      model.fit(set.X, set.y);
      EXPECT_EQ(fan.curves().row(i).transpose(), regressionCurve(model, {.nPoints = 11}).y);
    }
  }
  EXPECT_FALSE(prototype.fitted());
}

TEST(RegressionFan, StepsAndPrefixesGiveTheSameCurves) {
  const Pool pool = line(25, 2);
  const KNeighborsRegressor prototype({.nNeighbors = 2});
  RegressionFan one({.nFits = 8, .seed = 3}), many({.nFits = 20, .seed = 3}), other({.nFits = 8, .seed = 9});
  one.begin(pool.X, pool.y, prototype);
  many.begin(pool.X, pool.y, prototype);
  other.begin(pool.X, pool.y, prototype);
  for (int i = 0; i < 8; ++i) one.step();
  many.step(8);
  EXPECT_EQ(many.nDone(), 8);
  other.step(100);
  EXPECT_EQ(one.curves(), many.curves().topRows(8));
  EXPECT_TRUE(std::isnan(many.curves()(8, 0)));
  EXPECT_NE(one.curves(), other.curves());
  EXPECT_EQ(one.summary().mean, many.summary().mean);
}

TEST(RegressionFan, SummaryIsOfTheCurves) {
  const Pool pool = line(40, 5);
  RegressionFan fan({.nFits = 5, .low = 0.25, .high = 0.5, .nPoints = 3});
  fan.begin(pool.X, pool.y, KNeighborsRegressor({.nNeighbors = 1}));
  // Constant curves 1, 2, 3, 4, 10, in another order.
  const Matrix X = Matrix::Zero(1, 1);
  for (const double level : {3.0, 10.0, 1.0, 4.0, 2.0}) fan.addFit(X, Vector::Constant(1, level));
  EXPECT_TRUE(fan.done());
  const FanSummary summary = fan.summary();
  for (int j = 0; j < 3; ++j) {
    EXPECT_NEAR(summary.mean[j], 4.0, 1e-15);
    EXPECT_NEAR(summary.std[j], std::sqrt(10.0), 1e-15);
    EXPECT_EQ(summary.low[j], 2.0);
    EXPECT_EQ(summary.high[j], 3.0);
  }
  fan.addFit(X, Vector::Zero(1));  // nothing once done
  EXPECT_EQ(fan.nDone(), 5);
}

TEST(RegressionFan, RefusesWhatItCannotDo) {
  const Pool pool = line(10, 6);
  const KNeighborsRegressor prototype({.nNeighbors = 3});
  const auto begin = [&](const RegressionFanOptions& options) {
    return messageOf([&] { RegressionFan(options).begin(pool.X, pool.y, prototype); });
  };
  EXPECT_EQ(begin({.nFits = 0}), "nFits: expected 1..10000, got 0");
  EXPECT_EQ(begin({.resample = "jackknife"}), "resample: expected \"bootstrap\" or \"subsample\", got \"jackknife\"");
  EXPECT_EQ(begin({.resample = "subsample", .trainSize = 11}), "trainSize: expected 0..10, got 11");
  EXPECT_EQ(begin({.low = 0.9, .high = 0.1}), "low: expected 0..0.1, got 0.9");
  EXPECT_EQ(begin({.high = 1.5}), "high: expected 0..1, got 1.5");
  EXPECT_EQ(begin({.xMax = -1}), "xMax: expected a finite number above xMin = 0, got -1");
  RegressionFan fan({.trainSize = 2});
  EXPECT_NE(messageOf([&] { fan.step(); }).find("begin"), std::string::npos);
  EXPECT_NE(messageOf([&] { (void)fan.summary(); }), "");
  fan.begin(pool.X, pool.y, prototype);
  EXPECT_EQ(messageOf([&] { fan.step(); }), "fit 0: nNeighbors: expected 1..2, got 3");
  EXPECT_EQ(fan.nDone(), 0);
  EXPECT_EQ(messageOf([&] { fan.step(0); }), "n: expected 1..2147483647, got 0");
  EXPECT_NE(messageOf([&] { fan.addFit(Matrix::Ones(4, 2), Vector::Ones(4)); }), "");
}

}  // namespace
}  // namespace scrollwork
