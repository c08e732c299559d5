#include "scrollwork/model_selection/bias_variance_decomposition.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/error.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

/// x, x^2, …, x^degree of points in [0, 1].
Matrix powers(const Vector& x, int degree) {
  Matrix X(x.size(), degree);
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    for (int j = 0; j < degree; ++j) X(i, j) = j == 0 ? x[i] : X(i, j - 1) * x[i];
  }
  return X;
}

constexpr double kNoise = 0.3;

struct Draw {
  Vector x, y;
};
Draw draw(std::uint64_t round, int n) {
  Rng rng = Rng(5).stream(round);
  Draw d{Vector(n), Vector(n)};
  for (int i = 0; i < n; ++i) {
    d.x[i] = rng.uniform();
    d.y[i] = math::sin(6 * d.x[i]) + kNoise * rng.normal();
  }
  return d;
}

TEST(BiasVarianceDecomposition, SquaredLossIsTheSumOfItsParts) {
  const Vector grid = Vector::LinSpaced(21, 0.05, 0.95);
  Vector truth = grid;
  for (double& x : truth) x = math::sin(6 * x);
  double biasBefore = 1e9, varianceBefore = 0;
  for (const int degree : {1, 3, 7}) {
    BiasVarianceDecomposition decomposition({.nRounds = 300});
    decomposition.begin(LinearRegression(), powers(grid, degree), truth, Vector::Constant(21, kNoise * kNoise));
    double loss = 0.0;
    Rng fresh(11);
    for (int round = 0; round < 300; ++round) {
      const Draw d = draw(static_cast<std::uint64_t>(round), 25);
      decomposition.addRound(powers(d.x, degree), d.y);
      for (Eigen::Index i = 0; i < 21; ++i) {  // a new measurement at the same point
        const double miss = truth[i] + kNoise * fresh.normal() - decomposition.predictions()(round, i);
        loss += miss * miss / (300 * 21);
      }
    }
    const BiasVarianceParts parts = decomposition.parts();
    EXPECT_NEAR(parts.meanLoss, parts.meanNoise + parts.meanBias + parts.meanVariance, 1e-12);
    EXPECT_NEAR(parts.meanNoise, kNoise * kNoise, 1e-12);
    // 6,300 measured losses of standard deviation about their mean: 4 standard errors are 5 %.
    EXPECT_NEAR(loss, parts.meanLoss, 0.08 * parts.meanLoss);
    EXPECT_LT(parts.meanBias, biasBefore);  // a richer model is right on average
    // … and at the mercy of its training set. (A straight line is so wrong that where the points lie moves it, too.)
    if (degree > 3) {
      EXPECT_GT(parts.meanVariance, varianceBefore);
    }
    biasBefore = parts.meanBias;
    varianceBefore = parts.meanVariance;
    const Vector mean = decomposition.predictions().colwise().mean();
    EXPECT_LE((parts.mainPrediction - mean).cwiseAbs().maxCoeff(), 1e-12);
  }
}

TEST(BiasVarianceDecomposition, ZeroOneLossIsTheSumOfItsParts) {
  const Sample test = makeMoons({.nSamples = 80, .noise = 0.4, .seed = 90});
  for (const double noise : {0.0, 0.2}) {
    Matrix truth(80, 2);
    for (Eigen::Index i = 0; i < 80; ++i) {
      truth(i, test.y[i]) = 1 - noise;
      truth(i, 1 - test.y[i]) = noise;
    }
    BiasVarianceDecomposition decomposition({.nRounds = 60});
    decomposition.begin(KNeighborsClassifier({.nNeighbors = 3}), test.X, truth);
    double loss = 0.0;
    for (int round = 0; round < 60; ++round) {
      const Sample train = makeMoons({.nSamples = 40, .noise = 0.4, .seed = static_cast<std::uint64_t>(round)});
      decomposition.addRound(train.X, train.y);
      for (Eigen::Index i = 0; i < 80; ++i) {
        loss += 1 - truth(i, static_cast<Eigen::Index>(decomposition.predictions()(round, i)));
      }
    }
    const BiasVarianceParts parts = decomposition.parts();
    EXPECT_NEAR(parts.meanLoss, loss / (60 * 80), 1e-12);
    for (Eigen::Index i = 0; i < 80; ++i) {
      EXPECT_NEAR(parts.loss[i], noise + (1 - 2 * noise) * (parts.bias[i] + parts.netVariance[i]), 1e-12);
      EXPECT_NEAR(parts.noise[i], noise, 1e-12);
      EXPECT_NEAR(parts.netVariance[i], (parts.bias[i] > 0 ? -1 : 1) * parts.variance[i], 1e-12);
    }
  }
}

