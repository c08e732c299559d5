#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/interpolate/b_spline.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/interpolate/spline_transformer.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

/// n different numbers in random order, and something to pass through.
void randomCurve(std::uint64_t seed, int n, Matrix& X, Vector& y) {
  Rng rng(seed);
  X.resize(n, 1);
  y.resize(n);
  const Labels order = rng.permutation(n);
  for (int i = 0; i < n; ++i) {
    X(i, 0) = order[i] + rng.uniform(0.0, 0.8);
    y[i] = rng.normal();
  }
}

TEST(CubicSpline, AgreesWithSciPy) {
  const nlohmann::json reference = readReference("interpolate");
  for (const nlohmann::json& c : reference["splines"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    CubicSpline spline({.bcType = c["bcType"].get<std::string>()});
    const Vector x = vectorFrom(c["x"]), y = vectorFrom(c["y"]), at = vectorFrom(c["at"]);
    spline.fit(x, y);
    EXPECT_EQ(spline.predict(at), spline.evaluate(at));
    for (int nu = 0; nu < 4; ++nu) {
      const Vector expected = vectorFrom(c["derivatives"][static_cast<std::size_t>(nu)]);
      // Both solve for the slopes with a few eps; each further derivative divides by the least distance (0.1) once
      // more, as do the coefficients of the pieces that are longer than their neighbours. The largest value sets the
      // scale.
      const double tolerance = 1e4 * kEpsilon * std::max(expected.cwiseAbs().maxCoeff(), y.cwiseAbs().maxCoeff());
      EXPECT_LE((spline.evaluate(at, nu) - expected).cwiseAbs().maxCoeff(), tolerance) << "derivative " << nu;
    }
  }
}

TEST(CubicSpline, PassesThroughThePointsWithTwoContinuousDerivatives) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed);
    const int n = rng.integer(2, 30);
    const char* const types[] = {"not-a-knot", "natural", "clamped"};
    const std::string type = types[seed % 3];
    SCOPED_TRACE(testing::Message() << "seed " << seed << ", " << type << ", n = " << n);
    Matrix X;
    Vector y;
    randomCurve(seed, n, X, y);
    CubicSpline spline({.bcType = type});
    spline.fit(X, y);
    // The distances are from 0.2 to 1.8, so that slopes are below 100 and what cancels in a piece below 1e4 eps.
    EXPECT_LE((spline.predict(X) - y).cwiseAbs().maxCoeff(), 1e4 * kEpsilon);
    const Matrix& c = spline.c();
    for (int i = 0; i + 2 < n; ++i) {
      const double h = spline.x()[i + 1] - spline.x()[i];
      EXPECT_NEAR((3 * c(0, i) * h + 2 * c(1, i)) * h + c(2, i), c(2, i + 1), 1e-10);
      EXPECT_NEAR(6 * c(0, i) * h + 2 * c(1, i), 2 * c(1, i + 1), 1e-10);
    }
    Vector ends(2);
    ends << spline.x()[0], spline.x()[n - 1];
    if (type == "natural") {
      EXPECT_LE(spline.evaluate(ends, 2).cwiseAbs().maxCoeff(), 1e-10);
    } else if (type == "clamped") {
      EXPECT_LE(spline.evaluate(ends, 1).cwiseAbs().maxCoeff(), 1e-10);
    } else if (n > 3) {
      EXPECT_NEAR(c(0, 0), c(0, 1), 1e-10);
      EXPECT_NEAR(c(0, n - 2), c(0, n - 3), 1e-10);
    }
  }
}

// Not-a-knot gives back any cubic, whatever the points.
TEST(CubicSpline, ReproducesACubic) {
  Matrix X;
  Vector y;
  randomCurve(5, 12, X, y);
  const auto cubic = [](double x) { return ((0.1 * x - 1.5) * x + 4.0) * x - 2.0; };
  for (int i = 0; i < 12; ++i) y[i] = cubic(X(i, 0));
  CubicSpline spline;
  spline.fit(X, y);
  for (double x = -2; x < 14; x += 0.37) {
    EXPECT_NEAR(spline.predict(Matrix::Constant(1, 1, x))[0], cubic(x), 1e-10 * (1 + std::fabs(cubic(x))));
  }
}

