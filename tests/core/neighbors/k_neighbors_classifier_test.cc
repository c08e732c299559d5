#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

TEST(KNeighborsClassifier, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("neighbors");
  for (const nlohmann::json& c : reference["cases"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    const Matrix queries = matrixFrom(c["queries"]);
    KNeighborsClassifier model({.nNeighbors = c["nNeighbors"].get<int>(), .weights = c["weights"].get<std::string>()});
    model.fit(matrixFrom(c["X"]), labelsFrom(c["y"]));
    EXPECT_EQ(model.predict(queries), labelsFrom(c["predict"]));
    const Matrix expected = matrixFrom(c["predictProba"]);
    EXPECT_LE((model.predictProba(queries) - expected).cwiseAbs().maxCoeff(), 1e-12);
    const Neighbors near = model.kneighbors(queries);
    EXPECT_LE((near.distances - matrixFrom(c["distances"])).cwiseAbs().maxCoeff(), 1e-12);
    for (std::size_t i = 0; i < c["indices"].size(); ++i) {
      if (c["indices"][i].empty()) continue;
      const Labels row = near.indices.row(static_cast<Eigen::Index>(i));
      EXPECT_EQ(row, labelsFrom(c["indices"][i])) << "query " << i;
    }
  }
}

/// The plain way: all distances, sorted by distance and then by row.
std::vector<int> nearestRows(const Matrix& X, const double* query, int k) {
  std::vector<double> squared(static_cast<std::size_t>(X.rows()));
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    double sum = 0;
    for (Eigen::Index j = 0; j < X.cols(); ++j) sum += (X(i, j) - query[j]) * (X(i, j) - query[j]);
    squared[static_cast<std::size_t>(i)] = sum;
  }
  std::vector<int> rows(squared.size());
  std::iota(rows.begin(), rows.end(), 0);
  std::sort(rows.begin(), rows.end(), [&](int a, int b) {
    const double da = squared[static_cast<std::size_t>(a)], db = squared[static_cast<std::size_t>(b)];
    return da != db ? da < db : a < b;
  });
  rows.resize(static_cast<std::size_t>(k));
  return rows;
}

/// On a coarse grid nearly every query has distance ties, so this is the rule of the lowest row as well as the search.
TEST(KNeighborsClassifier, FindsTheSameRowsAsSortingAllDistances) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    const int n = rng.integer(1, 120), d = rng.integer(1, 3), k = rng.integer(1, std::min(n, 20));
    const double grid = seed % 3 == 0 ? 0.25 : (seed % 3 == 1 ? 1e-3 : 1e-9);
    const double offset = seed % 5 == 0 ? 1e6 : 0.0;  // where adding a reach to a coordinate rounds coarsely
    const auto draw = [&] { return offset + std::floor(rng.normal() / grid) * grid; };
    Matrix X(n, d), queries(80, d);
    Labels y(n);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < d; ++j) X(i, j) = draw();
      y[i] = rng.integer(0, 2);
    }
    // Half of the queries walk in small steps, as the pixels of a surface do; the others jump.
    for (int i = 0; i < 80; ++i) {
      for (int j = 0; j < d; ++j)
        queries(i, j) = i > 0 && i < 40 ? queries(i - 1, j) + grid * rng.integer(-1, 1) : draw();
    }
    KNeighborsClassifier model({.nNeighbors = k});
    model.fit(X, y);
    const Neighbors near = model.kneighbors(queries);
    const Matrix proba = model.predictProba(queries);
    for (int i = 0; i < 80; ++i) {
      const std::vector<int> expected = nearestRows(X, queries.row(i).data(), k);
      Vector votes = Vector::Zero(model.nClasses());
      for (int j = 0; j < k; ++j) {
        ASSERT_EQ(near.indices(i, j), expected[static_cast<std::size_t>(j)]) << "query " << i << " neighbour " << j;
        votes[y[expected[static_cast<std::size_t>(j)]]] += 1;
      }
      for (int c = 0; c < model.nClasses(); ++c) ASSERT_EQ(proba(i, c), votes[c] / k) << "query " << i;
    }
  }
}

TEST(KNeighborsClassifier, ManyPointsAndFarJumpsStayExact) {
  const Sample train = makeMoons({.nSamples = 4000, .noise = 0.2, .seed = 1});
  const Sample ask = makeMoons({.nSamples = 200, .noise = 0.4, .seed = 2});
  KNeighborsClassifier model({.nNeighbors = 9});
  model.fit(train.X, train.y);
  const Neighbors near = model.kneighbors(ask.X);
  for (int i = 0; i < 200; ++i) {
    const std::vector<int> expected = nearestRows(train.X, ask.X.row(i).data(), 9);
    for (int j = 0; j < 9; ++j) ASSERT_EQ(near.indices(i, j), expected[static_cast<std::size_t>(j)]);
  }
}

