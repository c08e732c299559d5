#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/ensemble/gradient_boosting_classifier.h"
#include "scrollwork/ensemble/gradient_boosting_regressor.h"
#include "scrollwork/error.h"
#include "scrollwork/tree/decision_tree_regressor.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

const json& reference() {
  static const json file = readReference("boosting");
  return file;
}

/// The options that a stored case names; the others keep their defaults.
template <typename Options>
Options optionsOf(const json& given) {
  Options options;
  const auto read = [&given](const char* name, auto& out) {
    if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(out)>, MaxFeatures>) {
      if (given.contains(name)) given[name].get_to(out);
    }
  };
  Options::fields(read, options);
  return options;
}

/// Thresholds are midpoints of stored numbers: one rounding on either side. Leaf values and scores are sums over at
/// most 569 rows whose terms carry the errors of all earlier rounds; 569 eps times 40 rounds is 5e-12, relative to the
/// largest number of its kind. Newton steps divide by p (1 - p), at least 0.01 in these models.
constexpr double kTolerance = 5e-10;

void expectNear(const Vector& got, const Vector& expected, const char* what) {
  ASSERT_EQ(got.size(), expected.size()) << what;
  EXPECT_LE((got - expected).cwiseAbs().maxCoeff(), kTolerance * std::max(1e-3, expected.cwiseAbs().maxCoeff()))
      << what;
}
Vector toVector(const std::vector<double>& numbers) {
  return Eigen::Map<const Vector>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

void expectTree(const RegressionTreeNodes& tree, const json& expected, double scale) {
  EXPECT_EQ(tree.feature, expected["feature"].get<std::vector<int>>());
  EXPECT_EQ(tree.nSamples, expected["nSamples"].get<std::vector<int>>());
  const auto thresholds = expected["threshold"].get<std::vector<double>>();
  const auto values = expected["value"].get<std::vector<double>>();
  ASSERT_EQ(tree.threshold.size(), thresholds.size());
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    EXPECT_NEAR(tree.threshold[i], thresholds[i], 1e-14 * std::fabs(thresholds[i]));
    if (tree.feature[i] >= 0) continue;
    EXPECT_NEAR(tree.value[i], values[i], kTolerance * scale);
  }
}

