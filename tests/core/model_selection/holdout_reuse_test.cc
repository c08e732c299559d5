#include "scrollwork/model_selection/holdout_reuse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "scrollwork/datasets/shelter.h"
#include "scrollwork/error.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

class HoldoutReuseTest : public testing::Test {
 protected:
  void begin(HoldoutReuse& reuse, const std::vector<const Classifier*>& candidates) const {
    reuse.begin(train_.X, train_.y, test_.X, test_.y, fresh_.X, fresh_.y, candidates);
  }

  const Sample train_ = makeShelter({.nSamples = 36, .seed = 1});
  const Sample test_ = makeShelter({.nSamples = 12, .seed = 2});
  const Sample fresh_ = makeShelter({.nSamples = 2000, .seed = 3});
  DecisionTreeClassifier tree_{{.maxDepth = 4}};
  KNeighborsClassifier neighbors_{{.nNeighbors = 3}};
};

TEST_F(HoldoutReuseTest, KeepsTheBestSoFar) {
  HoldoutReuse reuse({.nTries = 100, .seed = 5});
  begin(reuse, {&tree_, &neighbors_});
  reuse.step(100);
  ASSERT_TRUE(reuse.done());
  for (int i = 0; i < 100; ++i) {
    int best = 0;
    for (int j = 1; j <= i; ++j) {
      if (reuse.testScore()[j] > reuse.testScore()[best]) best = j;
    }
    EXPECT_EQ(reuse.best()[i], best);
    EXPECT_EQ(reuse.bestTestScore()[i], reuse.testScore()[best]);
    EXPECT_EQ(reuse.freshScoreOfBest()[i], reuse.freshScore()[best]);
    EXPECT_EQ(std::round(reuse.testScore()[i] * 12), reuse.testScore()[i] * 12);
  }
  EXPECT_GT(std::set<double>(reuse.freshScore().begin(), reuse.freshScore().end()).size(), 50U) << "tries must differ";
  EXPECT_FALSE(tree_.fitted());
}

TEST_F(HoldoutReuseTest, WithoutResamplingCandidatesTakeTurnsOnTheWholePen) {
  HoldoutReuse reuse({.nTries = 5, .resample = "none"});
  begin(reuse, {&tree_, &neighbors_});
  reuse.step(5);
  const Classifier* const candidates[] = {&tree_, &neighbors_};
  for (int i = 0; i < 5; ++i) {
    const auto model = candidates[i % 2]->clone();
    model->fit(train_.X, train_.y);
    EXPECT_EQ(reuse.freshScore()[i], (model->predict(fresh_.X).array() == fresh_.y.array()).cast<double>().mean());
    EXPECT_EQ(reuse.testScore()[i], (model->predict(test_.X).array() == test_.y.array()).cast<double>().mean());
  }
}

TEST_F(HoldoutReuseTest, StepsMayBeCutAnyWay) {
  HoldoutReuse atOnce({.nTries = 30, .seed = 5}), inPieces({.nTries = 30, .seed = 5});
  begin(atOnce, {&tree_});
  atOnce.step(30);
  begin(inPieces, {&tree_});
  for (int n = 1; !inPieces.done(); ++n) {
    inPieces.step(n);
    for (int i = inPieces.nDone(); i < 30; ++i)
      EXPECT_TRUE(std::isnan(inPieces.bestTestScore()[i]) && inPieces.best()[i] == -1);
  }
  EXPECT_EQ(atOnce.testScore(), inPieces.testScore());
  EXPECT_EQ(atOnce.freshScoreOfBest(), inPieces.freshScoreOfBest());
}

// What the class is there to show: the kept score flatters, and the more so the more was tried.
TEST_F(HoldoutReuseTest, OptimismGrowsWithTheNumberOfTries) {
  double optimismOfOne = 0, optimismOfMany = 0;
  constexpr int kRepeats = 40;
  for (std::uint64_t seed = 0; seed < kRepeats; ++seed) {
    const Sample test = makeShelter({.nSamples = 12, .seed = 100 + seed});
    HoldoutReuse reuse({.nTries = 100, .seed = seed});
    reuse.begin(train_.X, train_.y, test.X, test.y, fresh_.X, fresh_.y, {&tree_});
    reuse.step(100);
    optimismOfOne += (reuse.bestTestScore()[0] - reuse.freshScoreOfBest()[0]) / kRepeats;
    optimismOfMany += (reuse.bestTestScore()[99] - reuse.freshScoreOfBest()[99]) / kRepeats;
  }
  EXPECT_NEAR(optimismOfOne, 0.0, 4 * 0.12 / std::sqrt(kRepeats));  // a score of 12 animals has a spread of about 0.12
  EXPECT_GT(optimismOfMany, 0.1);
}

TEST_F(HoldoutReuseTest, TheBootstrapKeepsEveryClass) {
  // One dog among 36: a plain bootstrap would lose it in every third try and the model would know one class only.
  Labels y = Labels::Zero(36);
  y[20] = 1;
  DecisionTreeClassifier tree;
  HoldoutReuse reuse({.nTries = 50, .seed = 1});
  reuse.begin(train_.X, y, train_.X.row(20), y.segment(20, 1), fresh_.X, fresh_.y, {&tree});
  reuse.step(50);
  EXPECT_EQ(reuse.testScore().minCoeff(), 1.0);
}

TEST_F(HoldoutReuseTest, RefusesWhatDoesNotFit) {
  const auto message = [](auto call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  HoldoutReuse reuse;
  EXPECT_NE(message([&] { reuse.step(); }), "");
  EXPECT_NE(message([&] { begin(reuse, {}); }), "");
  EXPECT_NE(message([&] { begin(reuse, {nullptr}); }), "");
  const Matrix wide = Matrix::Zero(12, 3);
  const std::string width =
      message([&] { reuse.begin(train_.X, train_.y, wide, test_.y, fresh_.X, fresh_.y, {&tree_}); });
  EXPECT_NE(width.find("XTest"), std::string::npos) << width;
  EXPECT_NE(message([&] { reuse.begin(train_.X, train_.y, test_.X, test_.y, Matrix(0, 2), Labels(0), {&tree_}); }), "");
  HoldoutReuse typo({.resample = "jackknife"});
  EXPECT_EQ(message([&] { begin(typo, {&tree_}); }), "resample: expected \"bootstrap\" or \"none\", got \"jackknife\"");
  KNeighborsClassifier greedy({.nNeighbors = 40});
  begin(reuse, {&tree_, &greedy});
  EXPECT_EQ(message([&] { reuse.step(5); }), "try 1: nNeighbors: expected 1..36, got 40");
  EXPECT_EQ(reuse.nDone(), 1);
}

}  // namespace
}  // namespace scrollwork
