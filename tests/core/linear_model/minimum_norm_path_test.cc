#include "scrollwork/linear_model/minimum_norm_path.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

Matrix normalMatrix(Rng& rng, int n, int d) {
  Matrix X(n, d);
  for (double& x : X.reshaped<Eigen::RowMajor>()) x = rng.normal();
  return X;
}

TEST(MinimumNormPath, AgreesWithNumPy) {
  const nlohmann::json reference = readReference("minimum_norm");
  for (const nlohmann::json& c : reference["cases"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    MinimumNormPathOptions options{.fitIntercept = c["fitIntercept"].get<bool>()};
    for (const nlohmann::json& entry : c["entries"]) options.sizes.push_back(entry["size"].get<int>());
    const MinimumNormPath path = minimumNormPath(matrixFrom(c["X"]), vectorFrom(c["y"]), matrixFrom(c["XTest"]),
                                                 vectorFrom(c["yTest"]), options);
    for (Eigen::Index s = 0; s < path.sizes.size(); ++s) {
      const nlohmann::json& entry = c["entries"][static_cast<std::size_t>(s)];
      SCOPED_TRACE(testing::Message() << path.sizes[s] << " columns");
      EXPECT_EQ(path.rank[s], entry["rank"].get<int>());
      const Vector coef = vectorFrom(entry["coef"]);
      // Conditions are up to 1e4 in these data, so 1e4 eps of the norm, and a hundred for the sums; errors twice that.
      EXPECT_LE((path.coef.row(s).head(coef.size()).transpose() - coef).norm(), 1e-10 * (1 + coef.norm()));
      EXPECT_EQ(path.coef.row(s).tail(path.coef.cols() - coef.size()).squaredNorm(), 0.0);
      EXPECT_NEAR(path.coefNorm[s], coef.norm(), 1e-10 * (1 + coef.norm()));
      EXPECT_NEAR(path.intercept[s], entry["intercept"].get<double>(), 1e-10 * (200 + coef.norm()));
      const double error = entry["testError"].get<double>();
      EXPECT_NEAR(path.testError[s], error, 1e-9 * (1 + error));
      const double left = entry["trainError"].get<double>();
      EXPECT_NEAR(path.trainError[s], left, 1e-10 * (1 + left));
    }
  }
}

/// Columns of every kind: independent, repeated, combined, constant, 0; each prefix as LinearRegression fits it alone.
TEST(MinimumNormPath, EachEntryIsTheModelFittedAlone) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    Rng rng(seed);
    const int n = rng.integer(1, 25), d = rng.integer(1, 40);
    const bool intercept = seed % 2 == 0;
    SCOPED_TRACE(testing::Message() << "seed " << seed << ": " << n << " x " << d << ", intercept " << intercept);
    Matrix X = normalMatrix(rng, n, d);
    for (int j = 1; j < d; ++j) {
      switch (rng.integer(0, seed % 4 == 3 ? 2 : 7)) {
        case 0:
          X.col(j) = X.col(rng.integer(0, j - 1));
          break;
        case 1:
          X.col(j) = 2.0 * X.col(0) - 0.5 * X.col(rng.integer(0, j - 1));
          break;
        case 2:
          X.col(j).setConstant(rng.integer(0, 1));
          break;
        default:
          break;
      }
    }
    Vector y(n);
    for (double& value : y) value = rng.normal();
    const MinimumNormPath path = minimumNormPath(X, y, {.fitIntercept = intercept});
    for (int p = 1; p <= d; ++p) {
      LinearRegression alone({.fitIntercept = intercept});
      alone.fit(X.leftCols(p), y);
      ASSERT_EQ(path.rank[p - 1], alone.rank()) << p;
      const double norm = alone.coef().norm();
      // Normal columns have conditions up to about 1e5 where p meets n: 1e5 eps, times a few dozen roundings.
      ASSERT_LE((path.coef.row(p - 1).head(p).transpose() - alone.coef()).norm(), 1e-9 * (1 + norm)) << p;
      ASSERT_NEAR(path.intercept[p - 1], alone.intercept(), 1e-9 * (1 + norm)) << p;
      const double error = (alone.predict(X.leftCols(p)) - y).squaredNorm() / n;
      ASSERT_NEAR(path.trainError[p - 1], error, 1e-9) << p;
    }
  }
}

