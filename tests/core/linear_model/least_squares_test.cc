// Ordinary least squares and ridge.

#include <gtest/gtest.h>

#include <cmath>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/ridge.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

INSTANTIATE_TEST_SUITE_P(LinearRegression, RegressorBattery,
                         testing::Values(RegressorCase{"Default", [] { return std::make_unique<LinearRegression>(); }},
                                         RegressorCase{"Wide", [] { return std::make_unique<LinearRegression>(); }, 80},
                                         RegressorCase{"Positive",
                                                       [] {
                                                         return std::make_unique<LinearRegression>(
                                                             LinearRegressionOptions{.positive = true});
                                                       }}),
                         batteryName);
INSTANTIATE_TEST_SUITE_P(Ridge, RegressorBattery,
                         testing::Values(RegressorCase{"Default", [] { return std::make_unique<Ridge>(); }},
                                         RegressorCase{"Wide", [] { return std::make_unique<Ridge>(); }, 80}),
                         batteryName);

struct Samples {
  Matrix X;
  Vector y;
};

Samples normal(std::uint64_t seed, int n, int d) {
  Rng rng(seed);
  Samples s{Matrix(n, d), Vector(n)};
  for (double& x : s.X.reshaped()) x = rng.normal();
  for (double& y : s.y) y = rng.normal();
  return s;
}

/// Columns that depend on each other: rank `rank` at most.
Samples deficient(std::uint64_t seed, int n, int d, int rank) {
  Samples s = normal(seed, n, d);
  const Matrix left = normal(seed + 1, n, rank).X, right = normal(seed + 2, rank, d).X;
  s.X = left * right;
  return s;
}

double distance(const Vector& a, const Vector& b) {
  return (a - b).cwiseAbs().maxCoeff() / std::max(1.0, b.cwiseAbs().maxCoeff());
}

