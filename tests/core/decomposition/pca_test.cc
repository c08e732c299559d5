#include "scrollwork/decomposition/pca.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include "core/altered_state.h"
#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "math/symmetric_eigen.h"
#include "scrollwork/error.h"
#include "scrollwork/math/bit_cast.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

double distance(const Matrix& a, const Matrix& b) { return (a - b).cwiseAbs().maxCoeff(); }

Matrix normals(std::uint64_t seed, int n, int d) {
  Rng rng(seed);
  Matrix X(n, d);
  for (double& x : X.reshaped()) x = rng.normal();
  return X;
}
/// Correlated columns of different sizes, away from the origin.
Matrix cloud(std::uint64_t seed, int n, int d) {
  Matrix X = normals(seed, n, d) * normals(seed + 1000, d, d);
  X.array() += 3.0;
  return X;
}

// In another order of rows the covariance differs by rounding, so do the components of a cloud without ties.
INSTANTIATE_TEST_SUITE_P(
    PCA, TransformerBattery,
    testing::Values(TransformerCase{.name = "All", .make = [] { return std::make_unique<PCA>(); }},
                    TransformerCase{
                        .name = "OneWhitened",
                        .make = [] { return std::make_unique<PCA>(PCAOptions{.nComponents = 1, .whiten = true}); }}),
    batteryName);

TEST(SymmetricEigen, TakesMatricesApart) {
  for (const int n : {1, 2, 3, 4, 7, 8, 9, 16, 33, 60}) {
    const Matrix B = normals(static_cast<std::uint64_t>(n), n, n);
    const Matrix A = B + B.transpose();
    const math::SymmetricEigen eigen = math::symmetricEigen(A);
    // Backward stable: a few n eps |A|.
    const double tolerance = 20.0 * n * std::numeric_limits<double>::epsilon() * (1 + A.norm());
    EXPECT_LE(distance(eigen.vectors * eigen.vectors.transpose(), Matrix::Identity(n, n)), tolerance);
    EXPECT_LE(distance(eigen.vectors.transpose() * eigen.values.asDiagonal() * eigen.vectors, A), tolerance);
    for (int i = 1; i < n; ++i) EXPECT_GE(eigen.values[i - 1], eigen.values[i]);
  }
}

TEST(SymmetricEigen, SpecialMatrices) {
  EXPECT_EQ(math::symmetricEigen(Matrix::Zero(5, 5)).values, Vector::Zero(5));
  EXPECT_EQ(math::symmetricEigen(Matrix::Identity(5, 5)).values, Vector::Ones(5));
  const math::SymmetricEigen ones = math::symmetricEigen(Matrix::Ones(6, 6));  // rank 1
  EXPECT_NEAR(ones.values[0], 6, 1e-14);
  EXPECT_LE(ones.values.tail(5).cwiseAbs().maxCoeff(), 1e-14);
  // The second difference matrix: eigenvalues 2 - 2 cos(pi i / (n + 1)).
  const int n = 20;
  Matrix A = 2.0 * Matrix::Identity(n, n);
  for (int i = 1; i < n; ++i) A(i, i - 1) = A(i - 1, i) = -1;
  const Vector values = math::symmetricEigen(A).values;
  for (int i = 1; i <= n; ++i) EXPECT_NEAR(values[n - i], 2 - 2 * std::cos(M_PI * i / (n + 1)), 1e-13);
  // Blocks that are not connected, tiny and huge entries.
  A(10, 9) = A(9, 10) = 0;
  EXPECT_TRUE(math::symmetricEigen(A).vectors.allFinite());
  EXPECT_NEAR(math::symmetricEigen(1e-300 * Matrix::Ones(6, 6)).values[0] * 1e300, 6, 1e-13);
  EXPECT_NEAR(math::symmetricEigen(1e300 * Matrix::Ones(6, 6)).values[0] * 1e-300, 6, 1e-13);
}

