#include "scrollwork/cluster/k_means.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/altered_state.h"
#include "core/clusterer_laws.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/math/bit_cast.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

double distance(const Matrix& a, const Matrix& b) { return (a - b).cwiseAbs().maxCoeff(); }

TEST(KMeans, SurvivesWhatEveryClusteringMust) {
  KMeans spread({.nClusters = 3}), random({.nClusters = 4, .init = "random", .nInit = 3, .tol = 0, .seed = 5});
  expectClustererLaws(spread);
  expectClustererLaws(random);
}

// Both walk the same path, unless a row is as far from two centres to within rounding, which no row here is. Means of
// at most 342 terms: 342 eps relative.
TEST(KMeans, WalksWithScikitLearn) {
  const nlohmann::json reference = readReference("cluster");
  for (const nlohmann::json& c : reference["cases"]) {
    const Matrix X = matrixFrom(reference["sets"][c["set"].get<std::string>()]);
    const Matrix start = matrixFrom(c["start"]);
    SCOPED_TRACE(testing::Message() << c["set"] << " k " << start.rows() << " tol " << c["tol"] << " maxIter "
                                    << c["maxIter"]);
    KMeans model({.nClusters = static_cast<int>(start.rows()),
                  .centers = start,
                  .maxIter = c["maxIter"].get<int>(),
                  .tol = c["tol"].get<double>()});
    model.fit(X);
    EXPECT_EQ(model.nIter(), c["nIter"].get<int>());
    EXPECT_EQ(model.labels(), labelsFrom(c["labels"]));
    EXPECT_LE(distance(model.centers(), matrixFrom(c["centers"])), 1e-12 * X.cwiseAbs().maxCoeff());
    EXPECT_NEAR(model.inertia(), c["inertia"].get<double>(), 1e-12 * model.inertia());
    EXPECT_LE(distance(model.transform(X.topRows(5)), matrixFrom(c["transform"])), 1e-11 * X.cwiseAbs().maxCoeff());
  }
}

// How good one start is, over 60 seeds: the mean within four standard errors of scikit-learn's.
TEST(KMeans, StartsAreAsGoodAsThoseOfScikitLearn) {
  const nlohmann::json reference = readReference("cluster");
  for (const nlohmann::json& c : reference["inertiaOfStarts"]) {
    const Matrix X = matrixFrom(reference["sets"][c["set"].get<std::string>()]);
    for (const char* init : {"k-means++", "random"}) {
      const Vector theirs = vectorFrom(c[init]);
      Vector ours(theirs.size());
      for (Eigen::Index seed = 0; seed < ours.size(); ++seed) {
        KMeans model({.nClusters = c["nClusters"].get<int>(),
                      .init = init,
                      .nInit = 1,
                      .seed = static_cast<std::uint64_t>(seed)});
        model.fit(X);
        ours[seed] = model.inertia();
      }
      const auto variance = [](const Vector& v) {
        return (v.array() - v.mean()).square().sum() / static_cast<double>(v.size() - 1);
      };
      const double error = std::sqrt((variance(theirs) + variance(ours)) / 60.0);
      EXPECT_NEAR(ours.mean(), theirs.mean(), 4 * error + 1e-9) << c["set"] << " " << init;
      EXPECT_NEAR(ours.minCoeff(), theirs.minCoeff(), 0.02 * theirs.minCoeff()) << c["set"] << " " << init;
    }
  }
}

// Every row is with its nearest centre, by a plain loop, for widths and counts around the groups of four.
TEST(KMeans, AssignmentIsExact) {
  for (const int d : {1, 2, 3, 5}) {
    for (const int n : {7, 8, 9, 11, 64}) {
      for (const int k : {1, 2, 3, 6}) {
        Rng rng(static_cast<std::uint64_t>(100 * d + n));
        Matrix X(n, d);
        for (double& x : X.reshaped()) x = rng.integer(-3, 3);  // ties on purpose
        KMeans model({.nClusters = k, .seed = 1});
        model.begin(X);
        const Matrix centers = model.centers();
        model.step();
        double inertia = 0;
        for (int i = 0; i < n; ++i) {
          int best = 0;
          for (int c = 1; c < k; ++c) {
            if ((X.row(i) - centers.row(c)).squaredNorm() < (X.row(i) - centers.row(best)).squaredNorm()) best = c;
          }
          EXPECT_EQ(model.labels()[i], best);
          inertia += (X.row(i) - centers.row(best)).squaredNorm();
        }
        EXPECT_DOUBLE_EQ(model.inertia(), inertia);
        model.step();
        Matrix sums = Matrix::Zero(k, d);
        Vector counts = Vector::Zero(k);
        for (int i = 0; i < n; ++i) {
          sums.row(model.labels()[i]) += X.row(i);
          counts[model.labels()[i]] += 1;
        }
        if (counts.minCoeff() == 0) continue;  // then rows change hands
        for (int c = 0; c < k; ++c) EXPECT_LE(distance(model.centers().row(c), sums.row(c) / counts[c]), 1e-14);
      }
    }
  }
}

