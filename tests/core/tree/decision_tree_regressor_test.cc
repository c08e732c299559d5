#include "scrollwork/tree/decision_tree_regressor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/cost_complexity_pruning.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

DecisionTreeRegressorOptions optionsFrom(const nlohmann::json& c) {
  return {.maxDepth = c["maxDepth"].get<int>(),
          .minSamplesSplit = c["minSamplesSplit"].get<int>(),
          .minSamplesLeaf = c["minSamplesLeaf"].get<int>(),
          .maxLeafNodes = c["maxLeafNodes"].get<int>(),
          .minImpurityDecrease = c["minImpurityDecrease"].get<double>(),
          .ccpAlpha = c["ccpAlpha"].get<double>()};
}

TEST(DecisionTreeRegressor, GrowsScikitLearnsTreesWhereNoSplitsTie) {
  const nlohmann::json reference = readReference("tree_regression");
  ASSERT_GE(reference["exact"].size(), 12U);
  for (const nlohmann::json& c : reference["exact"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Vector y = vectorFrom(set["y"]);
    DecisionTreeRegressor tree(optionsFrom(c["options"]));
    if (c["weighted"].get<bool>()) {
      tree.fitWeighted(X, y, vectorFrom(set["weight"]));
    } else {
      tree.fit(X, y);
    }
    const RegressionTreeNodes& nodes = tree.nodes();
    const nlohmann::json& expected = c["nodes"];
    EXPECT_EQ(nodes.feature, expected["feature"].get<std::vector<int>>());
    EXPECT_EQ(nodes.left, expected["left"].get<std::vector<int>>());
    EXPECT_EQ(nodes.right, expected["right"].get<std::vector<int>>());
    EXPECT_EQ(nodes.nSamples, expected["nSamples"].get<std::vector<int>>());
    EXPECT_EQ(nodes.threshold, expected["threshold"].get<std::vector<double>>());
    // n <= 200 numbers are summed, squares of at most 4e5: 200 eps relative to the mean of the squares, which
    // scikit-learn subtracts the squared mean from.
    const double scale = y.squaredNorm() / static_cast<double>(y.size());
    for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
      EXPECT_NEAR(nodes.impurity[i], expected["impurity"][i].get<double>(), 1e-13 * scale * 10);
      EXPECT_NEAR(nodes.value[i], expected["value"][i].get<double>(), 1e-13 * std::sqrt(scale) * 10);
      EXPECT_NEAR(nodes.weight[i], expected["weight"][i].get<double>(), 1e-11);
    }
    EXPECT_LE((tree.featureImportances() - vectorFrom(c["featureImportances"])).cwiseAbs().maxCoeff(), 1e-10);
  }
}