TEST(CubicSpline, RefusesWhatNoSplinePassesThrough) {
  const auto message = [](const Matrix& X, const Vector& y, const std::string& type) -> std::string {
    CubicSpline spline({.bcType = type});
    try {
      spline.fit(X, y);
    } catch (const Error& error) {
      EXPECT_FALSE(spline.fitted());
      EXPECT_EQ(spline.nFeaturesIn(), 0);
      return error.what();
    }
    return "";
  };
  Matrix X(3, 1);
  X << 1, 2, 1;
  const Vector y = Vector::Ones(3);
  EXPECT_EQ(message(X, y, "natural"), "X: expected different numbers, got 1 twice");
  EXPECT_EQ(message(X.topRows(1), y.head(1), "natural"), "X: expected at least two rows, got 1");
  EXPECT_EQ(message(Matrix::Identity(3, 2), y, "natural"), "X: expected one column, got 2");
  EXPECT_EQ(message(X, y, "round"), "bcType: expected \"not-a-knot\", \"natural\" or \"clamped\", got \"round\"");
  X << 0, 1e-200, 2e-200;
  Vector bent(3);
  bent << 0, 1, 0;
  EXPECT_NE(message(X, bent, "natural"), "");
  CubicSpline spline;
  EXPECT_THROW((void)spline.predict(X), Error);
  X << 0, 1, 2;
  spline.fit(X, y);
  EXPECT_THROW((void)spline.evaluate(y, 4), Error);
  EXPECT_THROW((void)spline.evaluate(y, -1), Error);
  EXPECT_THROW((void)spline.predict(Matrix::Identity(2, 2)), Error);
}