// No matrix was found that takes 60 steps; one step is too few for most.
TEST(SymmetricEigen, AnEigenvalueThatDoesNotConvergeIsRefusedWithWhatIsLeft) {
  const Matrix B = normals(3, 6, 6);
  const Matrix A = B + B.transpose();
  EXPECT_NO_THROW((void)math::symmetricEigen(A, 10));
  try {
    (void)math::symmetricEigen(A, 1);
    FAIL() << "expected an Error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadValue);
    const std::string said = error.what();
    EXPECT_EQ(said.find("X: expected eigenvalues that converge in 1 steps each, got "), 0U) << said;
    EXPECT_NE(said.find(" left beside "), std::string::npos) << said;
  }
}

// Eigenvalues are off by some n eps of the largest, and a component by that over its distance to the next eigenvalue:
// at most 1e-8 of the largest apart in wine, whose proline is 1e5 times its ash (variances: 1e10), 1e-4 in all others.
TEST(PCA, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("decomposition");
  for (const nlohmann::json& c : reference["cases"]) {
    SCOPED_TRACE(testing::Message() << c["set"] << " nComponents " << c["nComponents"]);
    const Matrix X = matrixFrom(reference["sets"][c["set"].get<std::string>()]);
    PCA pca({.nComponents = c["nComponents"].get<double>(), .whiten = c["whiten"].get<bool>()});
    pca.fit(X);
    const Vector variance = vectorFrom(c["explainedVariance"]);
    ASSERT_EQ(pca.nComponents(), variance.size());
    const double tolerance = c["set"] == "wine" ? 1e-7 : 1e-11;
    EXPECT_LE(distance(pca.mean(), vectorFrom(c["mean"])), 1e-13 * (1 + pca.mean().cwiseAbs().maxCoeff()));
    EXPECT_LE(distance(pca.explainedVariance(), variance), 1e-13 * variance[0]);
    EXPECT_LE(distance(pca.explainedVarianceRatio(), vectorFrom(c["explainedVarianceRatio"])), 1e-13);
    EXPECT_NEAR(pca.noiseVariance(), c["noiseVariance"].get<double>(), 1e-13 * variance[0]);
    // A root magnifies what is relative to the largest: sqrt(1e-13) at worst for the smallest.
    const Vector singular = vectorFrom(c["singularValues"]);
    for (Eigen::Index i = 0; i < singular.size(); ++i) {
      EXPECT_NEAR(pca.singularValues()[i], singular[i], 1e-13 * singular[0] * singular[0] / singular[i]);
    }
    EXPECT_LE(distance(pca.components(), matrixFrom(c["components"])), tolerance);
    Matrix sample((X.rows() + 8) / 9, X.cols());
    for (Eigen::Index i = 0; i < sample.rows(); ++i) sample.row(i) = X.row(9 * i);
    const double size = sample.cwiseAbs().maxCoeff();
    EXPECT_LE(distance(pca.transform(sample), matrixFrom(c["transform"])), 10 * tolerance * size);
    EXPECT_LE(distance(pca.inverseTransform(pca.transform(sample)), matrixFrom(c["inverseTransform"])),
              10 * tolerance * size);
  }
}

TEST(PCA, ReconstructsWhatItKeeps) {
  for (const auto& [n, d] : {std::pair{40, 6}, {6, 6}, {5, 9}, {3, 40}, {65, 13}}) {
    SCOPED_TRACE(testing::Message() << n << " x " << d);
    const Matrix X = cloud(static_cast<std::uint64_t>(n), n, d);
    const double size = X.norm();
    PCA all;
    all.fit(X);
    EXPECT_LE(distance(all.inverseTransform(all.transform(X)), X), 1e-14 * n * size);
    EXPECT_LE(distance(all.components() * all.components().transpose(),
                       Matrix::Identity(all.nComponents(), all.nComponents())),
              1e-13);
    EXPECT_NEAR(all.explainedVarianceRatio().sum(), 1, 1e-13);
    for (int k = 1; k < all.nComponents(); ++k) {
      PCA few({.nComponents = static_cast<double>(k)});
      few.fit(X);
      // The error is the variance that was left out.
      const double left = (n - 1) * all.explainedVariance().tail(all.nComponents() - k).sum();
      EXPECT_NEAR((few.inverseTransform(few.transform(X)) - X).squaredNorm(), left, 1e-12 * size * size);
      EXPECT_NEAR(few.noiseVariance() * (all.nComponents() - k) * (n - 1), left, 1e-12 * size * size);
      EXPECT_EQ(few.components(), all.components().topRows(k));
      EXPECT_EQ(all.scores(X, k), all.transform(X).leftCols(k));
    }
  }
}