TEST(KNeighborsClassifier, OneNeighbourOfATrainingRowIsThatRow) {
  const Sample s = makeMoons({.nSamples = 100, .noise = 0.3, .seed = 4});
  KNeighborsClassifier model({.nNeighbors = 1});
  model.fit(s.X, s.y);
  EXPECT_EQ(model.predict(s.X), s.y);
  EXPECT_EQ(model.kneighbors(s.X).distances.maxCoeff(), 0.0);
}

TEST(KNeighborsClassifier, AllNeighboursVoteForTheClassShares) {
  const Sample s = makeMoons({.nSamples = 51, .noise = 0.3, .seed = 4});
  KNeighborsClassifier model({.nNeighbors = 51});
  model.fit(s.X, s.y);
  const Matrix proba = model.predictProba(s.X);
  for (int i = 0; i < 51; ++i) EXPECT_EQ(proba(i, 1), 26.0 / 51.0);
}

// Scaling by a power of two is exact in binary floating point, so nothing at all may change.
TEST(KNeighborsClassifier, ProbabilitiesSurvivePowerOfTwoScaling) {
  const Sample s = makeMoons({.nSamples = 80, .noise = 0.3, .seed = 5});
  for (const char* weights : {"uniform", "distance"}) {
    KNeighborsClassifier plain({.nNeighbors = 7, .weights = weights}), scaled({.nNeighbors = 7, .weights = weights});
    plain.fit(s.X, s.y);
    scaled.fit(8.0 * s.X, s.y);
    const Matrix X = s.X.array() + 0.125;
    EXPECT_EQ(plain.predictProba(X), scaled.predictProba(8.0 * X));
  }
}

TEST(KNeighborsClassifier, TiesFollowTheStatedRules) {
  Matrix X(4, 2);
  X << 1, 0, -1, 0, 0, 1, 0, -1;  // all at distance 1 from the origin
  Labels y(4);
  y << 1, 1, 0, 0;
  KNeighborsClassifier two({.nNeighbors = 2}), four({.nNeighbors = 4});
  two.fit(X, y);
  four.fit(X, y);
  const Matrix origin = Matrix::Zero(1, 2);
  const Neighbors near = two.kneighbors(origin);
  EXPECT_EQ(near.indices(0, 0), 0);  // the lower rows are nearer
  EXPECT_EQ(near.indices(0, 1), 1);
  EXPECT_EQ(two.predict(origin)[0], 1);
  EXPECT_EQ(four.predict(origin)[0], 0);  // two votes each: the lowest label
}

TEST(KNeighborsClassifier, WeightedVotesAreInverseDistances) {
  Matrix X(3, 1);
  X << 1, 2, -4;
  Labels y(3);
  y << 0, 1, 1;
  KNeighborsClassifier model({.nNeighbors = 3, .weights = "distance"});
  model.fit(X, y);
  Matrix queries(2, 1);
  queries << 0, 2;
  const Matrix proba = model.predictProba(queries);
  EXPECT_NEAR(proba(0, 0), 1.0 / (1.0 + 0.5 + 0.25), 1e-15);
  EXPECT_EQ(proba(1, 1), 1.0);  // exactly on the second row: it alone votes
}

TEST(KNeighborsClassifier, RefusesWhatItCannotDo) {
  const Sample s = makeMoons({.nSamples = 10});
  const auto message = [&](KNeighborsClassifierOptions options) -> std::string {
    KNeighborsClassifier model(options);
    try {
      model.fit(s.X, s.y);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nNeighbors = 10}), "");
  EXPECT_EQ(message({.nNeighbors = 11}), "nNeighbors: expected 1..10, got 11");
  EXPECT_EQ(message({.nNeighbors = 0}), "nNeighbors: expected 1..10, got 0");
  EXPECT_EQ(message({.weights = "gauss"}), "weights: expected \"uniform\" or \"distance\", got \"gauss\"");
}

INSTANTIATE_TEST_SUITE_P(
    KNeighborsClassifier, ClassifierBattery,
    testing::Values(
        BatteryCase{
            .name = "OneNeighbour",
            .make =
                [] { return std::make_unique<KNeighborsClassifier>(KNeighborsClassifierOptions{.nNeighbors = 1}); }},
        BatteryCase{
            .name = "ThreeNeighbours",
            .make = [] { return std::make_unique<KNeighborsClassifier>(KNeighborsClassifierOptions{.nNeighbors = 3}); },
            .minSamples = 3},
        BatteryCase{.name = "TwoByDistance",
                    .make =
                        [] {
                          return std::make_unique<KNeighborsClassifier>(
                              KNeighborsClassifierOptions{.nNeighbors = 2, .weights = "distance"});
                        },
                    .minSamples = 2}),
    batteryName);

}  // namespace
}  // namespace scrollwork
