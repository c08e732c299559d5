#include "scrollwork/linear_model/elastic_net.h"

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

INSTANTIATE_TEST_SUITE_P(
    Lasso, RegressorBattery,
    testing::Values(RegressorCase{"Weak", [] { return std::make_unique<Lasso>(LassoOptions{.alpha = 0.01}); }},
                    RegressorCase{
                        "WideAndWarm",
                        [] { return std::make_unique<Lasso>(LassoOptions{.alpha = 0.01, .warmStart = true}); }, 80}),
    batteryName);
INSTANTIATE_TEST_SUITE_P(ElasticNet, RegressorBattery,
                         testing::Values(RegressorCase{
                             "Weak", [] { return std::make_unique<ElasticNet>(ElasticNetOptions{.alpha = 0.01}); }}),
                         batteryName);

struct Samples {
  Matrix X;
  Vector y;
};

/// Neighbouring columns correlated by rho; every third has a coefficient.
Samples sparse(std::uint64_t seed, int n, int d, double rho) {
  Rng rng(seed);
  Samples s{Matrix(n, d), Vector(n)};
  for (int i = 0; i < n; ++i) {
    s.y[i] = 0.5 * rng.normal() + 4.0;
    for (int j = 0; j < d; ++j) {
      const double fresh = rng.normal();
      s.X(i, j) = j == 0 ? fresh : rho * s.X(i, j - 1) + std::sqrt(1 - rho * rho) * fresh;
      if (j % 3 == 0) s.y[i] += (j % 2 == 0 ? 2.0 : -1.0) * s.X(i, j);
    }
  }
  return s;
}

double meanSquare(const Vector& y) { return (y.array() - y.mean()).square().mean(); }

double objective(const Samples& s, const Vector& w, double b, double alpha, double l1Ratio) {
  return (s.y - s.X * w - Vector::Constant(s.y.size(), b)).squaredNorm() / (2.0 * static_cast<double>(s.y.size())) +
         alpha * l1Ratio * w.lpNorm<1>() + 0.5 * alpha * (1 - l1Ratio) * w.squaredNorm();
}

/// How far w is from the conditions of an optimum, in units of the largest slope at w = 0.
double violation(const Samples& s, const Vector& w, double alpha, double l1Ratio, bool fitIntercept, bool positive) {
  const Vector mean = fitIntercept ? Vector(s.X.colwise().mean().transpose()) : Vector(Vector::Zero(s.X.cols()));
  const Matrix X = s.X.rowwise() - mean.transpose();
  const Vector y = fitIntercept ? Vector(s.y.array() - s.y.mean()) : s.y;
  const double n = static_cast<double>(y.size());
  const Vector slope = X.transpose() * (y - X * w) / n - alpha * (1 - l1Ratio) * w;
  double worst = 0.0;
  for (Eigen::Index j = 0; j < w.size(); ++j) {
    const double l1 = alpha * l1Ratio;
    if (w[j] != 0.0) {
      worst = std::max(worst, std::fabs(slope[j] - (w[j] > 0 ? l1 : -l1)));
    } else {
      worst = std::max(worst, (positive ? slope[j] : std::fabs(slope[j])) - l1);
    }
    if (positive && w[j] < 0.0) return 1e300;
  }
  return worst / (X.transpose() * y / n).cwiseAbs().maxCoeff();
}

