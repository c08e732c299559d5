#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/ensemble/forest_classifier.h"
#include "scrollwork/ensemble/forest_regressor.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/tree/decision_tree_classifier.h"
#include "scrollwork/tree/decision_tree_regressor.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

constexpr int kSeeds = 6;

struct Statistics {
  double score = 0, oobScore = 0, leaves = 0, depth = 0;
  Vector importances;
};

template <typename Nodes>
void addShape(const Nodes& tree, Statistics& s) {
  int deepest = 0;
  for (int i = 0; i < tree.size(); ++i) {
    if (tree.feature[static_cast<std::size_t>(i)] < 0) s.leaves += 1.0 / 50 / kSeeds;
    deepest = std::max(deepest, tree.depth[static_cast<std::size_t>(i)]);
  }
  s.depth += deepest / 50.0 / kSeeds;
}

template <typename Forest>
typename Forest::Options optionsFrom(const json& c, std::uint64_t seed) {
  typename Forest::Options options;
  options.nEstimators = 50;
  options.bootstrap = options.oobScore = true;
  options.minSamplesLeaf = c["minSamplesLeaf"].get<int>();
  options.maxSamples = c["maxSamples"].get<double>();
  const json& maxFeatures = c["maxFeatures"];
  // scikit-learn's 1.0 is all of them.
  if (maxFeatures.is_string()) options.maxFeatures = maxFeatures.get<std::string>();
  if (maxFeatures.is_number()) options.maxFeatures = maxFeatures.get<double>();
  options.criterion = c["criterion"].get<std::string>();
  options.maxDepth = c["maxDepth"].get<int>();
  options.maxLeafNodes = c["maxLeafNodes"].get<int>();
  options.seed = seed;
  return options;
}

template <typename Forest, typename Targets, typename Score>
Statistics statisticsOf(const json& c, const Matrix& X, const Targets& y, const Score& score) {
  const Eigen::Index half = X.rows() / 2;
  Statistics s;
  s.importances = Vector::Zero(X.cols());
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    Forest forest(optionsFrom<Forest>(c, seed));
    const Targets yTrain = y.head(half), yTest = y.tail(y.size() - half);
    forest.fit(X.topRows(half), yTrain);
    s.score += score(forest.predict(X.bottomRows(X.rows() - half)), yTest) / kSeeds;
    s.oobScore += forest.oobScore() / kSeeds;
    s.importances += forest.featureImportances() / kSeeds;
    for (int t = 0; t < forest.nTrees(); ++t) addShape(forest.tree(t), s);
  }
  return s;
}

double accuracy(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }
double r2(const Vector& predicted, const Vector& y) {
  return 1 - (predicted - y).squaredNorm() / (y.array() - y.mean()).matrix().squaredNorm();
}

/// Both are means over seeds, of 40 and of kSeeds forests: they may differ by five standard errors of that difference,
/// and by `slack` for what is no chance: the rule for ties, and scikit-learn's X in single precision.
void expectNear(double mean, const json& expected, double slack, const char* what, int item = -1) {
  const json& m = item < 0 ? expected["mean"] : expected["mean"][static_cast<std::size_t>(item)];
  const json& s = item < 0 ? expected["std"] : expected["std"][static_cast<std::size_t>(item)];
  const double error = s.get<double>() * std::sqrt(1.0 / kSeeds + 1.0 / 40);
  EXPECT_NEAR(mean, m.get<double>(), 5 * error + slack) << what << " " << item;
}

TEST(Forests, ScoreLikeScikitLearnsOverSeeds) {
  const json reference = readReference("ensemble_forest");
  for (const json& c : reference["cases"]) {
    const auto kind = c["kind"].get<std::string>();
    SCOPED_TRACE(kind + " on " + c["set"].get<std::string>() + " maxFeatures " + c["maxFeatures"].dump());
    const json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    Statistics s;
    if (kind == "RandomForestClassifier")
      s = statisticsOf<RandomForestClassifier>(c, X, labelsFrom(set["y"]), accuracy);
    if (kind == "ExtraTreesClassifier") s = statisticsOf<ExtraTreesClassifier>(c, X, labelsFrom(set["y"]), accuracy);
    if (kind == "RandomForestRegressor") s = statisticsOf<RandomForestRegressor>(c, X, vectorFrom(set["y"]), r2);
    if (kind == "ExtraTreesRegressor") s = statisticsOf<ExtraTreesRegressor>(c, X, vectorFrom(set["y"]), r2);
    expectNear(s.score, c["score"], 0.005, "score");
    expectNear(s.oobScore, c["oobScore"], 0.005, "oobScore");
    expectNear(s.leaves, c["leaves"], 0.01 * c["leaves"]["mean"].get<double>(), "leaves");
    expectNear(s.depth, c["depth"], 0.02 * c["depth"]["mean"].get<double>(), "depth");
    for (int j = 0; j < X.cols(); ++j) expectNear(s.importances[j], c["importances"], 0.005, "importance", j);
  }
}

