#include "scrollwork/mixture/gaussian_mixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "core/altered_state.h"
#include "core/clusterer_laws.h"
#include "core/reference_file.h"
#include "scrollwork/math/bit_cast.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

const char* const kTypes[] = {"full", "tied", "diag", "spherical"};

double distance(const Matrix& a, const Matrix& b) { return (a - b).cwiseAbs().maxCoeff(); }
/// Largest error relative to the largest number.
double relative(const Matrix& a, const Matrix& b) { return distance(a, b) / b.cwiseAbs().maxCoeff(); }

TEST(GaussianMixture, SurvivesWhatEveryClusteringMust) {
  for (const char* type : kTypes) {
    SCOPED_TRACE(type);
    GaussianMixture model({.nComponents = 3, .covarianceType = type, .maxIter = 20});
    // Rows on a line and of size 1e100 have covariances that are singular but for rounding: full ones are refused.
    expectClustererLaws(model, std::string(type) == "full" || std::string(type) == "tied" ? 1e9 : 1e100);
  }
  GaussianMixture random({.nComponents = 2, .maxIter = 20, .nInit = 2, .initParams = "random", .seed = 3});
  expectClustererLaws(random, 1e9);
}

/// The components in the reference's order: by their means.
std::vector<int> orderOf(const Matrix& means) {
  std::vector<int> order(static_cast<std::size_t>(means.rows()));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return means(a, 0) < means(b, 0); });
  return order;
}

void expectLearned(const GaussianMixture& model, const nlohmann::json& c, const Matrix& X, double tolerance) {
  const std::vector<int> order = orderOf(model.means());
  const auto k = static_cast<Eigen::Index>(order.size());
  const Eigen::Index d = X.cols();
  Vector weights(k);
  Matrix means(k, d), covariances = model.covariances(), sample((X.rows() + 7) / 8, d);
  for (Eigen::Index i = 0; i < sample.rows(); ++i) sample.row(i) = X.row(8 * i);
  const Matrix p = model.predictProba(sample);
  Matrix sorted(p.rows(), k);
  const std::string type = c["covarianceType"].get<std::string>();
  for (Eigen::Index to = 0; to < k; ++to) {
    const int from = order[static_cast<std::size_t>(to)];
    weights[to] = model.weights()[from];
    means.row(to) = model.means().row(from);
    sorted.col(to) = p.col(from);
    if (type == "full") covariances.middleRows(to * d, d) = model.covariances().middleRows(from * d, d);
    if (type == "diag" || type == "spherical") covariances.row(to) = model.covariances().row(from);
  }
  EXPECT_LE(distance(weights, vectorFrom(c["weights"])), tolerance);
  EXPECT_LE(relative(means, matrixFrom(c["means"])), tolerance);
  EXPECT_LE(relative(covariances, matrixFrom(c["covariances"])), tolerance);
  EXPECT_NEAR(model.lowerBound(), c["lowerBound"].get<double>(), 1e-9);
  EXPECT_LE(distance(sorted, matrixFrom(c["predictProba"])), 100 * tolerance);
  EXPECT_LE(distance(model.scoreSamples(sample), vectorFrom(c["scoreSamples"])), 1000 * tolerance);
  EXPECT_NEAR(model.aic(X), c["aic"].get<double>(), 1e-6);
  EXPECT_NEAR(model.bic(X), c["bic"].get<double>(), 1e-6);
  EXPECT_EQ(model.nParameters(), c["nParameters"].get<int>());
}

