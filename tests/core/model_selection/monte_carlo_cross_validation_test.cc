#include "scrollwork/model_selection/monte_carlo_cross_validation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/datasets/shelter.h"
#include "scrollwork/error.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

double accuracy(const Classifier& model, const Matrix& X, const Labels& y) {
  return (model.predict(X).array() == y.array()).cast<double>().mean();
}

class MonteCarloCrossValidationTest : public testing::Test {
 protected:
  const Sample herd_ = makeShelter({.seed = 7});
  KNeighborsClassifier neighbors_{{.nNeighbors = 5}};
  DecisionTreeClassifier tree_{{.maxDepth = 3}};
  const std::vector<const Classifier*> models_ = {&neighbors_, &tree_};
};

TEST_F(MonteCarloCrossValidationTest, EachRoundIsARealRefitOnItsSplit) {
  for (const bool stratify : {false, true}) {
    MonteCarloCrossValidation cv({.nSplits = 30, .stratify = stratify, .seed = 3});
    cv.begin(herd_.X, herd_.y, models_);
    cv.step(30);
    ASSERT_TRUE(cv.done());
    for (int i = 0; i < 30; ++i) {
      const TrainValTestSplit split = cv.split(i);
      EXPECT_EQ(split.train.size(), 36);
      for (int m = 0; m < 2; ++m) {
        const auto model = models_[static_cast<std::size_t>(m)]->clone();
        model->fit(takeRows(herd_.X, split.train), takeLabels(herd_.y, split.train));
        const auto score = [&](const Labels& rows) {
          return accuracy(*model, takeRows(herd_.X, rows), takeLabels(herd_.y, rows));
        };
        EXPECT_EQ(cv.trainAccuracy()(i, m), score(split.train));
        EXPECT_EQ(cv.valAccuracy()(i, m), score(split.val));
        EXPECT_EQ(cv.testAccuracy()(i, m), score(split.test));
      }
      EXPECT_EQ(cv.chosen()[i], cv.valAccuracy()(i, 1) > cv.valAccuracy()(i, 0) ? 1 : 0);
    }
    EXPECT_FALSE(neighbors_.fitted());
    EXPECT_FALSE(tree_.fitted());
  }
}

TEST_F(MonteCarloCrossValidationTest, StepsMayBeCutAnyWay) {
  MonteCarloCrossValidation atOnce({.nSplits = 40, .seed = 3}), inPieces({.nSplits = 40, .seed = 3}),
      longer({.nSplits = 60, .seed = 3});
  atOnce.begin(herd_.X, herd_.y, models_);
  atOnce.step(1000);
  EXPECT_EQ(atOnce.nDone(), 40);
  inPieces.begin(herd_.X, herd_.y, models_);
  for (int n = 1; !inPieces.done(); ++n) {
    inPieces.step(n);
    for (int i = 0; i < 40; ++i) {
      EXPECT_EQ(std::isnan(inPieces.testAccuracy()(i, 0)), i >= inPieces.nDone());
      EXPECT_EQ(inPieces.chosen()[i] < 0, i >= inPieces.nDone());
    }
  }
  EXPECT_EQ(atOnce.testAccuracy(), inPieces.testAccuracy());
  EXPECT_EQ(atOnce.chosen(), inPieces.chosen());
  longer.begin(herd_.X, herd_.y, models_);
  longer.step(60);
  EXPECT_EQ(atOnce.testAccuracy(), longer.testAccuracy().topRows(40));
  // Beginning again forgets everything.
  longer.begin(herd_.X, herd_.y, {&tree_});
  EXPECT_EQ(longer.nDone(), 0);
  EXPECT_EQ(longer.testAccuracy().cols(), 1);
}