TEST(PCA, ScoresAreUncorrelatedWithTheStatedVariances) {
  const Matrix X = cloud(7, 50, 5);
  for (const bool whiten : {false, true}) {
    PCA pca({.whiten = whiten});
    pca.fit(X);
    const Matrix Z = pca.transform(X);
    EXPECT_LE(Z.colwise().mean().cwiseAbs().maxCoeff(), 1e-12);
    Matrix expected = pca.explainedVariance().asDiagonal();
    if (whiten) expected = Matrix::Identity(5, 5);
    EXPECT_LE(distance(Z.transpose() * Z / 49.0, expected), 1e-10);
    EXPECT_LE(distance(pca.inverseTransform(Z), X), 1e-11);
  }
}

TEST(PCA, SignsFollowTheRule) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    PCA pca;
    pca.fit(cloud(seed, 20, 4));
    for (const auto& row : pca.components().rowwise()) {
      Eigen::Index largest = 0;
      row.cwiseAbs().maxCoeff(&largest);
      EXPECT_GT(row[largest], 0);
    }
  }
  // Two columns of equal variance: both components lie at 45 degrees, and the first entry decides, not the rounding.
  Matrix X = normals(3, 30, 2);
  X.rowwise() -= X.colwise().mean();
  X.col(1) += 0.5 * X.col(0);
  for (int j = 0; j < 2; ++j) X.col(j) /= X.col(j).norm();
  for (const double direction : {1.0, -1.0}) {
    X.col(1) *= direction;
    PCA pca;
    pca.fit(X);
    EXPECT_NEAR(pca.components()(0, 0), std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(pca.components()(1, 0), std::sqrt(0.5), 1e-12);
  }
}

TEST(PCA, TheRoutesForTallAndWideMatricesAgree) {
  const Matrix X = cloud(5, 12, 12);
  PCA tall, wide;
  tall.fit(X);
  Matrix padded = Matrix::Zero(12, 20);  // columns without variance: the wide route, the same answer
  padded.leftCols(12) = X;
  wide.fit(padded);
  EXPECT_LE(distance(wide.explainedVariance().head(11), tall.explainedVariance().head(11)),
            1e-13 * tall.explainedVariance()[0]);
  EXPECT_LE(distance(wide.components().topLeftCorner(6, 12), tall.components().topRows(6)), 1e-9);
}

TEST(PCA, ASharePicksTheComponents) {
  const Matrix X = cloud(8, 60, 6);
  PCA all;
  all.fit(X);
  for (const double share : {0.01, 0.5, 0.8, 0.95, 0.999999}) {
    PCA pca({.nComponents = share});
    pca.fit(X);
    EXPECT_GT(pca.explainedVarianceRatio().sum(), share);
    EXPECT_LE(pca.explainedVarianceRatio().head(pca.nComponents() - 1).sum(), share);
  }
}