Sample moons() { return makeMoons({.nSamples = 120, .noise = 0.3, .seed = 3}); }

TEST(Forests, TreeByTreeIsAllAtOnceAndEachTreeIsItsOwn) {
  const Sample s = moons();
  RandomForestClassifier all({.nEstimators = 12, .oobScore = true, .seed = 5});
  all.fit(s.X, s.y);
  RandomForestClassifier steps({.nEstimators = 20, .oobScore = true, .seed = 5});
  EXPECT_THROW(steps.step(), Error);
  steps.begin(s.X, s.y);
  EXPECT_FALSE(steps.fitted());
  steps.step();
  EXPECT_TRUE(steps.fitted());
  EXPECT_EQ(steps.predictTrees(s.X), all.predictTrees(s.X).leftCols(1));
  RandomForestClassifier copy = steps;  // goes on by itself
  steps.step(11);
  copy.step(11);
  EXPECT_EQ(steps.predictProba(s.X), all.predictProba(s.X));
  EXPECT_EQ(copy.predictProba(s.X), all.predictProba(s.X));
  EXPECT_EQ(steps.oobScores(), all.oobScores());
  EXPECT_EQ(steps.oobScores().size(), 12U);
  EXPECT_FALSE(steps.done());
  steps.step(1000);
  EXPECT_TRUE(steps.done());
  EXPECT_EQ(steps.nTrees(), 20);
  EXPECT_THROW(steps.step(-1), Error);
}

// The mean of the leaves' shares, which are rounded to 2^-39: by less than k units a share.
TEST(Forests, ProbabilitiesAreTheMeanOfTheTreesShares) {
  const Sample s = makeBlobs({.nSamples = 90, .nCenters = 3, .clusterStd = 4, .seed = 2});
  RandomForestClassifier forest({.nEstimators = 30, .minSamplesLeaf = 3});
  forest.fit(s.X, s.y);
  const Eigen::MatrixXi leaves = forest.apply(s.X);
  Matrix mean = Matrix::Zero(s.X.rows(), 3);
  for (int t = 0; t < 30; ++t) {
    const DecisionTreeNodes& tree = forest.tree(t);
    for (Eigen::Index i = 0; i < s.X.rows(); ++i) {
      const auto leaf = static_cast<std::size_t>(leaves(i, t));
      for (std::size_t c = 0; c < 3; ++c) {
        mean(i, static_cast<Eigen::Index>(c)) += tree.counts[leaf * 3 + c] / tree.weight[leaf] / 30;
      }
    }
  }
  EXPECT_LE((forest.predictProba(s.X) - mean).cwiseAbs().maxCoeff(), 3 * std::ldexp(1.0, -39));
  const Eigen::MatrixXi votes = forest.predictTrees(s.X);
  EXPECT_EQ(votes.cols(), 30);
  EXPECT_GE(votes.minCoeff(), 0);
  EXPECT_LE(votes.maxCoeff(), 2);
}

TEST(Forests, OutOfBagIsTheForestOfTheTreesThatDidNotDrawTheRow) {
  const Sample s = moons();
  RandomForestClassifier forest({.nEstimators = 15, .oobScore = true, .seed = 8});
  forest.fit(s.X, s.y);
  const Matrix oob = forest.oobDecisionFunction();
  int right = 0, judged = 0;
  for (Eigen::Index i = 0; i < s.X.rows(); ++i) {
    double ones = 0;
    int times = 0;
    for (int t = 0; t < 15; ++t) {
      if (forest.bootstrapCounts(t)[i] > 0) continue;
      const DecisionTreeNodes& tree = forest.tree(t);
      const auto leaf = static_cast<std::size_t>(forest.apply(s.X.row(i))(0, t));
      ones += tree.counts[2 * leaf + 1] / tree.weight[leaf];
      ++times;
    }
    if (times == 0) {
      EXPECT_TRUE(std::isnan(oob(i, 0)));
      continue;
    }
    EXPECT_NEAR(oob(i, 1), ones / times, 1e-11);
    ++judged;
    right += (oob(i, 1) > oob(i, 0) ? 1 : 0) == s.y[i];
  }
  EXPECT_DOUBLE_EQ(forest.oobScore(), static_cast<double>(right) / judged);
  RandomForestClassifier without;
  without.fit(s.X, s.y);
  EXPECT_EQ(codeOf([&] { (void)without.oobScore(); }), ErrorCode::kNotFitted);
}

