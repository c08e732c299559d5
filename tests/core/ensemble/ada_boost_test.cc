#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/ensemble/ada_boost_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

// Errors are sums of at most 569 weights, each a product of one factor a round: 20 rounds x 569 eps is 3e-12. A vote
// log((1 - e) / e) has a relative error of eps / e more; e is above 0.001 here.
constexpr double kTolerance = 1e-9;

void expectTree(const VotingTreeNodes& tree, const json& expected) {
  EXPECT_EQ(tree.feature, expected["feature"].get<std::vector<int>>());
  EXPECT_EQ(tree.nSamples, expected["nSamples"].get<std::vector<int>>());
  const auto thresholds = expected["threshold"].get<std::vector<double>>();
  ASSERT_EQ(tree.threshold.size(), thresholds.size());
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    EXPECT_NEAR(tree.threshold[i], thresholds[i], 1e-14 * std::fabs(thresholds[i]));
  }
}

TEST(AdaBoostClassifier, EqualsScikitLearn) {
  const json reference = readReference("boosting");
  for (const json& c : reference["adaptive"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["options"].dump());
    const json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    const Labels y = labelsFrom(set["y"]);
    AdaBoostClassifier model({.nEstimators = c["options"]["nEstimators"],
                              .learningRate = c["options"].value("learningRate", 1.0),
                              .maxDepth = c["options"]["maxDepth"]});
    model.fit(X, y);
    const auto weights = c["estimatorWeights"].get<std::vector<double>>();
    const auto errors = c["estimatorErrors"].get<std::vector<double>>();
    ASSERT_EQ(model.estimatorWeights().size(), weights.size());
    for (std::size_t m = 0; m < weights.size(); ++m) {
      EXPECT_NEAR(model.estimatorWeights()[m], weights[m], kTolerance) << m;
      EXPECT_NEAR(model.estimatorErrors()[m], errors[m], kTolerance) << m;
    }
    expectTree(model.trees().front(), c["first"]);
    expectTree(model.trees().back(), c["last"]);
    const Matrix proba = matrixFrom(c["predictProba"]);
    EXPECT_LE((model.predictProba(X.topRows(25)) - proba).cwiseAbs().maxCoeff(), kTolerance);
    const Labels half = labelsFrom(c["half"]);
    EXPECT_EQ(model.stagedPredict(X.topRows(25)).col(model.nRounds() / 2), half);
    EXPECT_LE((model.featureImportances() - vectorFrom(c["featureImportances"])).cwiseAbs().maxCoeff(), kTolerance);
  }
}

// After each round the tree that was just added is no better than chance on the new weights: the rows that it got wrong
// and the others weigh as 1 - 1/k to 1/k.
TEST(AdaBoostClassifier, NewWeightsMakeTheLastTreeUseless) {
  for (const int k : {2, 3, 4}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      SCOPED_TRACE(testing::Message() << k << " classes, seed " << seed);
      const Sample s = makeBlobs({.nSamples = 120, .nCenters = k, .clusterStd = 5, .seed = seed});
      AdaBoostClassifier model({.nEstimators = 15});
      model.begin(s.X, s.y);
      EXPECT_EQ(model.sampleWeight(), Vector::Constant(120, 1.0 / 120));
      for (model.step(); !model.done(); model.step()) {
        EXPECT_NEAR(model.sampleWeight().sum(), 1, 1e-14);
        const VotingTreeNodes& tree = model.trees().back();
        double wrong = 0;
        for (Eigen::Index i = 0; i < 120; ++i) {
          const bool left = s.X(i, tree.feature[0]) <= tree.threshold[0];
          const int label = tree.label[static_cast<std::size_t>(left ? tree.left[0] : tree.right[0])];
          if (label != s.y[i]) wrong += model.sampleWeight()[i];
        }
        EXPECT_NEAR(wrong, 1 - 1.0 / k, 1e-12);
      }
    }
  }
}