TEST(GradientBoostingRegressor, EqualsScikitLearn) {
  for (const json& c : reference()["regressions"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const json& set = reference()["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Vector y = vectorFrom(set["y"]);
    GradientBoostingRegressor model(optionsOf<GradientBoostingRegressorOptions>(c["options"]));
    model.fit(X, y);
    ASSERT_EQ(model.trees().size(), c["nTrees"].get<std::size_t>());
    const double scale = y.cwiseAbs().maxCoeff();
    expectTree(model.trees().front(), c["first"], scale);
    expectTree(model.trees().back(), c["last"], scale);
    expectNear(toVector(model.trainScore()), vectorFrom(c["trainScore"]), "trainScore");
    const Matrix staged = model.stagedPredict(X.topRows(25));
    expectNear(staged.col(model.nRounds() / 2), vectorFrom(c["half"]), "half");
    expectNear(staged.rightCols(1), vectorFrom(c["predicted"]), "predicted");
    expectNear(model.predict(X.topRows(25)), vectorFrom(c["predicted"]), "predicted");
    expectNear(model.featureImportances(), vectorFrom(c["featureImportances"]), "importances");
  }
}

TEST(GradientBoostingClassifier, EqualsScikitLearn) {
  for (const json& c : reference()["classifications"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const json& set = reference()["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Labels y = labelsFrom(set["y"]);
    GradientBoostingClassifier model(optionsOf<GradientBoostingClassifierOptions>(c["options"]));
    model.fit(X, y);
    ASSERT_EQ(model.trees().size(), c["nTrees"].get<std::size_t>());
    expectTree(model.trees().front(), c["first"], 1);
    expectTree(model.trees().back(), c["last"], 1);
    expectNear(toVector(model.trainScore()), vectorFrom(c["trainScore"]), "trainScore");
    const Matrix staged = model.stagedPredictProba(X.topRows(25));
    const Matrix half = matrixFrom(c["half"]), last = matrixFrom(c["predicted"]);
    const Eigen::Index k = last.cols();
    ASSERT_EQ(staged.cols(), model.nRounds() * k);
    EXPECT_LE((staged.middleCols(model.nRounds() / 2 * k, k) - half).cwiseAbs().maxCoeff(), kTolerance);
    EXPECT_LE((staged.rightCols(k) - last).cwiseAbs().maxCoeff(), kTolerance);
    EXPECT_LE((model.predictProba(X.topRows(25)) - last).cwiseAbs().maxCoeff(), kTolerance);
    expectNear(model.featureImportances(), vectorFrom(c["featureImportances"]), "importances");
  }
}

// The score of one fit with rows drawn is a random number; 30 of scikit-learn's against 30 of ours. The difference of
// the means has a standard error of about s sqrt(2 / 30); 5 of them are passed by chance once in a million.
TEST(GradientBoosting, WithRowsDrawnItScoresAsScikitLearnDoes) {
  for (const json& c : reference()["spreads"]) {
    const std::string kind = c["kind"];
    SCOPED_TRACE(kind + " " + c["set"].get<std::string>());
    const json& set = reference()["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const auto train = c["train"].get<std::vector<int>>(), test = c["test"].get<std::vector<int>>();
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      if (kind == "GradientBoostingRegressor") {
        const Vector y = vectorFrom(set["y"]);
        auto options = optionsOf<GradientBoostingRegressorOptions>(c["options"]);
        options.seed = seed;
        GradientBoostingRegressor model(options);
        model.fit(X(train, Eigen::all), y(train));
        const Vector truth = y(test);
        const double spread = (truth.array() - truth.mean()).square().sum();
        sum += 1 - (model.predict(X(test, Eigen::all)) - truth).squaredNorm() / spread;
      } else {
        const Labels y = labelsFrom(set["y"]);
        auto options = optionsOf<GradientBoostingClassifierOptions>(c["options"]);
        options.seed = seed;
        GradientBoostingClassifier model(options);
        model.fit(X(train, Eigen::all), y(train));
        const Labels truth = y(test);
        sum += (model.predict(X(test, Eigen::all)).array() == truth.array()).cast<double>().mean();
      }
    }
    EXPECT_NEAR(sum / 30, c["mean"], 5 * c["std"].get<double>() * std::sqrt(2 / 30.0));
  }
}

struct Problem {
  Matrix X;
  Vector y;
};
Problem waves(std::uint64_t seed, int n = 150) {
  Rng rng(seed);
  Problem p{Matrix(n, 3), Vector(n)};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < 3; ++j) p.X(i, j) = rng.uniform(-2, 2);
    p.y[i] = 3 * p.X(i, 0) * p.X(i, 1) + std::fabs(p.X(i, 2)) + 0.3 * rng.normal();
  }
  return p;
}

// One round at learning rate 1 is the mean plus a regression tree of the residuals: the regression tree of y itself.
TEST(GradientBoostingRegressor, OneFullRoundIsARegressionTree) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Problem p = waves(seed);
    GradientBoostingRegressor model({.learningRate = 1, .nEstimators = 1, .maxDepth = 4});
    DecisionTreeRegressor tree({.maxDepth = 4});
    model.fit(p.X, p.y);
    tree.fit(p.X, p.y);
    EXPECT_EQ(model.trees()[0].feature, tree.nodes().feature);
    EXPECT_LE((model.predict(p.X) - tree.predict(p.X)).cwiseAbs().maxCoeff(), 1e-13);
  }
}