// A few rounds from the same responsibilities: rounding alone, of sums of up to 342 terms (1e-13 relative), which
// scikit-learn's formulas for "tied" and "diag" (mean square minus squared mean, of flipper lengths: 4e4 against 200)
// magnify 1e3 times.
TEST(GaussianMixture, RoundsAreThoseOfScikitLearn) {
  const nlohmann::json reference = readReference("mixture");
  for (const nlohmann::json& c : reference["rounds"]) {
    SCOPED_TRACE(testing::Message() << c["set"] << " " << c["covarianceType"] << " rounds " << c["nIter"]);
    const Matrix X = matrixFrom(reference["sets"][c["set"].get<std::string>()]);
    GaussianMixture model({.nComponents = c["nComponents"].get<int>(),
                           .covarianceType = c["covarianceType"].get<std::string>(),
                           .tol = 0,
                           .regCovar = c["regCovar"].get<double>(),
                           .maxIter = c["nIter"].get<int>(),
                           .means = matrixFrom(c["start"])});
    model.fit(X);
    EXPECT_EQ(model.nIter(), c["nIter"].get<int>());
    expectLearned(model, c, X, 1e-9);
  }
}

// Converged until a round changes the mean log-likelihood by less than 1e-12; it is flat at the maximum, so the
// parameters may be off by the root of that times the condition, 1e-5.
TEST(GaussianMixture, FindsTheMaximaThatScikitLearnFinds) {
  const nlohmann::json reference = readReference("mixture");
  for (const nlohmann::json& c : reference["fits"]) {
    SCOPED_TRACE(testing::Message() << c["set"] << " " << c["covarianceType"]);
    const Matrix X = matrixFrom(reference["sets"][c["set"].get<std::string>()]);
    GaussianMixture model({.nComponents = c["nComponents"].get<int>(),
                           .covarianceType = c["covarianceType"].get<std::string>(),
                           .tol = 1e-12,
                           .maxIter = 5000,
                           .nInit = 8});
    model.fit(X);
    EXPECT_TRUE(model.converged());
    expectLearned(model, c, X, 1e-5);
  }
}

TEST(GaussianMixture, TheLikelihoodNeverFalls) {
  const Matrix X = threeClouds(3, 83);
  for (const char* type : kTypes) {
    GaussianMixture model(
        {.nComponents = 3, .covarianceType = type, .tol = 0, .regCovar = 0, .maxIter = 60, .seed = 1});
    model.fit(X);
    const std::vector<double>& history = model.lowerBoundHistory();
    ASSERT_EQ(history.size(), 60U) << type;
    for (std::size_t t = 1; t < history.size(); ++t) EXPECT_GE(history[t], history[t - 1] - 1e-12) << type;
    EXPECT_GE(model.score(X), history.back() - 1e-12);
  }
}

TEST(GaussianMixture, OneComponentIsTheMeanAndTheCovariance) {
  const Matrix X = threeClouds(4, 61);
  GaussianMixture model({.regCovar = 0});
  model.fit(X);
  const Eigen::RowVectorXd mean = X.colwise().mean();
  const Matrix centred = X.rowwise() - mean;
  EXPECT_LE(distance(model.means(), mean), 1e-14);
  EXPECT_LE(distance(model.covariances(), centred.transpose() * centred / 61), 1e-13);
  EXPECT_NEAR(model.weights()[0], 1, 1e-15);
  EXPECT_EQ(model.predictProba(X), Matrix::Ones(61, 1));
}

TEST(GaussianMixture, StepByStepIsTheSameAsFit) {
  const Matrix X = threeClouds(5, 70);
  GaussianMixture whole({.nComponents = 3, .tol = 1e-6, .seed = 2}), steps({.nComponents = 3, .tol = 1e-6, .seed = 2});
  whole.fit(X);
  steps.begin(X);
  EXPECT_TRUE(std::isinf(steps.lowerBound()));
  EXPECT_EQ((steps.responsibilities().array() == 1).count(), 70);  // of k-means: all or nothing
  while (!steps.done()) {
    const Matrix expected = steps.predictProba(X);
    steps.step();
    EXPECT_EQ(steps.responsibilities(), expected);
    EXPECT_LE(distance(steps.responsibilities().rowwise().sum(), Vector::Ones(70)), 1e-14);
  }
  EXPECT_EQ(steps.means(), whole.means());
  EXPECT_EQ(steps.covariances(), whole.covariances());
  EXPECT_EQ(steps.labels(), whole.labels());
  EXPECT_EQ(steps.lowerBoundHistory(), whole.lowerBoundHistory());
  EXPECT_TRUE(steps.converged());
  GaussianMixture copy = steps;
  copy.step(3);
  EXPECT_EQ(copy.nIter(), steps.nIter());
  EXPECT_THROW((void)whole.responsibilities(), Error);
}

