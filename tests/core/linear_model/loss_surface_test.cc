#include "scrollwork/linear_model/loss_surface.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/estimator_battery.h"
#include "linear_model/losses.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/logistic_regression.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

struct Samples {
  Matrix X;
  Vector y, labels;
};

Samples samples(std::uint64_t seed, int n, int d) {
  Samples s{normalMatrix(seed, n, d), normalMatrix(seed + 1, n, 1).col(0), Vector(n)};
  s.y += s.X.col(0) - 2.0 * s.X.col(d - 1);
  for (int i = 0; i < n; ++i) s.labels[i] = s.y[i] > 0 ? 1 : 0;
  return s;
}

// A scalar oracle: the objective at each pixel's centre from its definition. n eps for the sums, and as much again for
// the products of logarithms.
TEST(LossSurface, IsTheObjectiveAtEachPixelsCentre) {
  const Samples s = samples(1, 700, 3);
  for (const char* name : {"squared_error", "log_loss", "hinge", "huber", "modified_huber"}) {
    const Loss loss = lossNamed(name, true);
    const Vector& y = isMarginLoss(loss) ? s.labels : s.y;
    for (const auto& [x, other] : {std::pair{0, 1}, {2, 0}, {3, 1}, {1, 3}}) {
      LossSurfaceOptions options;
      options.loss = name;
      options.penalty = "elasticnet";
      options.alpha = 0.1;
      options.l1Ratio = 0.4;
      options.parameters = {0.3, -0.2, 0.5, 0.1};
      options.xParameter = x;
      options.yParameter = other;
      options.bounds = {-3, 2, 1, 4};
      options.width = 5;
      options.height = 4;
      const LossSurface surface = lossSurface(s.X, y, options);
      ASSERT_EQ(surface.values.size(), 20U);
      for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 5; ++column) {
          Vector w = Eigen::Map<const Vector>(options.parameters.data(), 4);
          w[x] = -3 + (column + 0.5) * 5 / 5;
          w[other] = 4 - (row + 0.5) * 3 / 4;
          double sum = 0;
          for (int i = 0; i < 700; ++i) {
            const double target = isMarginLoss(loss) ? 2 * y[i] - 1 : y[i];
            sum += lossOf(loss, s.X.row(i).dot(w.head(3)) + w[3], target, 0.1);
          }
          const double expected =
              sum / 700 + 0.1 * 0.4 * w.head(3).lpNorm<1>() + 0.5 * 0.1 * 0.6 * w.head(3).squaredNorm();
          EXPECT_NEAR(surface.values[static_cast<std::size_t>(row * 5 + column)], expected, 1e-12 * expected) << name;
        }
      }
    }
  }
}

// Far from the bottom of the valley the parabola is large; at the bottom not one digit of what is left may be lost.
TEST(LossSurface, KeepsItsDigitsAtTheBottomOfTheValley) {
  Samples s = samples(3, 50, 2);
  s.y = s.X.col(0) * 1e6 - s.X.col(1) * 2e6;
  s.y[0] += 1e-3;
  LinearRegression exact({.fitIntercept = false});
  exact.fit(s.X, s.y);
  const double bottom = 0.5 * (s.y - exact.predict(s.X)).squaredNorm() / 50;
  LossSurfaceOptions options;
  const double a = exact.coef()[0], b = exact.coef()[1];
  options.bounds = {a - 1e-9, a + 1e-9, b - 1e-9, b + 1e-9};
  options.width = options.height = 1;
  EXPECT_NEAR(lossSurface(s.X, s.y, options).values[0], bottom, 1e-5 * bottom);
}

TEST(LossSurface, LowestPixelIsWhereTheFitIs) {
  const Samples s = samples(5, 60, 2);
  LogisticRegression model({.penalty = "none"});
  model.fit(s.X, s.labels.cast<int>());
  LossSurfaceOptions options;
  options.loss = "log_loss";
  options.parameters = {0, 0, model.intercept()[0]};
  const double a = model.coef()(0, 0), b = model.coef()(0, 1);
  options.bounds = {a - 1, a + 1, b - 1, b + 1};
  options.width = options.height = 11;
  const LossSurface surface = lossSurface(s.X, s.labels, options);
  const auto lowest = std::min_element(surface.values.begin(), surface.values.end()) - surface.values.begin();
  EXPECT_EQ(lowest, 5 * 11 + 5);
  EXPECT_NEAR(surface.values[60], model.loss(), 1e-13);
}

// Parameters that change nothing, or the same thing twice.
TEST(LossSurface, DegenerateColumns) {
  Samples s = samples(7, 20, 3);
  s.X.col(0).setZero();
  s.X.col(2) = s.X.col(1);
  LossSurfaceOptions options;
  options.width = options.height = 3;
  const LossSurface flat = lossSurface(s.X, s.y, options);
  EXPECT_EQ(flat.values[3], flat.values[5]);
  options.xParameter = 1;
  options.yParameter = 2;
  const LossSurface trench = lossSurface(s.X, s.y, options);
  EXPECT_NEAR(trench.values[0], trench.values[4], 1e-13);  // (-2/3, 2/3) and (0, 0): the same sum
}

TEST(LossSurface, RefusesWhatIsOutOfRange) {
  const Samples s = samples(9, 10, 2);
  const auto codeFor = [&](const auto& change, const Vector& y) {
    LossSurfaceOptions options;
    change(options);
    return codeOf([&] { (void)lossSurface(s.X, y, options); });
  };
  using Options = LossSurfaceOptions;
  EXPECT_EQ(codeFor([](Options& o) { o.loss = "l2"; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.loss = "log_loss"; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.xParameter = 3; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.xParameter = 1; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.parameters = {1, 2}; }, s.y), ErrorCode::kBadShape);
  EXPECT_EQ(codeFor([](Options& o) { o.bounds = {1, 0, 0, 1}; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.width = 0; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.alpha = -1; }, s.y), ErrorCode::kBadValue);
  EXPECT_EQ(codeFor([](Options& o) { o.bounds.xMax = 1e200; }, s.y), ErrorCode::kBadValue);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