TEST(PCA, OddData) {
  PCA pca({.whiten = true});
  for (const auto& [n, d, value] : {std::tuple{1, 3, 2.0}, {5, 3, 0.1}, {3, 8, 0.1}, {2, 1, 7.0}}) {
    const Matrix X = Matrix::Constant(n, d, value);
    pca.fit(X);
    EXPECT_EQ(pca.explainedVariance().maxCoeff(), 0.0) << X.rows();
    EXPECT_TRUE(pca.components().allFinite());
    EXPECT_LE(distance(pca.components() * pca.components().transpose(),
                       Matrix::Identity(pca.nComponents(), pca.nComponents())),
              1e-15);
    EXPECT_EQ(pca.transform(X).cwiseAbs().maxCoeff(), 0.0);
    EXPECT_LE(distance(pca.inverseTransform(pca.transform(X)), X), 1e-15);
  }
  // Rank 1, also where squares of entries over- or underflow.
  Matrix line(20, 3);
  for (int i = 0; i < 20; ++i) line.row(i) << i, 2 * i, -2 * i;
  for (const double scale : {1.0, 1e-170, 1e-300, 1e150, 1e-320}) {
    pca.fit(scale * line);
    EXPECT_NEAR(pca.explainedVarianceRatio()[0], 1, scale < 1e-310 ? 1e-2 : 1e-12) << scale;
    if (scale < 1e-310) continue;  // few digits are left
    EXPECT_LE(distance(pca.components().row(0), (Matrix(1, 3) << 1, 2, -2).finished() / 3), 1e-12) << scale;
    EXPECT_LE(pca.transform(scale * line).rightCols(2).cwiseAbs().maxCoeff(), 1e-12);  // no variance, no score
  }
  EXPECT_THROW(pca.fit(1e160 * line), Error);  // variances above 1e308
  EXPECT_FALSE(pca.fitted());
}

TEST(PCA, WhatIsWrongIsSaid) {
  const Matrix X = cloud(1, 10, 4);
  for (const double wrong : {-1.0, 1.5, 5.0, std::numeric_limits<double>::quiet_NaN(), 1e10}) {
    PCA pca({.nComponents = wrong});
    EXPECT_THROW(pca.fit(X), Error) << wrong;
    EXPECT_FALSE(pca.fitted());
  }
  PCA pca({.nComponents = 2});
  EXPECT_THROW((void)pca.transform(X), Error);
  EXPECT_THROW((void)pca.scores(X, 1), Error);
  EXPECT_THROW((void)pca.inverseTransform(X), Error);
  pca.fit(X);
  EXPECT_THROW((void)pca.transform(X.leftCols(3)), Error);
  EXPECT_THROW((void)pca.inverseTransform(X), Error);
  EXPECT_THROW((void)pca.scores(X, 0), Error);
  EXPECT_THROW((void)pca.scores(X, 3), Error);
  EXPECT_EQ(pca.transform(Matrix(0, 4)).cols(), 2);
  const auto copy = pca.clone();
  EXPECT_FALSE(copy->fitted());
  copy->fit(X);
  EXPECT_EQ(copy->transform(X), pca.transform(X));
  EXPECT_THROW(pca.fit(Matrix(0, 3)), Error);
  EXPECT_FALSE(pca.fitted());
}

TEST(PCA, RowsAloneOrTogetherGiveTheSameBits) {
  const Matrix X = cloud(9, 23, 7);
  PCA pca;
  pca.fit(X);
  const Matrix all = pca.transform(X);
  for (int i = 0; i < 23; ++i) EXPECT_EQ(pca.transform(X.row(i)), all.row(i));
}

TEST(PCA, StatesThatNoFitLeavesAreRefused) {
  PCA model;
  model.fit(cloud(1, 20, 3));
  expectAlteredStatesRefused(model, {{R"("mean":[)", R"("mean":[1,)"},
                                     {R"("explainedVariance":[)", R"("explainedVariance":[-)"},
                                     {R"("singularValues":[)", R"("singularValues":[1,)"},
                                     {R"("noiseVariance":0)", R"("noiseVariance":-1)"}});
}

TEST(PCA, BitsAreTheSameInEveryBuild) {
  std::uint64_t hash = 0;
  for (const auto& [n, d] : {std::pair{150, 11}, {9, 30}}) {
    PCA pca;
    const Matrix X = normals(2, n, d);  // not a cloud: the order of sums in a product of matrices is the build's own
    pca.fit(X);
    const Matrix Z = pca.transform(X);
    for (const double entry : Z.reshaped()) {
      hash = (hash ^ math::bitCast<std::uint64_t>(entry)) * 0x9e3779b97f4a7c15U;
      hash ^= hash >> 29;
    }
  }
  EXPECT_EQ(hash, 8915959601319046306U);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