TEST(DecisionTreeRegressor, PruningPathsAreScikitLearns) {
  const nlohmann::json reference = readReference("tree_regression");
  for (const nlohmann::json& c : reference["paths"]) {
    SCOPED_TRACE(c["set"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Vector y = vectorFrom(set["y"]);
    DecisionTreeRegressorOptions options = optionsFrom(c["options"]);
    DecisionTreeRegressor tree(options);
    tree.fit(X, y);
    const CostComplexityPruningPath path = costComplexityPruningPath(tree.nodes());
    const Vector alphas = vectorFrom(c["ccpAlphas"]);
    const Vector impurities = vectorFrom(c["impurities"]);
    ASSERT_EQ(static_cast<Eigen::Index>(path.ccpAlphas.size()), alphas.size());
    for (std::size_t i = 0; i < path.ccpAlphas.size(); ++i) {
      // Differences of risks up to the variance: 1e-12 of that.
      EXPECT_NEAR(path.ccpAlphas[i], alphas[static_cast<Eigen::Index>(i)], 1e-12 * impurities[impurities.size() - 1]);
      EXPECT_NEAR(path.impurities[i], impurities[static_cast<Eigen::Index>(i)],
                  1e-12 * impurities[impurities.size() - 1]);
    }
    // A fit with an alpha between two entries is the tree between them.
    for (std::size_t i = 0; i + 1 < path.ccpAlphas.size(); i += 3) {
      options.ccpAlpha = (path.ccpAlphas[i] + path.ccpAlphas[i + 1]) / 2;
      if (options.ccpAlpha <= path.ccpAlphas[i]) continue;
      DecisionTreeRegressor pruned(options);
      pruned.fit(X, y);
      EXPECT_EQ(pruned.nLeaves(), path.nLeaves[i]);
    }
  }
}

struct Problem {
  Matrix X;
  Vector y;
};

Problem coarseProblem(Rng& rng) {
  const int n = rng.integer(1, 60), d = rng.integer(1, 4);
  Problem p{Matrix(n, d), Vector(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < d; ++j) p.X(i, j) = rng.integer(-4, 4);
    p.y[i] = rng.integer(-3, 3);
  }
  return p;
}

/// Every node against the plain rule: all features, all thresholds, summing anew each time.
TEST(DecisionTreeRegressor, EverySplitIsTheFirstOfTheBest) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    const Problem p = coarseProblem(rng);
    const DecisionTreeRegressorOptions options{
        .maxDepth = rng.integer(0, 6), .minSamplesSplit = rng.integer(2, 8), .minSamplesLeaf = rng.integer(1, 4)};
    DecisionTreeRegressor tree(options);
    tree.fit(p.X, p.y);
    const RegressionTreeNodes& nodes = tree.nodes();
    for (std::size_t node = 0; node < nodes.feature.size(); ++node) {
      std::vector<int> rows;
      for (int i = 0; i < p.y.size(); ++i) {
        std::size_t at = 0;
        while (at < node && nodes.feature[at] >= 0) {
          const bool left = p.X(i, nodes.feature[at]) <= nodes.threshold[at];
          at = static_cast<std::size_t>(left ? nodes.left[at] : nodes.right[at]);
        }
        if (at == node) rows.push_back(i);
      }
      ASSERT_EQ(nodes.nSamples[node], static_cast<int>(rows.size()));
      const auto squares = [&](auto keep, int& count) {  // around the mean; long double: ties are clearly ties
        long double sum = 0, sumOfSquares = 0;
        count = 0;
        for (const int row : rows) {
          if (!keep(row)) continue;
          ++count;
          sum += p.y[row];
          sumOfSquares += static_cast<long double>(p.y[row]) * p.y[row];
        }
        return count == 0 ? 0.0L : sumOfSquares - sum * sum / count;
      };
      int n = 0;
      const long double whole = squares([](int) { return true; }, n);
      ASSERT_NEAR(nodes.impurity[node] * n, static_cast<double>(whole), 1e-12);
      int bestFeature = -1, bestCut = 0;
      long double best = std::numeric_limits<double>::infinity();
      if (whole > 1e-12L && nodes.depth[node] < options.maxDepth && n >= options.minSamplesSplit) {
        for (int j = 0; j < p.X.cols(); ++j) {
          for (int cut = -4; cut < 4; ++cut) {  // between the grid values cut and cut + 1
            int nLeft = 0, nRight = 0, nHere = 0;
            const long double rest = squares([&](int row) { return p.X(row, j) <= cut; }, nLeft) +
                                     squares([&](int row) { return p.X(row, j) > cut; }, nRight);
            (void)squares([&](int row) { return p.X(row, j) == cut; }, nHere);
            if (std::min(nLeft, nRight) < options.minSamplesLeaf || nHere == 0) continue;
            if (rest < best - 1e-11L) {
              best = rest;
              bestFeature = j;
              bestCut = cut;
            }
          }
        }
      }
      ASSERT_EQ(nodes.feature[node], bestFeature) << "node " << node;
      if (bestFeature < 0) continue;
      ASSERT_GT(nodes.threshold[node], bestCut);
      ASSERT_EQ(std::floor(2 * nodes.threshold[node]), 2 * nodes.threshold[node]);  // a midpoint
    }
  }
}

TEST(DecisionTreeRegressor, FullyGrownTreesRememberEveryDistinctRowExactly) {
  for (const double offset : {0.0, 1e9}) {
    const Matrix X = normalMatrix(3, 200, 3);
    Vector y(200);
    Rng rng(4);
    for (double& value : y) value = offset + 0.1 * rng.normal();
    DecisionTreeRegressor tree;
    tree.fit(X, y);
    EXPECT_EQ(tree.predict(X), y);
    EXPECT_EQ(tree.nLeaves(), 200);
  }
}