/// Where rank cannot be told column by column, it is told by pivoting: high powers, and columns of all sizes.
TEST(MinimumNormPath, IllConditionedColumnsAreFittedOneByOne) {
  Rng rng(5);
  Matrix X(20, 30);
  Vector y(20);
  for (int i = 0; i < 20; ++i) {
    const double x = rng.uniform(-1.0, 1.0);
    y[i] = std::sin(4 * x) + 0.1 * rng.normal();
    for (int j = 0; j < 30; ++j) X(i, j) = j == 0 ? x : X(i, j - 1) * x;
  }
  Matrix wild = normalMatrix(rng, 20, 30);
  for (int j = 0; j < 30; ++j) wild.col(j) *= std::pow(10.0, rng.integer(-12, 12));
  for (const Matrix& columns : {X, wild}) {
    const MinimumNormPath path = minimumNormPath(columns, y);
    for (const int p : {1, 5, 10, 19, 20, 30}) {
      LinearRegression alone;
      alone.fit(columns.leftCols(p), y);
      // The coefficients are as uncertain as the data are ill-conditioned; what both explain is not.
      const Vector fitted = (columns * path.coef.row(p - 1).transpose()).array() + path.intercept[p - 1];
      EXPECT_NEAR((fitted - y).squaredNorm(), (alone.predict(columns.leftCols(p)) - y).squaredNorm(), 1e-6) << p;
      EXPECT_LE(path.coefNorm[p - 1], 1.001 * alone.coef().norm() + 1e-9) << p;
    }
  }
}

TEST(MinimumNormPath, PrefixesDoNotDependOnWhatFollowsNorOnTheListOfSizes) {
  Rng rng(9);
  const Matrix X = normalMatrix(rng, 12, 30);
  const Vector y = normalMatrix(rng, 12, 1);
  const MinimumNormPath all = minimumNormPath(X, y), few = minimumNormPath(X, y, {.sizes = {4, 11, 12, 17, 30}});
  EXPECT_EQ(all.sizes, Labels::LinSpaced(30, 1, 30));
  EXPECT_EQ(all.testError.size(), 0);
  for (Eigen::Index s = 0; s < 5; ++s) {
    const int p = few.sizes[s];
    EXPECT_EQ(few.rank[s], all.rank[p - 1]);
    EXPECT_LE((few.coef.row(s) - all.coef.row(p - 1)).norm(), 1e-11 * all.coefNorm[p - 1]);
    // Rows are put into the factor in other groups, but each size has seen the same columns.
    const MinimumNormPath prefix = minimumNormPath(X.leftCols(p), y, {.sizes = {p}});
    EXPECT_LE((prefix.coef.row(0) - few.coef.row(s).head(p)).norm(), 1e-11 * all.coefNorm[p - 1]);
  }
  // Beyond the interpolation threshold the norm can only fall: each model may use what the smaller one used.
  for (int p = 12; p < 30; ++p) EXPECT_LE(all.coefNorm[p], all.coefNorm[p - 1] * (1 + 1e-12));
  EXPECT_LE(all.trainError.tail(19).maxCoeff(), 1e-24);
}

TEST(MinimumNormPath, ScalesWithPowersOfTwo) {
  Rng rng(11);
  const Matrix X = normalMatrix(rng, 10, 20);
  const Vector y = normalMatrix(rng, 10, 1);
  const MinimumNormPath one = minimumNormPath(X, y);
  for (const double scale : {0x1p-400, 0x1p400}) {
    EXPECT_EQ(minimumNormPath(scale * X, y).coef * scale, one.coef);
    EXPECT_EQ(minimumNormPath(X, scale * y).coef, one.coef * scale);
  }
}

TEST(MinimumNormPath, RefusesWhatItCannotDo) {
  const Matrix X = Matrix::Identity(4, 3);
  const Vector y = Vector::Ones(4);
  const auto message = [&](const std::vector<int>& sizes) -> std::string {
    try {
      (void)minimumNormPath(X, y, {.sizes = sizes});
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({0}), "sizes: expected 1..3, got 0");
  EXPECT_EQ(message({4}), "sizes: expected 1..3, got 4");
  EXPECT_EQ(message({2, 2}), "sizes: expected ascending numbers, got 2 after 2");
  EXPECT_THROW((void)minimumNormPath(X, y.head(3)), Error);
  EXPECT_THROW((void)minimumNormPath(Matrix(0, 2), Vector(0)), Error);
  EXPECT_THROW((void)minimumNormPath(X, y, Matrix::Ones(2, 2), Vector::Ones(2)), Error);
  EXPECT_THROW((void)minimumNormPath(X, y, Matrix::Ones(2, 3), Vector::Ones(1)), Error);
  EXPECT_THROW((void)minimumNormPath(1e200 * X, y), Error);
  EXPECT_THROW((void)minimumNormPath(X, std::nan("") * y), Error);
}

}  // namespace
}  // namespace scrollwork