TEST(BSplineBasis, AgreesWithSciPy) {
  const nlohmann::json reference = readReference("interpolate");
  for (const nlohmann::json& c : reference["bases"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Vector at = vectorFrom(c["at"]);
    for (std::size_t nu = 0; nu < c["derivatives"].size(); ++nu) {
      const Matrix expected = matrixFrom(c["derivatives"][nu]);
      const Matrix basis = bSplineBasis(at, {.knots = c["knots"].get<std::vector<double>>(),
                                             .degree = c["degree"].get<int>(),
                                             .derivative = static_cast<int>(nu)});
      ASSERT_EQ(basis.cols(), expected.cols());
      // A few eps a raise of the degree; outside the range the terms change signs and cancel up to a hundredfold.
      EXPECT_LE((basis - expected).cwiseAbs().maxCoeff(), 1e3 * kEpsilon * expected.cwiseAbs().maxCoeff());
    }
  }
}

TEST(BSplineBasis, FunctionsArePositiveLocalAndSumToOne) {
  for (int degree = 0; degree <= 6; ++degree) {
    Rng rng(static_cast<std::uint64_t>(degree));
    std::vector<double> knots(static_cast<std::size_t>(2 * degree + 9));
    for (double& knot : knots) knot = rng.uniform(-3.0, 3.0);
    std::sort(knots.begin(), knots.end());
    Vector x(50);
    const double low = knots[static_cast<std::size_t>(degree)], high = knots[static_cast<std::size_t>(degree) + 8];
    for (int i = 0; i < 50; ++i) x[i] = low + (high - low) * i / 49;
    const Matrix basis = bSplineBasis(x, {.knots = knots, .degree = degree});
    ASSERT_EQ(basis.cols(), degree + 8);
    EXPECT_GE(basis.minCoeff(), 0.0);
    EXPECT_LE((basis.rowwise().sum().array() - 1).abs().maxCoeff(), 4 * (degree + 1) * kEpsilon);
    for (int i = 0; i < 50; ++i) {
      for (int j = 0; j < basis.cols(); ++j) {
        const bool outside =
            x[i] < knots[static_cast<std::size_t>(j)] || x[i] > knots[static_cast<std::size_t>(j + degree + 1)];
        if (outside) {
          EXPECT_EQ(basis(i, j), 0.0);
        }
      }
    }
    if (degree == 0) continue;
    // Finite differences away from the knots, where the steps of 1e-6 see one polynomial each.
    const Vector above = x.array() + 1e-6, below = x.array() - 1e-6;
    const Matrix difference = (bSplineBasis(above, {.knots = knots, .degree = degree}) -
                               bSplineBasis(below, {.knots = knots, .degree = degree})) /
                              2e-6;
    const Matrix slope = bSplineBasis(x, {.knots = knots, .degree = degree, .derivative = 1});
    for (int i = 0; i < 50; ++i) {
      bool near = false;
      for (const double knot : knots) near = near || std::fabs(knot - x[i]) < 2e-6;
      if (near) continue;
      EXPECT_LE((slope - difference).row(i).cwiseAbs().maxCoeff(), 1e-5 * (1 + slope.cwiseAbs().maxCoeff()));
    }
  }
}

TEST(BSplineBasis, RefusesKnotsThatMakeNoBasis) {
  const Vector x = Vector::Zero(1);
  const auto message = [&](const BSplineBasisOptions& options) -> std::string {
    try {
      (void)bSplineBasis(x, options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.knots = {0, 1, 2}, .degree = 1}), "knots: expected at least 4 numbers, got 3");
  EXPECT_EQ(message({.knots = {0, 2, 1, 3}, .degree = 1}), "knots: expected finite ascending numbers, got 1 at 2");
  EXPECT_EQ(message({.knots = {0, 1, 1, 3}, .degree = 1}), "knots: expected different ones at 1 and 2, got 1 twice");
  EXPECT_EQ(message({.knots = {0, 0, 0, 3}, .degree = 1}), "knots: expected each at most 2 times, got 0 more often");
  EXPECT_EQ(message({.knots = {0, 1}, .degree = 0, .derivative = 1}), "derivative: expected 0..0, got 1");
  EXPECT_EQ(message({.knots = {}, .degree = 17}), "degree: expected 0..16, got 17");
  EXPECT_EQ(message({.knots = {0, std::nan("")}, .degree = 0}),
            "knots: expected finite ascending numbers, got nan at 1");
  EXPECT_THROW((void)bSplineBasis(Vector::Constant(1, std::nan("")), {.knots = {0, 1}, .degree = 0}), Error);
}

TEST(SplineTransformer, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("interpolate");
  for (const nlohmann::json& c : reference["features"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    SplineTransformer spline({.nKnots = c["nKnots"].get<int>(),
                              .degree = c["degree"].get<int>(),
                              .knots = c["knots"].get<std::string>(),
                              .extrapolation = c["extrapolation"].get<std::string>(),
                              .includeBias = c["includeBias"].get<bool>()});
    spline.fit(matrixFrom(c["X"]));
    const Matrix knots = matrixFrom(c["allKnots"]);
    EXPECT_LE((spline.knots() - knots).cwiseAbs().maxCoeff(), 8 * kEpsilon * knots.cwiseAbs().maxCoeff());
    const Matrix expected = matrixFrom(c["transformed"]), out = spline.transform(matrixFrom(c["ask"]));
    ASSERT_EQ(out.cols(), expected.cols());
    ASSERT_EQ(out.cols(), spline.nOutputFeatures());
    // The knots differ by a few eps of their size; what is 1e-13 of a function's width there is 1e-12 of its value.
    EXPECT_LE((out - expected).cwiseAbs().maxCoeff(), 1e-12 * (1 + expected.cwiseAbs().maxCoeff()));
  }
}

TEST(SplineTransformer, ConstantAndRepeatedColumnsGiveFiniteFunctionsThatSumToOne) {
  for (const char* knots : {"uniform", "quantile"}) {
    SplineTransformer spline({.knots = knots});
    Matrix X(40, 3);
    for (int i = 0; i < 40; ++i) X.row(i) << 7.0, i < 35 ? 1.0 : i, 1e17;
    spline.fit(X);
    const Matrix out = spline.transform(X);
    for (int j = 0; j < 3; ++j) {
      const Vector sums = out.middleCols(j * 7, 7).rowwise().sum();
      EXPECT_LE((sums.array() - 1).abs().maxCoeff(), 1e-12) << knots << ", column " << j;
    }
  }
}

TEST(SplineTransformer, PeriodicFunctionsMeetSmoothly) {
  Matrix X(9, 1);
  X << 0, 1, 1.5, 2, 4, 5, 6, 6.5, 8;
  for (const char* knots : {"uniform", "quantile"}) {
    SplineTransformer spline({.nKnots = 6, .knots = knots, .extrapolation = "periodic"});
    spline.fit(X);
    Matrix at(4, 1);
    at << 0, 8, -16, 8e6;
    const Matrix ends = spline.transform(at);
    EXPECT_EQ(ends.cols(), 5);
    for (int i = 1; i < 4; ++i) EXPECT_LE((ends.row(i) - ends.row(0)).cwiseAbs().maxCoeff(), 1e-9);
  }
}

TEST(SplineTransformer, RefusesWhatItCannotDo) {
  Matrix X(3, 1);
  X << 0, 1, 2;
  const auto message = [&](const SplineTransformerOptions& options) -> std::string {
    SplineTransformer spline(options);
    try {
      spline.fit(X);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      EXPECT_FALSE(spline.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nKnots = 1}), "nKnots: expected 2..1000, got 1");
  EXPECT_EQ(message({.degree = 17}), "degree: expected 0..16, got 17");
  EXPECT_EQ(message({.knots = "even"}), "knots: expected \"uniform\" or \"quantile\", got \"even\"");
  EXPECT_NE(message({.extrapolation = "zero"}).find("extrapolation: expected"), std::string::npos);
  EXPECT_EQ(message({.nKnots = 3, .degree = 3, .extrapolation = "periodic"}),
            "degree: expected below nKnots = 3 when periodic, got 3");
  EXPECT_EQ(message({.nKnots = 2, .degree = 0, .includeBias = false}),
            "includeBias: expected true for a single function, got false");
  SplineTransformer strict({.extrapolation = "error"});
  strict.fit(X);
  EXPECT_THROW((void)strict.transform(Matrix::Constant(1, 1, 2.1)), Error);
  SplineTransformer far({.extrapolation = "continue"});
  far.fit(X);
  EXPECT_THROW((void)far.transform(Matrix::Constant(1, 1, 1e200)), Error);
  X(2, 0) = 1.7e308;
  X(0, 0) = -1.7e308;
  EXPECT_NE(message({}), "");
}

}  // namespace
}  // namespace scrollwork