// A leaf's mean is the best constant: moving part of the way there never raises the squared error. The same holds for
// the median in absolute error, up to the choice among equal medians.
TEST(GradientBoostingRegressor, NoRoundRaisesTheLoss) {
  for (const char* loss : {"squared_error", "absolute_error"}) {
    for (const double learningRate : {0.05, 0.5, 1.0}) {
      const Problem p = waves(5);
      GradientBoostingRegressor model({.loss = loss, .learningRate = learningRate, .nEstimators = 60});
      model.fit(p.X, p.y);
      const std::vector<double>& scores = model.trainScore();
      for (std::size_t m = 1; m < scores.size(); ++m) EXPECT_LE(scores[m], scores[m - 1] + 1e-12) << loss;
    }
  }
}

TEST(GradientBoostingRegressor, ResidualsAreTheNegativeGradient) {
  const Problem p = waves(2);
  for (const char* loss : {"squared_error", "absolute_error", "huber"}) {
    GradientBoostingRegressor model({.loss = loss, .nEstimators = 5, .alpha = 0.8});
    model.begin(p.X, p.y);
    model.step(3);
    const Vector error = p.y - model.predict(p.X);
    std::vector<double> sizes(150);
    for (std::size_t i = 0; i < 150; ++i) sizes[i] = std::fabs(error[static_cast<Eigen::Index>(i)]);
    std::sort(sizes.begin(), sizes.end());
    const double gamma = sizes[119];  // 0.8 of 150 do not exceed it
    for (Eigen::Index i = 0; i < 150; ++i) {
      const std::string name = loss;
      const double expected = name == "squared_error"    ? error[i]
                              : name == "absolute_error" ? (error[i] > 0 ? 1.0 : -1.0)
                                                         : std::clamp(error[i], -gamma, gamma);
      EXPECT_NEAR(model.residuals()[i], expected, 1e-13) << loss;
    }
  }
}

TEST(GradientBoostingClassifier, ResidualsAreTruthMinusProbability) {
  for (const int nCenters : {2, 3}) {
    const Sample s = makeBlobs({.nSamples = 90, .nCenters = nCenters, .clusterStd = 4, .seed = 3});
    GradientBoostingClassifier model({.nEstimators = 8});
    model.begin(s.X, s.y);
    for (int m = 0; m < 4; ++m, model.step(2)) {
      const Matrix p = model.predictProba(s.X);
      const Eigen::MatrixXd& residuals = model.residuals();
      ASSERT_EQ(residuals.cols(), nCenters == 2 ? 1 : 3);
      for (Eigen::Index i = 0; i < 90; ++i) {
        for (Eigen::Index c = 0; c < residuals.cols(); ++c) {
          const Eigen::Index label = nCenters == 2 ? 1 : c;
          EXPECT_NEAR(residuals(i, c), (s.y[i] == label ? 1 : 0) - p(i, label), 1e-14);
        }
      }
    }
    // Every column of residuals of the start sums to 0: the start is the optimum without features.
    model.begin(s.X, s.y);
    EXPECT_LE(model.residuals().colwise().sum().cwiseAbs().maxCoeff(), 1e-12);
  }
}

