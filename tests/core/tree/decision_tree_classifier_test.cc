#include "scrollwork/tree/decision_tree_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <type_traits>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/cost_complexity_pruning.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

TEST(DecisionTreeClassifier, GrowsScikitLearnsTreesWhereNoSplitsTie) {
  const nlohmann::json reference = readReference("tree");
  for (const nlohmann::json& c : reference["exact"]) {
    const DecisionTreeClassifierOptions options{.criterion = c["criterion"].get<std::string>(),
                                                .maxDepth = c["maxDepth"].get<int>(),
                                                .minSamplesSplit = c["minSamplesSplit"].get<int>(),
                                                .minSamplesLeaf = c["minSamplesLeaf"].get<int>()};
    SCOPED_TRACE(testing::Message() << c["set"] << " " << options.criterion << " maxDepth " << options.maxDepth
                                    << " minSamplesSplit " << options.minSamplesSplit << " minSamplesLeaf "
                                    << options.minSamplesLeaf);
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    DecisionTreeClassifier tree(options);
    tree.fit(X, labelsFrom(set["y"]));
    const DecisionTreeNodes& nodes = tree.nodes();
    const nlohmann::json& expected = c["nodes"];
    EXPECT_EQ(nodes.feature, expected["feature"].get<std::vector<int>>());
    EXPECT_EQ(nodes.left, expected["left"].get<std::vector<int>>());
    EXPECT_EQ(nodes.right, expected["right"].get<std::vector<int>>());
    EXPECT_EQ(nodes.nSamples, expected["nSamples"].get<std::vector<int>>());
    std::vector<int> counts;
    for (const nlohmann::json& row : expected["counts"]) {
      for (const nlohmann::json& count : row) counts.push_back(count.get<int>());
    }
    EXPECT_EQ(nodes.counts, counts);
    EXPECT_EQ(nodes.threshold, expected["threshold"].get<std::vector<double>>());
    ASSERT_EQ(nodes.impurity.size(), expected["impurity"].size());
    for (std::size_t i = 0; i < nodes.impurity.size(); ++i) {
      EXPECT_NEAR(nodes.impurity[i], expected["impurity"][i].get<double>(),
                  1e-13);  // a few roundings of numbers below 2
    }
    const Matrix proba = tree.predictProba(X.topRows(20));
    EXPECT_LE((proba - matrixFrom(c["predictProba"])).cwiseAbs().maxCoeff(), 1e-15);
    EXPECT_LE((tree.featureImportances() - vectorFrom(c["featureImportances"])).cwiseAbs().maxCoeff(), 1e-12);
    EXPECT_EQ(tree.depth(), c["depth"].get<int>());
    EXPECT_EQ(tree.nLeaves(), c["nLeaves"].get<int>());
  }
}

DecisionTreeClassifierOptions optionsFrom(const nlohmann::json& given) {
  DecisionTreeClassifierOptions options;
  const auto read = [&given]<typename T>(const char* name, T& out) {
    if constexpr (!std::is_same_v<T, MaxFeatures>) {
      if (given.contains(name)) given.at(name).get_to(out);
    }
  };
  DecisionTreeClassifierOptions::fields(read, options);
  return options;
}