TEST(GaussianMixture, ReadInMidRunItIsDone) {
  const Matrix X = threeClouds(5, 70);
  GaussianMixture model({.nComponents = 3, .tol = 0});
  model.begin(X);
  model.step(2);
  const auto read = clustererFromJson(toJson(model));
  auto& again = dynamic_cast<GaussianMixture&>(*read);
  EXPECT_TRUE(again.done() && !model.done());
  again.step(5);
  EXPECT_EQ(again.labels(), model.labels());
  EXPECT_EQ(again.predict(X), model.predict(X));
  again.fit(X);
  EXPECT_TRUE(again.nIter() > model.nIter());
}

TEST(GaussianMixture, MoreStartsAreNeverWorse) {
  const Matrix X = threeClouds(6, 90);
  double best = -std::numeric_limits<double>::infinity();
  for (const int nInit : {1, 3, 9}) {
    GaussianMixture model({.nComponents = 5, .nInit = nInit, .initParams = "random"});
    model.fit(X);
    EXPECT_GE(model.lowerBound(), best);
    best = model.lowerBound();
  }
}

// What is drawn from a mixture has its moments: the errors of means and covariances are about 1 / sqrt(n) each.
TEST(GaussianMixture, SamplesFollowTheMixture) {
  const Matrix X = threeClouds(7, 90);
  for (const char* type : kTypes) {
    GaussianMixture model({.nComponents = 3, .covarianceType = type});
    model.fit(X);
    const MixtureSample drawn = model.sample(20000, 5);
    EXPECT_EQ(drawn.X, model.sample(20000, 5).X);
    for (int c = 0; c < 3; ++c) {
      Matrix mine(20000, 2);
      Eigen::Index n = 0;
      for (int i = 0; i < 20000; ++i) {
        if (drawn.y[i] == c) mine.row(n++) = drawn.X.row(i);
      }
      EXPECT_NEAR(static_cast<double>(n) / 20000, model.weights()[c], 0.015);
      const Matrix own = mine.topRows(n);
      const Eigen::RowVectorXd mean = own.colwise().mean();
      const Matrix centred = own.rowwise() - mean;
      EXPECT_LE(distance(mean, model.means().row(c)), 0.06);
      EXPECT_LE(distance(centred.transpose() * centred / static_cast<double>(n), model.covariance(c)), 0.12) << type;
    }
  }
}

// c + cos t major + sin t minor is one standard deviation off: major major^T + minor minor^T is the covariance.
TEST(GaussianMixture, EllipsesAreTheCovariances) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Matrix X(40, 3);
    X << threeClouds(seed, 40), threeClouds(seed + 50, 40).col(0);
    X.col(2) += (seed % 2 == 0 ? 2.0 : -2.0) * X.col(0);
    for (const char* type : kTypes) {
      GaussianMixture model({.nComponents = 2, .covarianceType = type});
      model.fit(X);
      for (const auto& [fx, fy] : {std::pair{0, 1}, {2, 0}, {1, 2}}) {
        const GaussianEllipses e = model.ellipses(fx, fy);
        for (std::size_t c = 0; c < 2; ++c) {
          const Matrix S = model.covariance(static_cast<int>(c));
          const double size = S.norm();
          EXPECT_NEAR(e.majorX[c] * e.majorX[c] + e.minorX[c] * e.minorX[c], S(fx, fx), 1e-13 * size);
          EXPECT_NEAR(e.majorY[c] * e.majorY[c] + e.minorY[c] * e.minorY[c], S(fy, fy), 1e-13 * size);
          EXPECT_NEAR(e.majorX[c] * e.majorY[c] + e.minorX[c] * e.minorY[c], S(fx, fy), 1e-13 * size);
          EXPECT_NEAR(e.majorX[c] * e.minorX[c] + e.majorY[c] * e.minorY[c], 0, 1e-13 * size);
          EXPECT_GE(e.majorX[c], 0);
          EXPECT_EQ(e.x[c], model.means()(static_cast<Eigen::Index>(c), fx));
        }
      }
    }
  }
}