// Freund and Schapire's bound: the training error is at most the product of 2 sqrt(e (1 - e)).
TEST(AdaBoostClassifier, TrainingErrorStaysBelowItsBound) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Sample s = makeMoons({.nSamples = 150, .noise = 0.3, .seed = seed});
    AdaBoostClassifier model({.nEstimators = 40});
    model.fit(s.X, s.y);
    const Eigen::MatrixXi staged = model.stagedPredict(s.X);
    double bound = 1;
    for (Eigen::Index m = 0; m < staged.cols(); ++m) {
      const double e = model.estimatorErrors()[static_cast<std::size_t>(m)];
      bound *= 2 * std::sqrt(e * (1 - e));
      EXPECT_LE((staged.col(m).array() != s.y.array()).cast<double>().mean(), bound + 1e-12) << seed << " " << m;
    }
  }
}

TEST(AdaBoostClassifier, StepsStagesAndFitAreTheSameModel) {
  const Sample s = makeBlobs({.nSamples = 80, .nCenters = 3, .clusterStd = 5, .seed = 4});
  const AdaBoostClassifierOptions options{.nEstimators = 9, .learningRate = 0.7, .maxDepth = 2, .criterion = "entropy"};
  AdaBoostClassifier whole(options), stepped(options);
  whole.fit(s.X, s.y);
  stepped.begin(s.X, s.y);
  const Matrix level = stepped.predictProba(s.X);  // no trees yet: all classes alike
  EXPECT_LE((level.array() - 1.0 / 3).abs().maxCoeff(), 1e-15);
  for (int n = 0; !stepped.done(); ++n) stepped.step(n % 3);
  EXPECT_EQ(stepped.predictProba(s.X), whole.predictProba(s.X));
  const Eigen::MatrixXi staged = whole.stagedPredict(s.X);
  for (int r = 1; r <= whole.nRounds(); ++r) EXPECT_EQ(whole.after(r)->predict(s.X), staged.col(r - 1)) << r;
  EXPECT_EQ(codeOf([&] { (void)whole.after(10); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)whole.sampleWeight(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { whole.after(1)->step(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { AdaBoostClassifier().step(); }), ErrorCode::kNotFitted);
}

TEST(AdaBoostClassifier, EndsEarlyWhereNothingIsLeftToLearnOrToFind) {
  Matrix X(4, 1);
  X << 0, 1, 2, 3;
  Labels y(4);
  y << 0, 0, 1, 1;
  AdaBoostClassifier perfect;
  perfect.fit(X, y);
  EXPECT_EQ(perfect.nRounds(), 1);
  EXPECT_EQ(perfect.estimatorWeights(), std::vector<double>{1});
  EXPECT_EQ(perfect.predict(X), y);
  AdaBoostClassifier useless;
  useless.fit(Matrix::Zero(4, 1), y);  // nothing to split, both classes level
  EXPECT_EQ(useless.nRounds(), 1);
  EXPECT_EQ(useless.estimatorErrors(), std::vector<double>{0.5});
  EXPECT_EQ(useless.predict(X), Labels::Zero(4));
}

TEST(AdaBoostClassifier, OneRoundIsItsTree) {
  const Sample s = makeMoons({.nSamples = 100, .noise = 0.3, .seed = 2});
  AdaBoostClassifier model({.nEstimators = 1, .maxDepth = 3});
  DecisionTreeClassifier tree({.maxDepth = 3});
  model.fit(s.X, s.y);
  tree.fit(s.X, s.y);
  EXPECT_EQ(model.predict(s.X), tree.predict(s.X));
}

TEST(AdaBoostClassifier, RefusesOptionsOutOfRange) {
  const Sample s = makeMoons({.nSamples = 10});
  const auto refused = [&](AdaBoostClassifierOptions options) {
    AdaBoostClassifier model(options);
    EXPECT_EQ(codeOf([&] { model.fit(s.X, s.y); }), ErrorCode::kBadValue);
    EXPECT_FALSE(model.fitted());
  };
  refused({.nEstimators = 0});
  refused({.learningRate = 0});
  refused({.learningRate = 101});
  refused({.maxDepth = 0});
  refused({.minSamplesLeaf = 0});
  refused({.criterion = "log_loss"});
}

template <int kDepth>
std::unique_ptr<Classifier> ada() {
  return std::make_unique<AdaBoostClassifier>(AdaBoostClassifierOptions{.nEstimators = 12, .maxDepth = kDepth});
}
INSTANTIATE_TEST_SUITE_P(AdaBoostClassifier, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "Stumps", .make = ada<1>, .maxFeature = 1e307},
                                         BatteryCase{.name = "DepthThree", .make = ada<3>, .maxFeature = 1e307}),
                         batteryName);

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
