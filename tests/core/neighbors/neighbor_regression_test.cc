#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/neighbors/local_regression.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

TEST(KNeighborsRegressor, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("neighbors_regression");
  for (const nlohmann::json& c : reference["regressions"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    for (const char* algorithm : {"auto", "brute", "kd_tree"}) {
      KNeighborsRegressor model({.nNeighbors = c["nNeighbors"].get<int>(),
                                 .weights = c["weights"].get<std::string>(),
                                 .algorithm = algorithm});
      model.fit(matrixFrom(c["X"]), vectorFrom(c["y"]));
      const Vector expected = vectorFrom(c["predict"]);
      // Means of up to nine numbers of one size, whose weights are off by a few eps.
      EXPECT_LE((model.predict(matrixFrom(c["queries"])) - expected).cwiseAbs().maxCoeff(),
                1e-14 * expected.cwiseAbs().maxCoeff());
    }
  }
}

/// Every algorithm finds the same rows, whether queries walk, jump or stand still, on grids full of ties.
TEST(NeighborSearch, AllAlgorithmsAgree) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    const int d = rng.integer(1, 5), n = rng.integer(1, 400), k = rng.integer(1, std::min(n, 30));
    const double grid = seed % 3 == 0 ? 0.5 : 1e-3;
    const auto draw = [&] { return std::floor(rng.normal() / grid) * grid; };
    Matrix X(n, d), queries(150, d);
    for (double& x : X.reshaped()) x = draw();
    for (int i = 0; i < 150; ++i) {
      for (int j = 0; j < d; ++j) {
        queries(i, j) = i > 0 && i % 50 != 0 ? queries(i - 1, j) + 0.02 * rng.integer(-1, 1) : draw();
      }
    }
    Labels y(n);
    for (int& label : y) label = rng.integer(0, 2);
    KNeighborsClassifier tree({.nNeighbors = k, .algorithm = "kd_tree"});
    KNeighborsClassifier brute({.nNeighbors = k, .algorithm = "brute"});
    tree.fit(X, y);
    brute.fit(X, y);
    const Neighbors byTree = tree.kneighbors(queries), byScan = brute.kneighbors(queries);
    ASSERT_EQ(byTree.indices, byScan.indices);
    ASSERT_EQ(byTree.distances, byScan.distances);
    ASSERT_EQ(tree.predictProba(queries), brute.predictProba(queries));
    // One by one: nothing is left over from the query before.
    for (int i = 0; i < 150; i += 7) {
      ASSERT_EQ(brute.kneighbors(queries.row(i)).indices, byTree.indices.row(i)) << "query " << i;
      ASSERT_EQ(tree.predictProba(queries.row(i)), tree.predictProba(queries).row(i)) << "query " << i;
    }
  }
}

TEST(KNeighborsRegressor, MeansFollowTheStatedRules) {
  Matrix X(4, 1);
  X << 1, 1, 2, -4;
  Vector y(4);
  y << 10, 20, 40, 80;
  KNeighborsRegressor model({.nNeighbors = 4, .weights = "distance"});
  model.fit(X, y);
  Matrix ask(2, 1);
  ask << 0, 1;
  const Vector out = model.predict(ask);
  EXPECT_NEAR(out[0], (10 + 20 + 40 / 2.0 + 80 / 4.0) / (1 + 1 + 0.5 + 0.25), 1e-13);
  EXPECT_EQ(out[1], 15.0);  // the two rows on the query alone
  KNeighborsRegressor one({.nNeighbors = 1});
  one.fit(X, y);
  EXPECT_EQ(one.predict(ask.bottomRows(1))[0], 10.0);  // the lower of two equal rows
  EXPECT_EQ(one.kneighbors(ask).indices(1, 0), 0);
}