// An offset of the targets moves the predictions by the offset and nothing else; the naive formula loses the splits.
TEST(DecisionTreeRegressor, AnOffsetDoesNotMoveTheSplits) {
  const Matrix X = normalMatrix(5, 100, 2);
  Vector y(100);
  for (int i = 0; i < 100; ++i) y[i] = std::round(64 * (X(i, 0) * X(i, 1) + X(i, 0))) / 64;
  DecisionTreeRegressor plain({.maxDepth = 4}), shifted({.maxDepth = 4});
  plain.fit(X, y);
  shifted.fit(X, (y.array() + 1048576.0 * 1048576.0).matrix());
  EXPECT_EQ(plain.nodes().feature, shifted.nodes().feature);
  EXPECT_EQ(plain.nodes().threshold, shifted.nodes().threshold);
}

TEST(DecisionTreeRegressor, GrowsDeepWhereTheDataAskForIt) {
  Matrix X(200, 1);
  Vector y(200);
  for (int i = 0; i < 200; ++i) {
    X(i, 0) = i;
    y[i] = std::ldexp(1.0, i);  // the greatest outweighs all others together: one leaf a split
  }
  DecisionTreeRegressor tree;
  tree.fit(X, y);
  EXPECT_EQ(tree.predict(X), y);
  EXPECT_GT(tree.depth(), 100);
}

TEST(DecisionTreeRegressor, AWeightOfTwoIsTwoRowsAndOfZeroNone) {
  const Matrix X = normalMatrix(6, 60, 2);
  Vector y(60), weight(60);
  std::vector<int> rows;
  for (int i = 0; i < 60; ++i) {
    y[i] = X(i, 0) * X(i, 0) + X(i, 1);
    weight[i] = i % 3;
    for (int copy = 0; copy < i % 3; ++copy) rows.push_back(i);
  }
  DecisionTreeRegressor weighted({.maxDepth = 5}), repeated({.maxDepth = 5});
  weighted.fitWeighted(X, y, weight);
  repeated.fit(X(rows, Eigen::all), y(rows));
  EXPECT_EQ(weighted.nodes().feature, repeated.nodes().feature);
  EXPECT_EQ(weighted.nodes().threshold, repeated.nodes().threshold);
  EXPECT_LE((weighted.predict(X) - repeated.predict(X)).cwiseAbs().maxCoeff(), 1e-13);
}

TEST(DecisionTreeRegressor, RefusesWhatItCannotLearn) {
  const Matrix X = normalMatrix(7, 5, 2);
  const Vector y = X.col(0);
  const auto message = [&](DecisionTreeRegressorOptions options, const Vector& targets) -> std::string {
    DecisionTreeRegressor tree(options);
    try {
      tree.fit(X, targets);
    } catch (const Error& error) {
      EXPECT_FALSE(tree.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.criterion = "gini"}, y), "criterion: expected \"squared_error\", got \"gini\"");
  EXPECT_EQ(message({.splitter = "worst"}, y), "splitter: expected \"best\" or \"random\", got \"worst\"");
  EXPECT_EQ(message({.maxLeafNodes = 1}, y), "maxLeafNodes: expected 2..2147483647, got 1");
  EXPECT_EQ(message({.maxFeatures = 3}, y), "maxFeatures: expected a share in (0, 1) or a whole number in 1..2, got 3");
  EXPECT_EQ(message({.maxFeatures = "half"}, y),
            "maxFeatures: expected \"all\", \"sqrt\", \"log2\" or a number, got \"half\"");
  EXPECT_EQ(message({}, y * 1e141),
            "y: expected magnitudes up to 1e+140, got " + formatNumber(y[0] * 1e141) + " in row 0");
  DecisionTreeRegressor tree;
  EXPECT_EQ(codeOf([&] { tree.fitWeighted(X, y, Vector::Ones(4)); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { tree.fitWeighted(X, y, Vector::Zero(5)); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { tree.fitWeighted(X, y, -Vector::Ones(5)); }), ErrorCode::kBadValue);
}

INSTANTIATE_TEST_SUITE_P(
    DecisionTreeRegressor, RegressorBattery,
    testing::Values(RegressorCase{.name = "FullyGrown",
                                  .make = [] { return std::make_unique<DecisionTreeRegressor>(); }},
                    RegressorCase{.name = "BestFirst",
                                  .make =
                                      [] {
                                        return std::make_unique<DecisionTreeRegressor>(
                                            DecisionTreeRegressorOptions{.maxLeafNodes = 5, .ccpAlpha = 1e-9});
                                      }}),
    batteryName);

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