// scikit-learn was asked for a gap of 1e-14 |y|^2: its objective is right to that, its coefficients to the square root
// of that over the curvature (1e-7 / s_min), less where it happened to get nearer.
TEST(ElasticNet, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("linear_model_regression");
  for (const nlohmann::json& c : reference["enet"]) {
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Samples s{matrixFrom(set["X"]), vectorFrom(set["y"])};
    const double alpha = c["alpha"].get<double>(), l1Ratio = c["l1Ratio"].get<double>();
    const bool fitIntercept = c["fitIntercept"].get<bool>(), positive = c["positive"].get<bool>();
    SCOPED_TRACE(testing::Message() << c["set"] << " alpha " << alpha << " l1Ratio " << l1Ratio << " fitIntercept "
                                    << fitIntercept << " positive " << positive);
    ElasticNet model({.alpha = alpha, .l1Ratio = l1Ratio, .fitIntercept = fitIntercept, .positive = positive});
    model.fit(s.X, s.y);
    EXPECT_TRUE(model.converged());
    const Vector coef = vectorFrom(c["coef"]);
    EXPECT_LE((model.coef() - coef).cwiseAbs().maxCoeff(), 1e-5 * std::max(1.0, coef.cwiseAbs().maxCoeff()));
    const double ours = objective(s, model.coef(), model.intercept(), alpha, l1Ratio);
    EXPECT_LE(ours, c["objective"].get<double>() + 1e-13 * s.y.squaredNorm());
    EXPECT_LE(model.dualGap(), 1e-12 * s.y.squaredNorm() / static_cast<double>(s.y.size()));
    EXPECT_LE(violation(s, model.coef(), alpha, l1Ratio, fitIntercept, positive), 1e-11);
    if (l1Ratio != 1.0) continue;
    Lasso lasso({.alpha = alpha, .fitIntercept = fitIntercept, .positive = positive});
    lasso.fit(s.X, s.y);
    EXPECT_EQ(lasso.coef(), model.coef());
  }
}