TEST_F(MonteCarloCrossValidationTest, RoundsDiffer) {
  MonteCarloCrossValidation cv({.nSplits = 200, .seed = 1});
  cv.begin(herd_.X, herd_.y, models_);
  cv.step(200);
  EXPECT_NE(cv.split(0).train, cv.split(1).train);
  EXPECT_GT(cv.testAccuracy().col(0).maxCoeff() - cv.testAccuracy().col(0).minCoeff(), 0.2);
}

TEST_F(MonteCarloCrossValidationTest, WithoutAValidationPenNothingIsChosen) {
  MonteCarloCrossValidation cv({.nSplits = 2, .trainSize = 0.8, .valSize = 0, .testSize = 0.2});
  cv.begin(herd_.X, herd_.y, models_);
  cv.step(2);
  EXPECT_TRUE(std::isnan(cv.valAccuracy()(0, 0)));
  EXPECT_EQ(cv.chosen()[0], -1);
  EXPECT_FALSE(std::isnan(cv.testAccuracy()(1, 1)));
}

TEST_F(MonteCarloCrossValidationTest, AFailingFitKeepsWhatIsFinished) {
  KNeighborsClassifier greedy({.nNeighbors = 40});
  MonteCarloCrossValidation cv({.nSplits = 5});
  cv.begin(herd_.X, herd_.y, {&tree_, &greedy});
  for (int attempt = 0; attempt < 2; ++attempt) {
    try {
      cv.step(3);
      ADD_FAILURE() << "expected an Error";
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(), "split 0: nNeighbors: expected 1..36, got 40");
    }
    EXPECT_EQ(cv.nDone(), 0);
    EXPECT_TRUE(std::isnan(cv.trainAccuracy()(0, 0)));
  }
}

TEST_F(MonteCarloCrossValidationTest, RefusesWhatItCannotDo) {
  const auto codeOf = [](auto call) {
    try {
      call();
    } catch (const Error& error) {
      return error.code();
    }
    ADD_FAILURE() << "expected an Error";
    return ErrorCode::kParse;
  };
  MonteCarloCrossValidation cv({.nSplits = 3});
  EXPECT_EQ(codeOf([&] { cv.step(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { (void)cv.split(0); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { cv.begin(herd_.X, herd_.y, {}); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { cv.begin(herd_.X, herd_.y, {nullptr}); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { cv.begin(herd_.X, herd_.y.head(3), models_); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { cv.step(); }), ErrorCode::kNotFitted);  // a failed begin does not begin
  cv.begin(herd_.X, herd_.y, models_);
  EXPECT_EQ(codeOf([&] { cv.step(0); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)cv.split(3); }), ErrorCode::kBadValue);
  MonteCarloCrossValidation bad({.nSplits = 0});
  EXPECT_EQ(codeOf([&] { bad.begin(herd_.X, herd_.y, models_); }), ErrorCode::kBadValue);
}

// The pieces that a round is made of, on splits that were drawn elsewhere.
TEST(ModelSelection, ScoresOnGivenSplitsAgreeWithScikitLearn) {
  const nlohmann::json penguins = readReference("model_selection")["penguins"];
  const Matrix X = matrixFrom(penguins["X"]);
  const Labels y = labelsFrom(penguins["y"]);
  for (const nlohmann::json& split : penguins["splits"]) {
    const Labels train = labelsFrom(split["train"]), test = labelsFrom(split["test"]);
    DecisionTreeClassifier tree({.maxDepth = 2});
    KNeighborsClassifier neighbors({.nNeighbors = 9});
    tree.fit(takeRows(X, train), takeLabels(y, train));
    neighbors.fit(takeRows(X, train), takeLabels(y, train));
    EXPECT_DOUBLE_EQ(accuracy(tree, takeRows(X, test), takeLabels(y, test)), split["treeAccuracy"].get<double>());
    EXPECT_DOUBLE_EQ(accuracy(neighbors, takeRows(X, test), takeLabels(y, test)),
                     split["neighborsAccuracy"].get<double>());
  }
}

}  // namespace
}  // namespace scrollwork