// Best-first, pruned and weighted trees. Weights are sums of at most 342 numbers below 10, impurities come from shares
// of them: some hundred eps.
TEST(DecisionTreeClassifier, StopsAndWeighsAsScikitLearnDoes) {
  const nlohmann::json reference = readReference("tree");
  ASSERT_GE(reference["limited"].size(), 20U);
  for (const nlohmann::json& c : reference["limited"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Vector weight = vectorFrom(c["sampleWeight"]);
    DecisionTreeClassifier tree(optionsFrom(c["options"]));
    if (weight.size() > 0) {
      tree.fitWeighted(X, labelsFrom(set["y"]), weight);
    } else {
      tree.fit(X, labelsFrom(set["y"]));
    }
    const DecisionTreeNodes& nodes = tree.nodes();
    const nlohmann::json& expected = c["nodes"];
    EXPECT_EQ(nodes.feature, expected["feature"].get<std::vector<int>>());
    EXPECT_EQ(nodes.threshold, expected["threshold"].get<std::vector<double>>());
    ASSERT_EQ(nodes.nSamples, expected["nSamples"].get<std::vector<int>>());
    for (std::size_t i = 0; i < nodes.impurity.size(); ++i) {
      EXPECT_NEAR(nodes.impurity[i], expected["impurity"][i].get<double>(), 1e-12);
      EXPECT_NEAR(nodes.weight[i], expected["weight"][i].get<double>(), 1e-11);
    }
    EXPECT_LE((tree.predictProba(X.topRows(20)) - matrixFrom(c["predictProba"])).cwiseAbs().maxCoeff(), 1e-13);
    EXPECT_LE((tree.featureImportances() - vectorFrom(c["featureImportances"])).cwiseAbs().maxCoeff(), 1e-12);
  }
}

TEST(DecisionTreeClassifier, PruningPathsAreScikitLearns) {
  const nlohmann::json reference = readReference("tree");
  ASSERT_GE(reference["paths"].size(), 6U);
  for (const nlohmann::json& c : reference["paths"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    DecisionTreeClassifier tree(optionsFrom(c["options"]));
    tree.fit(matrixFrom(set["X"]), labelsFrom(set["y"]));
    const CostComplexityPruningPath path = costComplexityPruningPath(tree.nodes());
    ASSERT_EQ(path.ccpAlphas.size(), c["ccpAlphas"].size());
    for (std::size_t i = 0; i < path.ccpAlphas.size(); ++i) {
      // Differences of risks below 2.
      EXPECT_NEAR(path.ccpAlphas[i], c["ccpAlphas"][i].get<double>(), 1e-13);
      EXPECT_NEAR(path.impurities[i], c["impurities"][i].get<double>(), 1e-13);
    }
  }
}

TEST(DecisionTreeClassifier, FullyGrownTreesAreAsGoodAsScikitLearns) {
  const nlohmann::json reference = readReference("tree");
  for (const nlohmann::json& c : reference["grown"]) {
    SCOPED_TRACE(testing::Message() << c["set"] << " " << c["criterion"]);
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Labels y = labelsFrom(set["y"]), train = labelsFrom(c["train"]), test = labelsFrom(c["test"]);
    const Matrix XTrain = X(train, Eigen::all), XTest = X(test, Eigen::all);
    const Labels yTrain = y(train), yTest = y(test);
    DecisionTreeClassifier tree({.criterion = c["criterion"].get<std::string>()});
    tree.fit(XTrain, yTrain);
    EXPECT_EQ(tree.predict(XTrain), yTrain);
    const double score = (tree.predict(XTest).array() == yTest.array()).cast<double>().mean();
    // Ties are broken by another rule than any of the 50 seeds', so a little beyond their range is fine.
    EXPECT_GE(score, c["minScore"].get<double>() - 0.05);
    EXPECT_LE(score, c["maxScore"].get<double>() + 0.05);
    EXPECT_GE(tree.nLeaves(), c["minLeaves"].get<int>() - 3);
    EXPECT_LE(tree.nLeaves(), c["maxLeaves"].get<int>() + 3);
  }
}

struct Problem {
  Matrix X;
  Labels y;
};

/// Values on a coarse grid, so that equal values and equally good splits are common.
Problem coarseProblem(Rng& rng) {
  const int n = rng.integer(1, 60), d = rng.integer(1, 4), k = rng.integer(1, 4);
  Problem p{Matrix(n, d), Labels(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < d; ++j) p.X(i, j) = rng.integer(-4, 4);
    p.y[i] = rng.integer(0, k - 1);
  }
  return p;
}

long double impurityOf(const std::vector<int>& counts, bool entropy) {
  const long double n = std::accumulate(counts.begin(), counts.end(), 0);
  long double result = entropy ? 0 : 1;
  for (const int count : counts) {
    const long double p = count / n;
    if (!entropy) result -= p * p;
    if (entropy && count > 0) result -= p * std::log2(p);
  }
  return result;
}

/// Every node against the plain rule: all features, all thresholds, counting anew each time.
TEST(DecisionTreeClassifier, EverySplitIsTheFirstOfTheBest) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed);
    const Problem p = coarseProblem(rng);
    const int n = static_cast<int>(p.y.size());
    const bool entropy = seed % 2 == 1;
    const DecisionTreeClassifierOptions options{.criterion = entropy ? "entropy" : "gini",
                                                .maxDepth = rng.integer(0, 6),
                                                .minSamplesSplit = rng.integer(2, 8),
                                                .minSamplesLeaf = rng.integer(1, 4)};
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    DecisionTreeClassifier tree(options);
    tree.fit(p.X, p.y);
    const DecisionTreeNodes& nodes = tree.nodes();
    const int k = tree.nClasses();

    std::vector<std::vector<int>> rowsOf(static_cast<std::size_t>(nodes.size()));
    for (int i = 0; i < n; ++i) {
      std::size_t node = 0;
      for (;;) {
        rowsOf[node].push_back(i);
        if (nodes.feature[node] < 0) break;
        const bool left = p.X(i, nodes.feature[node]) <= nodes.threshold[node];
        node = static_cast<std::size_t>(left ? nodes.left[node] : nodes.right[node]);
      }
    }
    for (std::size_t node = 0; node < rowsOf.size(); ++node) {
      const std::vector<int>& rows = rowsOf[node];
      const auto countsOf = [&](auto keep) {
        std::vector<int> counts(static_cast<std::size_t>(k));
        for (const int row : rows) {
          if (keep(row)) ++counts[static_cast<std::size_t>(p.y[row])];
        }
        return counts;
      };
      const std::vector<int> counts = countsOf([](int) { return true; });
      ASSERT_EQ(nodes.nSamples[node], static_cast<int>(rows.size()));
      ASSERT_TRUE(
          std::equal(counts.begin(), counts.end(), nodes.counts.begin() + static_cast<std::ptrdiff_t>(node) * k));
      ASSERT_NEAR(nodes.impurity[node], static_cast<double>(impurityOf(counts, entropy)), 1e-13);

      int bestFeature = -1;
      double bestThreshold = 0;
      long double best = std::numeric_limits<double>::infinity();
      const bool pure = std::count(counts.begin(), counts.end(), 0) == k - 1;
      if (!pure && nodes.depth[node] < options.maxDepth && static_cast<int>(rows.size()) >= options.minSamplesSplit) {
        for (int j = 0; j < p.X.cols(); ++j) {
          for (int cut = -4; cut < 4; ++cut) {  // between the grid values cut and cut + 1
            const std::vector<int> left = countsOf([&](int row) { return p.X(row, j) <= cut; });
            const std::vector<int> right = countsOf([&](int row) { return p.X(row, j) > cut; });
            const int nLeft = std::accumulate(left.begin(), left.end(), 0);
            const int nRight = std::accumulate(right.begin(), right.end(), 0);
            if (std::min(nLeft, nRight) < options.minSamplesLeaf ||
                countsOf([&](int row) { return p.X(row, j) == cut; }) == std::vector<int>(static_cast<std::size_t>(k)))
              continue;
            const long double weighted = nLeft * impurityOf(left, entropy) + nRight * impurityOf(right, entropy);
            if (weighted < best - 1e-12L) {
              best = weighted;
              bestFeature = j;
              double next = 5;
              for (const int row : rows) {
                if (p.X(row, j) > cut) next = std::min(next, p.X(row, j));
              }
              bestThreshold = (cut + next) / 2;
            }
          }
        }
      }
      ASSERT_EQ(nodes.feature[node], bestFeature) << "node " << node;
      ASSERT_EQ(nodes.threshold[node], bestThreshold) << "node " << node;
    }
  }
}