TEST(KMeans, StepByStepIsTheSameAsFit) {
  const Matrix X = threeClouds(2, 90);
  KMeans whole({.nClusters = 4, .seed = 3}), steps({.nClusters = 4, .seed = 3});
  EXPECT_EQ(steps.phase(), "");
  whole.fit(X);
  steps.begin(X);
  EXPECT_EQ(steps.labels(), Labels::Constant(90, -1));
  double inertia = std::numeric_limits<double>::infinity();
  while (!steps.done()) {
    const std::string phase = steps.phase();
    const Matrix before = steps.centers();
    const Labels labels = steps.labels();
    steps.step();
    if (phase == "assign") {
      EXPECT_EQ(steps.centers(), before);
      EXPECT_LE(steps.inertia(), inertia);  // Lloyd's law
      inertia = steps.inertia();
    } else {
      EXPECT_EQ(phase, "update");
      EXPECT_EQ(steps.labels(), labels);
    }
  }
  EXPECT_EQ(steps.centers(), whole.centers());
  EXPECT_EQ(steps.labels(), whole.labels());
  EXPECT_EQ(steps.inertia(), whole.inertia());
  EXPECT_EQ(steps.nIter(), whole.nIter());
  EXPECT_TRUE(steps.converged() && whole.converged());
  EXPECT_EQ(steps.phase(), "");
  const KMeans copy = steps;
  steps.step(5);
  EXPECT_EQ(steps.nIter(), copy.nIter());
}

TEST(KMeans, ReadInMidRunItIsDone) {
  const Matrix X = threeClouds(2, 90);
  KMeans model({.nClusters = 4, .tol = 0});
  model.begin(X);
  model.step(2);
  const auto read = clustererFromJson(toJson(model));
  auto& again = dynamic_cast<KMeans&>(*read);
  EXPECT_TRUE(again.done() && !model.done());
  again.step(5);
  EXPECT_EQ(again.labels(), model.labels());
  EXPECT_EQ(again.predict(X), model.predict(X));
  again.fit(X);
  EXPECT_TRUE(again.nIter() > model.nIter());
}

TEST(KMeans, MoreStartsAreNeverWorse) {
  const Sample s = makeBlobs({.nSamples = 200, .nCenters = 6, .clusterStd = 1.5, .seed = 9});
  double best = std::numeric_limits<double>::infinity();
  for (const int nInit : {1, 2, 5, 20}) {
    KMeans model({.nClusters = 6, .init = "random", .nInit = nInit});
    model.fit(s.X);
    EXPECT_LE(model.inertia(), best);
    best = model.inertia();
  }
  // Start number i of fit is begin(X, i).
  double byHand = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 20; ++i) {
    KMeans model({.nClusters = 6, .init = "random"});
    model.begin(s.X, i);
    model.step(10000);
    byHand = std::min(byHand, model.inertia());
  }
  EXPECT_EQ(byHand, best);
}

TEST(KMeans, FewerDistinctRowsThanClusters) {
  Matrix X(6, 1);
  X << 1, 1, 1, 5, 5, 5;
  for (const char* init : {"k-means++", "random"}) {
    KMeans model({.nClusters = 4, .init = init});
    model.fit(X);
    EXPECT_EQ(model.inertia(), 0);
    EXPECT_TRUE(model.centers().allFinite());
  }
  KMeans each({.nClusters = 6});
  Matrix Y(6, 1);
  Y << 1, 2, 3, 4, 5, 6;
  each.fit(Y);
  EXPECT_EQ(each.inertia(), 0);
  EXPECT_EQ(each.predict(Y), each.labels());
}

TEST(KMeans, AnEmptyCentreTakesTheFarthestRow) {
  Matrix X(5, 1);
  X << 0, 1, 2, 3, 50;
  Matrix start(2, 1);
  start << 1, 1000;
  KMeans model({.nClusters = 2, .centers = start});
  model.begin(X);
  model.step(2);
  EXPECT_EQ(model.centers(), (Matrix(2, 1) << 1.5, 50).finished());
}

TEST(KMeans, WhatIsWrongIsSaid) {
  const Matrix X = threeClouds(1, 20);
  const auto message = [&](KMeansOptions options) -> std::string {
    KMeans model(std::move(options));
    try {
      model.fit(X);
    } catch (const Error& error) {
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nClusters = 0}), "nClusters: expected 1..1024, got 0");
  EXPECT_EQ(message({.nClusters = 21}), "nClusters: expected at most as many as 20 rows, got 21");
  EXPECT_EQ(message({.init = "far"}), "init: expected \"k-means++\" or \"random\", got \"far\"");
  EXPECT_EQ(message({.nClusters = 2, .centers = Matrix::Zero(3, 2)}), "centers: expected 2 x 2 numbers, got 3 x 2");
  EXPECT_NE(message({.nInit = -1}), "");
  EXPECT_NE(message({.maxIter = 0}), "");
  EXPECT_NE(message({.tol = -1}), "");
  KMeans model;
  EXPECT_THROW(model.step(), Error);
  EXPECT_THROW(model.begin(X, -1), Error);
  model.begin(X);
  EXPECT_THROW(model.step(-1), Error);
  EXPECT_THROW(model.fit(1e160 * X), Error);
}

TEST(KMeans, StatesThatNoFitLeavesAreRefused) {
  KMeans model({.nClusters = 2});
  model.fit(threeClouds(2, 30));
  expectAlteredStatesRefused(
      model,
      {{R"("labels":[)", R"("labels":[2,)"}, {R"("inertia":)", R"("inertia":-)"}, {R"("nIter":)", R"("nIter":-)"}});
}

TEST(KMeans, BitsAreTheSameInEveryBuild) {
  std::uint64_t hash = 0;
  for (const int d : {2, 3}) {
    const Sample s = makeBlobs({.nSamples = 203, .nFeatures = d, .nCenters = 5, .clusterStd = 3, .seed = 4});
    KMeans model({.nClusters = 5, .seed = 8});
    model.fit(s.X);
    for (const double value : model.centers().reshaped()) {
      hash = (hash ^ math::bitCast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15U;
      hash ^= hash >> 29;
    }
  }
  EXPECT_EQ(hash, 14810092887855972183U);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