TEST(GaussianMixture, WhatIsWrongIsSaid) {
  const Matrix X = threeClouds(1, 20);
  const auto message = [&](GaussianMixtureOptions options) -> std::string {
    GaussianMixture model(std::move(options));
    try {
      model.fit(X);
    } catch (const Error& error) {
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nComponents = 0}), "nComponents: expected 1..256, got 0");
  EXPECT_EQ(message({.nComponents = 21}), "nComponents: expected at most as many as 20 rows, got 21");
  EXPECT_EQ(message({.covarianceType = "round"}),
            "covarianceType: expected \"full\", \"tied\", \"diag\" or \"spherical\", got \"round\"");
  EXPECT_EQ(message({.initParams = "guess"}), "initParams: expected \"kmeans\" or \"random\", got \"guess\"");
  EXPECT_NE(message({.tol = -1}), "");
  EXPECT_NE(message({.regCovar = -1}), "");
  EXPECT_NE(message({.maxIter = 0}), "");
  EXPECT_NE(message({.nInit = 0}), "");
  EXPECT_NE(message({.nComponents = 2, .means = Matrix::Zero(1, 2)}), "");
  EXPECT_EQ(message({.nComponents = 2, .means = (Matrix(2, 2) << 0, 0, 900, 900).finished()}),
            "means: expected each to be the nearest of a row, got none for component 1");
  EXPECT_EQ(message({.nComponents = 20, .regCovar = 0}),
            "regCovar: expected enough to keep the covariances of X positive definite and finite, got 0");
  GaussianMixture model({.nComponents = 2});
  EXPECT_THROW(model.step(), Error);
  EXPECT_THROW((void)model.responsibilities(), Error);
  EXPECT_THROW((void)model.sample(5), Error);
  model.fit(X);
  EXPECT_THROW((void)model.sample(0), Error);
  EXPECT_THROW((void)model.ellipses(0, 0), Error);
  EXPECT_THROW((void)model.ellipses(0, 2), Error);
  EXPECT_THROW((void)model.covariance(2), Error);
  EXPECT_THROW((void)model.score(Matrix(0, 2)), Error);
  EXPECT_THROW((void)model.predictProba(Matrix::Constant(1, 2, 1e200)), Error);
}

TEST(GaussianMixture, StatesThatNoFitLeavesAreRefused) {
  GaussianMixture model({.nComponents = 2, .covarianceType = "diag"});
  model.fit(threeClouds(2, 30));
  expectAlteredStatesRefused(
      model, {{R"("labels":[)", R"("labels":[2,)"},
              {R"("weights":[)", R"("weights":[1,)"},
              {R"("weights":[)", R"("weights":[-)"},
              {R"("covariances":{"rows":2,"cols":2,"data":[)", R"("covariances":{"rows":2,"cols":2,"data":[-)"},
              {R"("covarianceType":"diag")", R"("covarianceType":"round")"}});
}

TEST(GaussianMixture, BitsAreTheSameInEveryBuild) {
  std::uint64_t hash = 0;
  for (const char* type : kTypes) {
    GaussianMixture model({.nComponents = 3, .covarianceType = type, .seed = 8});
    const Matrix X = threeClouds(9, 83);
    model.fit(X);
    const Vector score = model.scoreSamples(X);
    for (const double value : score) {
      hash = (hash ^ math::bitCast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15U;
      hash ^= hash >> 29;
    }
  }
  EXPECT_EQ(hash, 10332894120719979263U);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