TEST(Forests, BootstrapCountsAreWhatTheRootHolds) {
  const Sample s = moons();
  RandomForestClassifier forest({.nEstimators = 3, .maxSamples = 0.5});
  forest.fit(s.X, s.y);
  for (int t = 0; t < 3; ++t) {
    const Labels counts = forest.bootstrapCounts(t);
    EXPECT_EQ(counts.sum(), 60);
    EXPECT_EQ((counts.array() > 0).count(), forest.tree(t).nSamples[0]);
    EXPECT_EQ(forest.tree(t).weight[0], 60);
  }
}

// With all rows and all features every tree of a random forest is the decision tree.
TEST(Forests, WithoutChanceEveryTreeIsTheDecisionTree) {
  const Sample s = moons();
  // As deep as no splits tie: small nodes are full of ties, which fall at random in a forest.
  RandomForestClassifier forest({.nEstimators = 2, .maxDepth = 3, .maxFeatures = "all", .bootstrap = false});
  DecisionTreeClassifier tree({.maxDepth = 3});
  forest.fit(s.X, s.y);
  tree.fit(s.X, s.y);
  EXPECT_EQ(forest.tree(1).threshold, tree.nodes().threshold);
  EXPECT_LE((forest.predictProba(s.X) - tree.predictProba(s.X)).cwiseAbs().maxCoeff(), std::ldexp(1.0, -38));
  RandomForestRegressor means({.nEstimators = 2, .maxDepth = 3, .bootstrap = false});
  DecisionTreeRegressor mean({.maxDepth = 3});
  means.fit(s.X, s.X.col(0));
  mean.fit(s.X, s.X.col(0));
  EXPECT_EQ(means.tree(0).value, mean.nodes().value);
}

// A tree that looks at few features must not depend on whether its nodes keep sorted lists or sort: with as many as all
// minus one both ways occur, for large and for small d.
TEST(Forests, TreesOfFewFeaturesSplitWhereTheirImpuritySays) {
  const Matrix X = normalMatrix(4, 300, 12);
  Labels y(300);
  for (int i = 0; i < 300; ++i) y[i] = X(i, 0) * X(i, 1) > 0;
  for (const double maxFeatures : {1, 2, 5, 11}) {
    DecisionTreeClassifier tree({.maxFeatures = maxFeatures, .seed = 3});
    tree.fit(X, y);
    EXPECT_EQ(tree.predict(X), y) << maxFeatures;
    const DecisionTreeNodes& nodes = tree.nodes();
    const Labels leaves = tree.apply(X);
    std::vector<int> rows(static_cast<std::size_t>(nodes.size()));
    for (const int leaf : leaves) ++rows[static_cast<std::size_t>(leaf)];
    for (int i = nodes.size() - 1; i >= 0; --i) {
      const auto at = static_cast<std::size_t>(i);
      if (nodes.feature[at] >= 0) {
        rows[at] = rows[static_cast<std::size_t>(nodes.left[at])] + rows[static_cast<std::size_t>(nodes.right[at])];
      }
      ASSERT_EQ(rows[at], nodes.nSamples[at]) << "node " << i << " of " << maxFeatures;
    }
  }
}

/// The classifier itself without its way to paint.
class PixelByPixel final : public Classifier {
 public:
  explicit PixelByPixel(const Classifier& asked) : asked_(asked) {}
  void fit(const MatrixView& /*X*/, const LabelView& /*y*/) override {}
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override { return asked_.predictProba(X); }
  [[nodiscard]] Labels predict(const MatrixView& X) const override { return asked_.predict(X); }
  [[nodiscard]] bool fitted() const override { return true; }
  [[nodiscard]] int nFeaturesIn() const override { return 2; }
  [[nodiscard]] int nClasses() const override { return asked_.nClasses(); }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return nullptr; }

 private:
  const Classifier& asked_;
};