TEST(LocalRegression, AgreesWithAPlainOneInNumPy) {
  const nlohmann::json reference = readReference("neighbors_regression");
  for (const nlohmann::json& c : reference["local"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    LocalRegression model(
        {.frac = c["frac"].get<double>(), .degree = c["degree"].get<int>(), .iterations = c["iterations"].get<int>()});
    const Vector y = vectorFrom(c["y"]);
    model.fit(matrixFrom(c["X"]), y);
    // Local fits are conditioned up to 1e3 (few rows, all on one side, degree 2), residuals enter squared.
    EXPECT_LE((model.robustness() - vectorFrom(c["robustness"])).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_LE((model.predict(matrixFrom(c["queries"])) - vectorFrom(c["predict"])).cwiseAbs().maxCoeff(),
              1e-10 * y.cwiseAbs().maxCoeff());
  }
}

TEST(LocalRegression, ReproducesPolynomialsOfItsDegree) {
  Rng rng(3);
  Matrix X(40, 2), ask(20, 2);
  for (double& x : X.reshaped()) x = rng.normal();
  for (double& x : ask.reshaped()) x = rng.normal();
  const auto quadratic = [](double a, double b) { return 1 + 2 * a - b + 0.5 * a * a - a * b + 3 * b * b; };
  Vector y(40);
  for (int i = 0; i < 40; ++i) y[i] = quadratic(X(i, 0), X(i, 1));
  LocalRegression model({.frac = 0.5, .degree = 2, .iterations = 0});
  model.fit(X, y);
  const Vector out = model.predict(ask);
  for (int i = 0; i < 20; ++i) EXPECT_NEAR(out[i], quadratic(ask(i, 0), ask(i, 1)), 1e-9);
}

TEST(LocalRegression, RobustnessGivesOutliersNoWeight) {
  Matrix X(30, 1);
  Vector y(30);
  Rng rng(4);
  for (int i = 0; i < 30; ++i) {
    X(i, 0) = i;
    y[i] = 2 * i + 0.1 * rng.normal();
  }
  y[12] += 50;
  LocalRegression robust({.iterations = 4}), plain({.iterations = 0});
  robust.fit(X, y);
  plain.fit(X, y);
  EXPECT_EQ(robust.robustness()[12], 0.0);
  EXPECT_EQ(plain.robustness(), Vector::Ones(30));
  const Matrix at = X.row(12);
  EXPECT_NEAR(robust.predict(at)[0], 24.0, 0.2);
  EXPECT_GT(plain.predict(at)[0], 25.0);
}

TEST(LocalRegression, FewRowsAndEqualRowsGiveMeans) {
  Matrix X(4, 1);
  X << 1, 1, 1, 5;
  Vector y(4);
  y << 1, 2, 6, 100;
  LocalRegression model({.frac = 0.5, .iterations = 0});
  model.fit(X, y);
  EXPECT_EQ(model.predict(X)[0], 3.0);                          // three rows lie on the query
  EXPECT_EQ(model.predict(Matrix::Constant(1, 1, 0.0))[0], 3);  // the nearest rows are all at distance h
  LocalRegression single({.frac = 0.01});
  single.fit(X, y);
  EXPECT_EQ(single.predict(Matrix::Constant(1, 1, 4.0))[0], 100.0);
}

TEST(NeighborRegression, RefusesWhatItCannotDo) {
  const Matrix X = Matrix::Random(10, 2);
  const Vector y = Vector::Ones(10);
  const auto message = [&](auto model, const Matrix& data) -> std::string {
    try {
      model.fit(data, y);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(KNeighborsRegressor({.nNeighbors = 11}), X), "nNeighbors: expected 1..10, got 11");
  EXPECT_EQ(message(KNeighborsRegressor({.weights = "gauss"}), X),
            "weights: expected \"uniform\" or \"distance\", got \"gauss\"");
  EXPECT_EQ(message(KNeighborsRegressor({.algorithm = "ball_tree"}), X),
            "algorithm: expected \"auto\", \"brute\" or \"kd_tree\", got \"ball_tree\"");
  EXPECT_EQ(message(LocalRegression({.frac = 0}), X), "frac: expected a number > 0 and <= 1, got 0");
  EXPECT_EQ(message(LocalRegression({.frac = 1.1}), X), "frac: expected a number > 0 and <= 1, got 1.1");
  EXPECT_EQ(message(LocalRegression({.degree = 3}), X), "degree: expected 0..2, got 3");
  EXPECT_EQ(message(LocalRegression({.iterations = 101}), X), "iterations: expected 0..100, got 101");
  EXPECT_EQ(message(LocalRegression({.degree = 2}), Matrix::Ones(10, 40)),
            "degree: expected at most 500 terms, got 861");
  EXPECT_NE(message(LocalRegression({.frac = 1, .iterations = 0}), 1e200 * X), "");
}

INSTANTIATE_TEST_SUITE_P(
    KNeighborsRegressor, RegressorBattery,
    testing::Values(
        RegressorCase{.name = "OneNeighbour",
                      .make = [] { return std::make_unique<KNeighborsRegressor>(KNeighborsRegressorOptions{1}); }},
        RegressorCase{.name = "TwoByDistance",
                      .make =
                          [] {
                            return std::make_unique<KNeighborsRegressor>(KNeighborsRegressorOptions{2, "distance"});
                          },
                      .minSamples = 2},
        RegressorCase{
            .name = "Tree",
            .make =
                [] {
                  return std::make_unique<KNeighborsRegressor>(KNeighborsRegressorOptions{2, "uniform", "kd_tree"});
                },
            .minSamples = 2}),
    batteryName);

INSTANTIATE_TEST_SUITE_P(LocalRegression, RegressorBattery,
                         testing::Values(RegressorCase{.name = "Lines",
                                                       .make = [] { return std::make_unique<LocalRegression>(); }},
                                         RegressorCase{.name = "Parabolas",
                                                       .make =
                                                           [] {
                                                             return std::make_unique<LocalRegression>(
                                                                 LocalRegressionOptions{.degree = 2, .iterations = 1});
                                                           }}),
                         batteryName);

}  // namespace
}  // namespace scrollwork