template <typename Model, typename Target>
void expectStepsEqualFit(typename std::remove_cvref_t<decltype(std::declval<Model>().options())> options,
                         const Matrix& X, const Target& y) {
  Model whole(options), stepped(options);
  whole.fit(X, y);
  EXPECT_TRUE(whole.done());
  stepped.begin(X, y);
  EXPECT_FALSE(stepped.done());
  for (int n = 0; !stepped.done(); ++n) stepped.step(n % 3);
  EXPECT_EQ(stepped.nRounds(), options.nEstimators);
  EXPECT_EQ(stepped.predict(X), whole.predict(X));
  EXPECT_EQ(stepped.trainScore(), whole.trainScore());
  EXPECT_EQ(stepped.oobImprovement(), whole.oobImprovement());
  const int rounds = stepped.nRounds();
  stepped.step(5);
  EXPECT_EQ(stepped.nRounds(), rounds);
  for (const int r : {0, 1, rounds / 2, rounds}) {
    const auto before = whole.after(r);
    EXPECT_EQ(before->nRounds(), r);
    if (r == 0) continue;
    EXPECT_EQ(before->predict(X), whole.stagedPredict(X).col(r - 1));
  }
  EXPECT_EQ(codeOf([&] { (void)whole.after(rounds + 1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)whole.residuals(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { whole.after(1)->step(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { stepped.step(-1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { Model(options).step(); }), ErrorCode::kNotFitted);
}

TEST(GradientBoosting, StepsStagesAndFitAreTheSameModel) {
  const Problem p = waves(7);
  const Sample two = makeMoons({.nSamples = 80, .noise = 0.3, .seed = 4});
  const Sample three = makeBlobs({.nSamples = 80, .nCenters = 3, .clusterStd = 5, .seed = 4});
  for (const double subsample : {1.0, 0.5}) {
    for (const char* loss : {"squared_error", "absolute_error", "huber"}) {
      expectStepsEqualFit<GradientBoostingRegressor>(
          {.loss = loss, .nEstimators = 9, .subsample = subsample, .maxFeatures = 2.0, .seed = 5}, p.X, p.y);
    }
    for (const Sample* s : {&two, &three}) {
      expectStepsEqualFit<GradientBoostingClassifier>(
          {.nEstimators = 9, .subsample = subsample, .maxFeatures = "sqrt", .seed = 5}, s->X, s->y);
    }
  }
}

TEST(GradientBoosting, DrawnRowsAreCountedAndTheOthersJudge) {
  const Problem p = waves(3);
  GradientBoostingRegressor model({.nEstimators = 40, .subsample = 0.337, .seed = 1});
  model.fit(p.X, p.y);
  ASSERT_EQ(model.oobImprovement().size(), 40U);
  for (const RegressionTreeNodes& tree : model.trees()) EXPECT_EQ(tree.nSamples[0], 50);  // 0.337 of 150, rounded down
  EXPECT_GT(toVector(model.oobImprovement()).head(10).sum(), 0);
  // Another seed draws other rows; the same seed the same.
  GradientBoostingRegressor same(model.options()), other({.nEstimators = 40, .subsample = 0.337, .seed = 2});
  same.fit(p.X, p.y);
  other.fit(p.X, p.y);
  EXPECT_EQ(same.predict(p.X), model.predict(p.X));
  EXPECT_NE(other.predict(p.X), model.predict(p.X));
  GradientBoostingRegressor all({.nEstimators = 3});
  all.fit(p.X, p.y);
  EXPECT_TRUE(all.oobImprovement().empty());
  // A share that leaves no whole row still draws one.
  GradientBoostingRegressor one({.nEstimators = 2, .subsample = 1e-9});
  one.fit(p.X, p.y);
  EXPECT_EQ(one.trees()[0].nSamples[0], 1);
}

TEST(GradientBoostingClassifier, LabelsThatDoNotOccurHaveNoShare) {
  const Sample s = makeBlobs({.nSamples = 60, .nCenters = 3, .clusterStd = 2, .seed = 8});
  for (const std::vector<int>& names : {std::vector<int>{0, 2, 5}, {1, 4, 1}, {3, 1, 4}}) {
    Labels y(60);
    for (Eigen::Index i = 0; i < 60; ++i) y[i] = names[static_cast<std::size_t>(s.y[i])];
    GradientBoostingClassifier model({.nEstimators = 20});
    model.fit(s.X, y);
    const Matrix p = model.predictProba(s.X);
    ASSERT_EQ(p.cols(), y.maxCoeff() + 1);
    for (Eigen::Index label = 0; label < p.cols(); ++label) {
      const bool occurs = std::find(names.begin(), names.end(), label) != names.end();
      EXPECT_EQ(p.col(label).maxCoeff() > 0, occurs) << label;
    }
    EXPECT_EQ(model.predict(s.X), y);
  }
}

TEST(GradientBoosting, RefusesOptionsOutOfRange) {
  const Problem p = waves(1, 20);
  const auto message = [&](GradientBoostingRegressorOptions options) -> std::string {
    GradientBoostingRegressor model(options);
    try {
      model.fit(p.X, p.y);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.loss = "quantile"}),
            "loss: expected \"squared_error\", \"absolute_error\" or \"huber\", got \"quantile\"");
  EXPECT_EQ(message({.learningRate = 0}), "learningRate: expected a finite number > 0, got 0");
  EXPECT_EQ(message({.learningRate = 2.5}), "learningRate: expected 0..2, got 2.5");
  EXPECT_EQ(message({.nEstimators = 0}), "nEstimators: expected 1..100000, got 0");
  EXPECT_NE(message({.subsample = 0}), "");
  EXPECT_NE(message({.subsample = 1.1}), "");
  EXPECT_NE(message({.criterion = "mse"}), "");
  EXPECT_NE(message({.minSamplesLeaf = 0}), "");
  EXPECT_NE(message({.maxDepth = -1}), "");
  EXPECT_EQ(message({.alpha = 1}), "alpha: expected a number between 0 and 1, got 1");
  GradientBoostingClassifier classifier({.loss = "exponential"});
  const Labels y = Labels::LinSpaced(20, 0, 19).unaryExpr([](int i) { return i % 2; });
  EXPECT_EQ(codeOf([&] { classifier.fit(p.X, y); }), ErrorCode::kBadValue);
}

template <int kDepth>
std::unique_ptr<Classifier> classifier() {
  return std::make_unique<GradientBoostingClassifier>(
      GradientBoostingClassifierOptions{.nEstimators = 12, .maxDepth = kDepth});
}
std::unique_ptr<Classifier> drawing() {
  return std::make_unique<GradientBoostingClassifier>(
      GradientBoostingClassifierOptions{.nEstimators = 12, .subsample = 0.6, .maxFeatures = "sqrt", .seed = 3});
}
INSTANTIATE_TEST_SUITE_P(
    GradientBoostingClassifier, ClassifierBattery,
    testing::Values(BatteryCase{.name = "Stumps", .make = classifier<1>, .learnsOneClass = false, .maxFeature = 1e307},
                    BatteryCase{
                        .name = "DepthThree", .make = classifier<3>, .learnsOneClass = false, .maxFeature = 1e307},
                    BatteryCase{.name = "Drawing", .make = drawing, .learnsOneClass = false, .symmetricInRows = false}),
    batteryName);

template <int kLoss>
std::unique_ptr<Regressor> regressor() {
  const char* const losses[] = {"squared_error", "absolute_error", "huber"};
  return std::make_unique<GradientBoostingRegressor>(
      GradientBoostingRegressorOptions{.loss = losses[kLoss], .learningRate = 0.3, .nEstimators = 25, .maxDepth = 2});
}
std::unique_ptr<Regressor> drawingRegressor() {
  return std::make_unique<GradientBoostingRegressor>(
      GradientBoostingRegressorOptions{.learningRate = 0.3, .nEstimators = 25, .subsample = 0.6, .maxFeatures = 0.5});
}
INSTANTIATE_TEST_SUITE_P(
    GradientBoostingRegressor, RegressorBattery,
    testing::Values(RegressorCase{.name = "SquaredError", .make = regressor<0>, .maxFeature = 1e307},
                    RegressorCase{.name = "AbsoluteError", .make = regressor<1>, .maxFeature = 1e307},
                    RegressorCase{.name = "Huber", .make = regressor<2>, .maxFeature = 1e307},
                    RegressorCase{.name = "Drawing", .make = drawingRegressor, .symmetricInRows = false}),
    [](const auto& c) { return c.param.name; });

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