TEST(DecisionTreeClassifier, FullyGrownTreesRememberEveryDistinctRow) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const Sample s = makeBlobs({.nSamples = 500, .nCenters = 3, .clusterStd = 6, .seed = seed});
    DecisionTreeClassifier tree;
    tree.fit(s.X, s.y);
    EXPECT_EQ(tree.predict(s.X), s.y);
  }
}

// Scaling by a power of two is exact in binary floating point, so not one label may move.
TEST(DecisionTreeClassifier, LabelsSurvivePowerOfTwoScaling) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    const Problem p = coarseProblem(rng);
    DecisionTreeClassifier plain, scaled;
    plain.fit(p.X, p.y);
    scaled.fit(8.0 * p.X, p.y);
    EXPECT_EQ(plain.predict(p.X), scaled.predict(8.0 * p.X));
    EXPECT_EQ(plain.nodes().feature, scaled.nodes().feature);
  }
}

TEST(DecisionTreeClassifier, MirroredDataGiveTheMirroredTreeWhereNothingTies) {
  const Sample s = makeMoons({.nSamples = 200, .noise = 0.3, .seed = 6});
  DecisionTreeClassifier plain({.maxDepth = 2}), mirrored({.maxDepth = 2});
  plain.fit(s.X, s.y);
  mirrored.fit(-s.X, s.y);
  EXPECT_EQ(plain.nodes().feature[0], mirrored.nodes().feature[0]);
  EXPECT_EQ(plain.nodes().threshold[0], -mirrored.nodes().threshold[0]);
  EXPECT_EQ(plain.predict(s.X), mirrored.predict(-s.X));
}

TEST(DecisionTreeClassifier, EqualClassesHaveImpurityOneMinusOneOverK) {
  for (const int k : {1, 2, 3, 4, 7}) {
    Matrix X = Matrix::Zero(k * 5, 1);  // constant: nothing to split
    Labels y(k * 5);
    for (int i = 0; i < k * 5; ++i) y[i] = i % k;
    DecisionTreeClassifier gini, entropy({.criterion = "entropy"});
    gini.fit(X, y);
    entropy.fit(X, y);
    ASSERT_EQ(gini.nodes().size(), 1);
    EXPECT_DOUBLE_EQ(gini.nodes().impurity[0], 1.0 - 1.0 / k);
    EXPECT_NEAR(entropy.nodes().impurity[0], std::log2(k), 1e-14);
    EXPECT_EQ(gini.featureImportances()[0], 0.0);
  }
}