TEST(EnetPath, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("linear_model_regression");
  for (const nlohmann::json& c : reference["paths"]) {
    SCOPED_TRACE(c["set"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    EnetPathOptions options;
    options.nAlphas = c["nAlphas"].get<int>();
    options.positive = c["positive"].get<bool>();
    options.l1Ratio = c["l1Ratio"].get<double>();
    const RegularizationPath path = enetPath(matrixFrom(set["X"]), vectorFrom(set["y"]), options);
    const Vector alphas = vectorFrom(c["alphas"]);
    EXPECT_LE(((path.alphas - alphas).array() / alphas.array()).abs().maxCoeff(), 1e-12);
    const Matrix coefs = matrixFrom(c["coefs"]);
    // Differences of 1e-12 in alpha and scikit-learn's own 1e-6.
    EXPECT_LE((path.coefs - coefs).cwiseAbs().maxCoeff(), 1e-5 * std::max(1.0, coefs.cwiseAbs().maxCoeff()));
  }
}

// Every point of every path is optimal: the duality gap is nothing but rounding, and the conditions hold. Also where
// the path ends in interpolation with more columns than rows, and where columns are copies of each other.
TEST(LassoPath, IsOptimalEverywhere) {
  Samples copies = sparse(5, 30, 6, 0.5);
  copies.X.col(4) = copies.X.col(1);
  copies.X.col(5) = -2.0 * copies.X.col(0);
  Samples constant = sparse(6, 30, 6, 0.0);
  constant.X.col(2).setConstant(0.3);
  for (const Samples& s : {sparse(1, 60, 12, 0.0), sparse(2, 60, 12, 0.99), sparse(3, 20, 60, 0.5), copies, constant,
                           sparse(7, 1, 3, 0.0), sparse(8, 2, 1, 0.0)}) {
    for (const bool positive : {false, true}) {
      for (const double l1Ratio : {1.0, 0.3}) {
        EnetPathOptions options;
        options.nAlphas = 30;
        options.positive = positive;
        options.l1Ratio = l1Ratio;
        const RegularizationPath path = enetPath(s.X, s.y, options);
        const double scale = std::max(meanSquare(s.y), 1e-300);
        EXPECT_LE(path.dualGaps.maxCoeff(), 1e-12 * scale);
        EXPECT_TRUE(path.coefs.row(0).isZero(0.0)) << path.coefs.row(0);
        for (Eigen::Index i = 0; i < path.alphas.size() && s.X.rows() > 1; ++i) {
          const Vector w = path.coefs.row(i).transpose();
          EXPECT_LE(violation(s, w, path.alphas[i], l1Ratio, true, positive), 1e-10) << "alpha number " << i;
          if (l1Ratio == 1.0) {
            EXPECT_LT((w.array() != 0.0).count(), s.X.rows());
          }
        }
      }
    }
  }
}

// Tibshirani 1996: with orthonormal columns the lasso is soft thresholding of least squares, here in closed form.
TEST(Lasso, IsSoftThresholdingForOrthogonalColumns) {
  Matrix X(4, 3);
  X << 1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1;
  Vector y(4);
  y << 3, -1, 0.5, 2;
  const Vector slopes = X.transpose() * y / 4.0;
  for (const double alpha : {0.0, 0.1, 0.4, 1.0, 5.0}) {
    Lasso model({.alpha = alpha, .fitIntercept = false});
    model.fit(X, y);
    for (int j = 0; j < 3; ++j) {
      const double size = std::max(0.0, std::fabs(slopes[j]) - alpha);
      EXPECT_NEAR(model.coef()[j], std::copysign(size, slopes[j]), 1e-15);
    }
  }
}

// The ends of the family: no penalty is least squares, squares alone are ridge with alpha n.
TEST(ElasticNet, EndsAreLeastSquaresAndRidge) {
  const Samples s = sparse(9, 40, 6, 0.6);
  LinearRegression ols;
  ols.fit(s.X, s.y);
  Lasso lasso({.alpha = 0.0});
  lasso.fit(s.X, s.y);
  EXPECT_TRUE(lasso.converged());
  EXPECT_LE((lasso.coef() - ols.coef()).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_NEAR(lasso.intercept(), ols.intercept(), 1e-12);
  ElasticNet net({.alpha = 0.3, .l1Ratio = 0.0});
  net.fit(s.X, s.y);
  Ridge ridge({.alpha = 0.3 * 40});
  ridge.fit(s.X, s.y);
  EXPECT_LE((net.coef() - ridge.coef()).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(Lasso, WarmStartFindsTheSameOptimum) {
  Samples s = sparse(10, 50, 10, 0.8);
  Lasso warm({.alpha = 0.05, .warmStart = true}), cold({.alpha = 0.05});
  for (int frame = 0; frame < 20; ++frame) {
    s.y[3] += 0.3;
    warm.fit(s.X, s.y);
    cold.fit(s.X, s.y);
    EXPECT_LE((warm.coef() - cold.coef()).cwiseAbs().maxCoeff(), 1e-13);
  }
}

// Many more candidates than may join at once, and a Gram matrix of which only some columns are ever made.
TEST(Lasso, FindsTheNeedlesInAThousandColumns) {
  const Samples s = sparse(11, 60, 1000, 0.0);
  Lasso model({.alpha = 0.5});
  model.fit(s.X, s.y);
  EXPECT_TRUE(model.converged());
  EXPECT_LE(model.dualGap(), 1e-12 * meanSquare(s.y));
  EXPECT_LE(violation(s, model.coef(), 0.5, 1.0, true, false), 1e-11);
}

TEST(ElasticNet, RefusesWhatIsOutOfRange) {
  const Samples s = sparse(12, 10, 3, 0.0);
  const auto messageOf = [&](const auto& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const auto fit = [&](const ElasticNetOptions& options) {
    return messageOf([&] { ElasticNet(options).fit(s.X, s.y); });
  };
  EXPECT_EQ(fit({.alpha = -1.0}), "alpha: expected a finite number >= 0, got -1");
  EXPECT_EQ(fit({.l1Ratio = 1.5}), "l1Ratio: expected 0..1, got 1.5");
  EXPECT_EQ(fit({.maxIter = 0}), "maxIter: expected 1..1000000, got 0");
  EXPECT_EQ(fit({.tol = -1.0}), "tol: expected a finite number >= 0, got -1");
  EXPECT_EQ(messageOf([&] { Lasso().fit(s.X * 1e160, s.y); }).substr(0, 36), "X: expected magnitudes up to 1e150, ");
  EXPECT_EQ(messageOf([&] {
              (void)enetPath(s.X, s.y, [] {
                EnetPathOptions o;
                o.l1Ratio = 0.0;
                return o;
              }());
            }),
            "l1Ratio: expected a number > 0 and <= 1, got 0");
  EXPECT_EQ(messageOf([&] { (void)lassoPath(s.X, s.y, {.eps = 0.0}); }), "eps: expected a number > 0 and <= 1, got 0");
  EXPECT_EQ(messageOf([&] { (void)lassoPath(s.X, s.y, {.nAlphas = 0}); }), "nAlphas: expected 1..10000, got 0");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