// Three classes, no noise: each wrong vote costs one, and on biased points only the votes for the truth help.
TEST(BiasVarianceDecomposition, ManyClassesWithoutNoise) {
  const Sample test = makeBlobs({.nSamples = 60, .nCenters = 3, .clusterStd = 6, .seed = 4});
  BiasVarianceDecomposition decomposition({.nRounds = 40, .seed = 3});
  decomposition.begin(KNeighborsClassifier({.nNeighbors = 1}), test.X, test.y);
  const Sample pool = makeBlobs({.nSamples = 60, .nCenters = 3, .clusterStd = 6, .seed = 5});
  decomposition.setPool(pool.X, pool.y);
  decomposition.step(40);
  EXPECT_TRUE(decomposition.done());
  const BiasVarianceParts parts = decomposition.parts();
  EXPECT_NEAR(parts.meanLoss, parts.meanBias + parts.meanNetVariance, 1e-12);
  double wrong = 0.0;
  for (Eigen::Index r = 0; r < 40; ++r) {
    wrong += 1 - accuracyScore(test.y, decomposition.predictions().row(r).cast<int>().transpose());
  }
  EXPECT_NEAR(parts.meanLoss, wrong / 40, 1e-12);
  EXPECT_GT(parts.meanVariance, 0.0);
}

TEST(BiasVarianceDecomposition, StepsMayBeCutAnyWayAndBootstrapsDiffer) {
  const Draw d = draw(1, 30);
  const Vector grid = Vector::LinSpaced(5, 0.1, 0.9), zero = Vector::Zero(5);
  BiasVarianceDecomposition once({.nRounds = 20, .seed = 2}), pieces({.nRounds = 20, .seed = 2});
  for (BiasVarianceDecomposition* run : {&once, &pieces}) {
    run->begin(LinearRegression(), powers(grid, 2), zero);
    run->setPool(powers(d.x, 2), d.y);
  }
  once.step(100);
  while (!pieces.done()) {
    pieces.step(3);
    EXPECT_EQ(std::isnan(pieces.predictions()(19, 0)), !pieces.done());
    (void)pieces.parts();
  }
  EXPECT_EQ(once.predictions(), pieces.predictions());
  EXPECT_NE(once.predictions().row(0), once.predictions().row(1));
}

TEST(BiasVarianceDecomposition, BadArgumentsAreNamed) {
  const Matrix X = Matrix::Ones(3, 1);
  const Vector y = Vector::Zero(3);
  const Labels labels = Labels::Zero(3);
  BiasVarianceDecomposition run({.nRounds = 1});
  EXPECT_NE(message([&] { return run.addRound(X, y), 0; }), "no error");
  EXPECT_NE(message([&] { return run.parts().meanBias; }), "no error");
  EXPECT_NE(message([&] { return run.begin(LinearRegression(), X, y.head(2)), 0; }), "no error");
  EXPECT_NE(message([&] { return run.begin(LinearRegression(), X, y, Vector::Constant(3, -1)), 0; }), "no error");
  EXPECT_NE(message([&] { return run.begin(KNeighborsClassifier(), X, MatrixView(Matrix::Ones(3, 2))), 0; }),
            "no error");
  run.begin(LinearRegression(), X, y);
  EXPECT_NE(message([&] { return run.step(), 0; }), "no error");
  EXPECT_EQ(message([&] { return run.addRound(X, labels), 0; }),
            "y: expected numbers as the regressor learns from, got labels");
  EXPECT_NE(message([&] { return run.setPool(X, labels), 0; }), "no error");
  run.addRound(X, y);
  EXPECT_EQ(message([&] { return run.addRound(X, y), 0; }),
            "addRound: expected at most nRounds = 1 rounds, got one after 1");
  BiasVarianceDecomposition many({.nRounds = 100000});
  EXPECT_NE(message([&] { return many.begin(LinearRegression(), Matrix::Ones(700, 1), Vector::Zero(700)), 0; }),
            "no error");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