// The midpoint of two neighbouring doubles may round up to the right one; both would then go left.
TEST(DecisionTreeClassifier, SeparatesNeighbouringDoubles) {
  const double largest = std::numeric_limits<double>::max();
  for (const double low :
       {1.0, 1.0 + 2.220446049250313e-16, 0.1, -0.1, 5e-324, -5e-324, std::nextafter(largest, 0), -largest}) {
    Matrix X(2, 1);
    X << low, std::nextafter(low, std::numeric_limits<double>::infinity());
    Labels y(2);
    y << 0, 1;
    DecisionTreeClassifier tree;
    tree.fit(X, y);
    EXPECT_EQ(tree.predict(X), y) << low;
  }
}

// Values that agree in their upper bits take the sort's second way.
TEST(DecisionTreeClassifier, SortsValuesThatDifferInTheLastBitsOnly) {
  Rng rng(1);
  Matrix X(2000, 1);
  Labels y(2000);
  for (int i = 0; i < 2000; ++i) {
    X(i, 0) = i % 2 == 0 ? 1.0 + rng.integer(0, 1000) * std::numeric_limits<double>::epsilon() : -rng.uniform();
    y[i] = X(i, 0) > 1.0 + 500 * std::numeric_limits<double>::epsilon() || X(i, 0) < -0.5;
  }
  DecisionTreeClassifier tree;
  tree.fit(X, y);
  EXPECT_EQ(tree.predict(X), y);
  EXPECT_EQ(tree.nLeaves(), 3);
}

TEST(DecisionTreeClassifier, NegativeZeroIsZero) {
  Matrix X(2, 1);
  X << 0.0, -0.0;
  Labels y(2);
  y << 0, 1;
  DecisionTreeClassifier tree;
  tree.fit(X, y);
  EXPECT_EQ(tree.nodes().size(), 1);
}

TEST(DecisionTreeClassifier, NodesAreInDepthFirstOrderAndLeavesHoldAllSamples) {
  const Sample s = makeMoons({.nSamples = 150, .noise = 0.4, .seed = 8});
  DecisionTreeClassifier tree({.minSamplesLeaf = 3});
  tree.fit(s.X, s.y);
  const DecisionTreeNodes& nodes = tree.nodes();
  int inLeaves = 0;
  for (int i = 0; i < nodes.size(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (nodes.feature[at] < 0) {
      inLeaves += nodes.nSamples[at];
      EXPECT_GE(nodes.nSamples[at], 3);
    } else {
      EXPECT_EQ(nodes.left[at], i + 1);
      EXPECT_GT(nodes.right[at], i + 1);
    }
  }
  EXPECT_EQ(inLeaves, 150);
  const Labels leaves = tree.apply(s.X);
  for (const int leaf : leaves) EXPECT_EQ(nodes.feature[static_cast<std::size_t>(leaf)], -1);
}

TEST(DecisionTreeClassifier, RefusesOptionsOutOfRange) {
  const Sample s = makeMoons({.nSamples = 10});
  const auto message = [&](DecisionTreeClassifierOptions options) -> std::string {
    DecisionTreeClassifier tree(options);
    try {
      tree.fit(s.X, s.y);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      EXPECT_FALSE(tree.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.maxDepth = 1025}), "maxDepth: expected 0..1024, got 1025");
  EXPECT_EQ(message({.maxDepth = -1}), "maxDepth: expected 0..1024, got -1");
  EXPECT_EQ(message({.criterion = "mse"}), "criterion: expected \"gini\" or \"entropy\", got \"mse\"");
  EXPECT_NE(message({.minSamplesSplit = 1}), "");
  EXPECT_NE(message({.minSamplesLeaf = 0}), "");
  EXPECT_EQ(message({.minSamplesSplit = 1000, .minSamplesLeaf = std::numeric_limits<int>::max()}), "");
}

template <int kMaxDepth>
std::unique_ptr<Classifier> gini() {
  return std::make_unique<DecisionTreeClassifier>(DecisionTreeClassifierOptions{.maxDepth = kMaxDepth});
}
std::unique_ptr<Classifier> entropy() {
  return std::make_unique<DecisionTreeClassifier>(DecisionTreeClassifierOptions{.criterion = "entropy", .maxDepth = 4});
}
INSTANTIATE_TEST_SUITE_P(DecisionTreeClassifier, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "Stump", .make = gini<1>},
                                         BatteryCase{.name = "FullyGrown", .make = gini<32>, .maxFeature = 1e307},
                                         BatteryCase{.name = "Entropy", .make = entropy, .maxFeature = 1e307}),
                         batteryName);

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