TEST(Forests, PaintedSurfacesAreBitEqualToPredictedOnes) {
  for (const int k : {1, 2, 3, 5}) {
    const Sample s = makeBlobs({.nSamples = 150, .nCenters = k, .clusterStd = 5, .seed = 7});
    // Coordinates on pixel centres too: thresholds that pixels lie on exactly.
    const Matrix X = (8 * s.X).array().round() / 8;
    RandomForestClassifier forest({.nEstimators = 25});
    ExtraTreesClassifier extra({.nEstimators = 25, .minSamplesLeaf = 4});
    DecisionTreeClassifier tree;
    DecisionTreeClassifier weighted({.maxDepth = 5});
    forest.fit(X, s.y);
    extra.fit(X, s.y);
    tree.fit(X, s.y);
    weighted.fitWeighted(X, s.y, X.col(0).cwiseAbs() + Vector::Constant(150, 0.01));
    for (const Classifier* classifier :
         {static_cast<const Classifier*>(&forest), static_cast<const Classifier*>(&extra),
          static_cast<const Classifier*>(&tree), static_cast<const Classifier*>(&weighted)}) {
      for (const auto& [width, height] : {std::pair{1, 1}, {1, 9}, {64, 64}, {37, 50}}) {
        const DecisionSurfaceOptions options{.bounds = {-8, 8, -8, 8}, .width = width, .height = height};
        const DecisionSurface painted = decisionSurface(*classifier, options);
        const DecisionSurface predicted = decisionSurface(PixelByPixel(*classifier), options);
        EXPECT_EQ(painted.probability, predicted.probability);
        EXPECT_EQ(painted.classProbability, predicted.classProbability);
        EXPECT_EQ(painted.rgba, predicted.rgba);
        EXPECT_EQ(painted.label, predicted.label);
      }
      // In double precision too, which the surface rounds away.
      Matrix grid;
      const std::vector<double> xs{-3, -1.0625, 0, 0.5, 2}, ys{4, 1.5, -0.25};
      ASSERT_TRUE(classifier->predictProbaGrid(xs, ys, grid));
      for (Eigen::Index i = 0; i < 15; ++i) {
        Matrix point(1, 2);
        point << xs[static_cast<std::size_t>(i % 5)], ys[static_cast<std::size_t>(i / 5)];
        EXPECT_EQ(grid.row(i), classifier->predictProba(point).row(0));
      }
    }
  }
}

TEST(Forests, TheVarianceFormulaHolds) {
  // B trees whose predictions have the mean variance s^2 and the mean covariance rho s^2 over forests: the variance of
  // their mean is rho s^2 + (1 - rho) s^2 / B, as an identity when the means are taken over the trees.
  const Matrix X = normalMatrix(5, 80, 3);
  const Vector y = X.col(0).array() * X.col(1).array();
  const Matrix point = normalMatrix(6, 1, 3);
  constexpr int kForests = 40, kTrees = 8;
  Matrix predictions(kForests, kTrees);
  Vector means(kForests);
  for (int f = 0; f < kForests; ++f) {
    RandomForestRegressor forest({.nEstimators = kTrees, .seed = static_cast<std::uint64_t>(f)});
    forest.fit(X, y);
    predictions.row(f) = forest.predictTrees(point).row(0);
    means[f] = forest.predict(point)[0];
  }
  const Matrix centred = predictions.rowwise() - predictions.colwise().mean();
  const Matrix covariance = centred.transpose() * centred / kForests;
  const double variance = covariance.trace() / kTrees;
  const double rho = (covariance.sum() - covariance.trace()) / (kTrees * (kTrees - 1)) / variance;
  const double ofMeans = (means.array() - means.mean()).square().mean();
  EXPECT_NEAR(ofMeans, rho * variance + (1 - rho) * variance / kTrees, 1e-12);
}

TEST(Forests, RefuseOptionsOutOfRange) {
  const Sample s = moons();
  const auto message = [&](RandomForestClassifierOptions options) -> std::string {
    RandomForestClassifier forest(options);
    try {
      forest.fit(s.X, s.y);
    } catch (const Error& error) {
      EXPECT_FALSE(forest.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nEstimators = 0}), "nEstimators: expected 1..10000, got 0");
  EXPECT_EQ(message({.maxSamples = 0}), "maxSamples: expected a share in (0, 1], got 0");
  EXPECT_NE(message({.bootstrap = false, .oobScore = true}), "");
  EXPECT_NE(message({.criterion = "mse"}), "");
  EXPECT_NE(message({.maxFeatures = 7}), "");
}

template <typename Forest>
std::unique_ptr<Classifier> classifier() {
  return std::make_unique<Forest>(typename Forest::Options{.nEstimators = 7});
}
INSTANTIATE_TEST_SUITE_P(Forests, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "RandomForest",
                                                     .make = classifier<RandomForestClassifier>,
                                                     .maxFeature = 1e307,
                                                     .symmetricInRows = false},
                                         BatteryCase{.name = "ExtraTrees",
                                                     .make =
                                                         [] {
                                                           return std::make_unique<ExtraTreesClassifier>(
                                                               ExtraTreesClassifierOptions{.nEstimators = 7});
                                                         },
                                                     .maxFeature = 1e307}),
                         batteryName);
template <typename Forest>
std::unique_ptr<Regressor> regressor() {
  return std::make_unique<Forest>(typename Forest::Options{.nEstimators = 7});
}
INSTANTIATE_TEST_SUITE_P(Forests, RegressorBattery,
                         testing::Values(RegressorCase{.name = "RandomForest",
                                                       .make = regressor<RandomForestRegressor>,
                                                       .symmetricInRows = false},
                                         RegressorCase{.name = "ExtraTrees", .make = regressor<ExtraTreesRegressor>}),
                         batteryName);

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