// Both sides are off by eps times the condition of the matrix (its square times the residual for least squares): below
// 1e3 in these sets but for the diabetes data, where it is 2e3 after centring and 9e4 before.
TEST(LinearRegression, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("linear_model_regression");
  for (const nlohmann::json& c : reference["ols"]) {
    SCOPED_TRACE(c["set"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const bool positive = c.value("positive", false);
    LinearRegression model(
        {.fitIntercept = c["fitIntercept"].get<bool>(), .positive = positive, .computeSingular = true});
    model.fit(matrixFrom(set["X"]), vectorFrom(set["y"]));
    const Vector coef = vectorFrom(c["coef"]);
    const double intercept = c["intercept"].get<double>();
    if (positive && (c["set"] == "dependent" || c["set"] == "wide")) continue;  // not unique
    EXPECT_LE(distance(model.coef(), coef), 1e-9);
    EXPECT_NEAR(model.intercept(), intercept, 1e-9 * std::max(1.0, std::fabs(intercept)));
    if (positive) continue;
    EXPECT_EQ(model.rank(), c["rank"].get<int>());
    const Vector singular = vectorFrom(c["singular"]);
    ASSERT_EQ(model.singular().size(), singular.size());
    EXPECT_LE((model.singular() - singular).cwiseAbs().maxCoeff(), 1e-13 * singular[0]);
  }
}

TEST(Ridge, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("linear_model_regression");
  for (const nlohmann::json& c : reference["ridge"]) {
    SCOPED_TRACE(c["set"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    Ridge model({.alpha = c["alpha"].get<double>(), .fitIntercept = c["fitIntercept"].get<bool>()});
    model.fit(matrixFrom(set["X"]), vectorFrom(set["y"]));
    const double intercept = c["intercept"].get<double>();
    EXPECT_LE(distance(model.coef(), vectorFrom(c["coef"])), 1e-9);
    EXPECT_NEAR(model.intercept(), intercept, 1e-9 * std::max(1.0, std::fabs(intercept)));
  }
}

// A least-squares solution leaves a residual at right angles to every column; the shortest one has no part that X maps
// to 0, so it is itself a combination of rows: w = X'(X X')^+ X w. Both to rounding: n d eps and some.
TEST(LinearRegression, ResidualIsOrthogonalAndTheSolutionTheShortest) {
  for (const auto& [n, d, rank] : {std::tuple{30, 5, 5},
                                   {5, 30, 5},
                                   {20, 20, 20},
                                   {30, 12, 7},
                                   {12, 30, 7},
                                   {40, 3, 1},
                                   {1, 4, 1},
                                   {7, 1, 1},
                                   {9, 10, 9},
                                   {10, 9, 9}}) {
    SCOPED_TRACE(testing::Message() << n << " x " << d << ", rank " << rank);
    const Samples s = rank < std::min(n, d) ? deficient(11, n, d, rank) : normal(12, n, d);
    LinearRegression model({.fitIntercept = false});
    model.fit(s.X, s.y);
    EXPECT_EQ(model.rank(), rank);
    const Vector residual = s.y - s.X * model.coef();
    EXPECT_LE((s.X.transpose() * residual).cwiseAbs().maxCoeff(), 1e-11);
    // The part of w outside the row space: what is left of it after it was fitted by the rows.
    LinearRegression rows({.fitIntercept = false});
    rows.fit(s.X.transpose(), model.coef());
    EXPECT_LE((model.coef() - s.X.transpose() * rows.coef()).cwiseAbs().maxCoeff(), 1e-11);
  }
}

// In other units of a column only its coefficient changes, by a power of two exactly; rank does not change.
TEST(LinearRegression, UnitsOfColumnsDoNotMatterAtFullRank) {
  Samples s = normal(13, 25, 4);
  LinearRegression model;
  model.fit(s.X, s.y);
  const Vector before = model.coef();
  s.X.col(1) *= 0x1p60;
  s.X.col(2) *= 0x1p-300;
  model.fit(s.X, s.y);
  EXPECT_EQ(model.rank(), 4);
  EXPECT_EQ(model.coef()[0], before[0]);
  EXPECT_EQ(model.coef()[1], before[1] * 0x1p-60);
  EXPECT_EQ(model.coef()[2], before[2] * 0x1p300);
}

TEST(LinearRegression, ConstantAndRepeatedColumns) {
  Samples s = normal(14, 20, 4);
  s.X.col(1).setConstant(0.1);  // explains nothing beside an intercept
  s.X.col(3) = s.X.col(2);      // shares with its copy
  LinearRegression model;
  model.fit(s.X, s.y);
  EXPECT_EQ(model.rank(), 2);
  EXPECT_EQ(model.coef()[1], 0.0);
  EXPECT_NEAR(model.coef()[2], model.coef()[3], 1e-14);
}

// A matrix of singular values 1 .. 1e-10: normal equations would lose all digits of the small ones. The solution is
// known because y = X w; its error is eps times the condition.
TEST(LinearRegression, KeepsTheDigitsThatTheConditionLeaves) {
  const int n = 20, d = 6;
  Matrix X(n, d);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < d; ++j) X(i, j) = std::pow(static_cast<double>(i) / n, j);
  }
  const Vector w = Vector::LinSpaced(d, 1, 2);
  LinearRegression model({.fitIntercept = false, .computeSingular = true});
  model.fit(X, X * w);
  const double condition = model.singular()[0] / model.singular()[d - 1];
  EXPECT_GT(condition, 1e3);
  EXPECT_LE((model.coef() - w).cwiseAbs().maxCoeff(), 100 * condition * 2.2e-16);
}

// The law of the family: as alpha falls, ridge goes to the shortest least-squares solution, at distance alpha /
// s_min^2, also where columns depend on each other and where there are more of them than rows.
TEST(Ridge, TendsToLeastSquaresAsAlphaTendsToZero) {
  for (const Samples& s : {normal(15, 30, 6), normal(16, 6, 30), deficient(17, 30, 8, 5), deficient(18, 8, 30, 5)}) {
    for (const bool fitIntercept : {true, false}) {
      LinearRegression limit({.fitIntercept = fitIntercept});
      limit.fit(s.X, s.y);
      double before = 1e300;
      for (const double alpha : {1.0, 1e-3, 1e-6, 1e-9, 1e-12, 1e-20, 1e-40, 1e-300, 0.0}) {
        Ridge model({.alpha = alpha, .fitIntercept = fitIntercept});
        model.fit(s.X, s.y);
        const double off = (model.coef() - limit.coef()).norm();
        EXPECT_LE(off, std::max(2 * alpha, 1e-10)) << "alpha " << alpha;
        EXPECT_LE(off, before + 1e-10);
        before = off;
      }
    }
  }
}

// The gradient of the objective vanishes: X'(y - X w) = alpha w.
TEST(Ridge, SatisfiesItsNormalEquations) {
  for (const Samples& s :
       {normal(21, 40, 7), normal(22, 7, 40), normal(23, 9, 9), normal(24, 1, 3), normal(25, 3, 1)}) {
    for (const double alpha : {1e-4, 1.0, 1e4}) {
      Ridge model({.alpha = alpha, .fitIntercept = false});
      model.fit(s.X, s.y);
      const Vector slope = s.X.transpose() * (s.y - s.X * model.coef()) - alpha * model.coef();
      EXPECT_LE(slope.cwiseAbs().maxCoeff(), 1e-12 * (1.0 + s.y.norm() * s.X.norm())) << alpha;
    }
  }
}

TEST(RidgePath, HoldsTheFitsOfEachAlpha) {
  for (const Samples& s : {normal(31, 40, 7), normal(32, 7, 20)}) {
    const std::vector<double> alphas = {10, 0, 1, 1e-5, 1e6};
    const RidgePath path = ridgePath(s.X, s.y, {.alphas = alphas});
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(path.alphas[i], alphas[static_cast<std::size_t>(i)]);
      Ridge model({.alpha = path.alphas[i]});
      model.fit(s.X, s.y);
      EXPECT_EQ(Vector(path.coefs.row(i).transpose()), model.coef());
      EXPECT_EQ(path.intercepts[i], model.intercept());
      // The trace of X (X'X + alpha I)^-1 X', column by column of the identity: what a row moves its own fit by.
      double trace = 0.0;
      for (int row = 0; row < s.X.rows(); ++row) {
        Ridge spike({.alpha = path.alphas[i]});
        spike.fit(s.X, Vector::Unit(s.X.rows(), row));
        trace += spike.predict(s.X)[row];
      }
      EXPECT_NEAR(path.degreesOfFreedom[i], trace - 1.0, 1e-9);  // 1 for the intercept
    }
  }
}

TEST(LeastSquares, RefusesWhatItCannotFit) {
  const Samples s = normal(41, 5, 2);
  LinearRegression model;
  model.fit(s.X, s.y);
  EXPECT_EQ(codeOf([&] { model.fit(s.X, s.y.head(4)); }), ErrorCode::kBadShape);
  EXPECT_FALSE(model.fitted());
  EXPECT_EQ(model.rank(), 0);
  EXPECT_EQ(codeOf([&] { model.fit(s.X * 1e200, s.y); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.predict(s.X); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { Ridge({.alpha = -1.0}).fit(s.X, s.y); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)ridgePath(s.X, s.y, {}); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)ridgePath(s.X, s.y, {.alphas = {NAN}}); }), ErrorCode::kBadValue);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
