#include "scrollwork/model_selection/cross_validation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/dummy/dummy_classifier.h"
#include "scrollwork/error.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/model_selection/folds.h"
#include "scrollwork/model_selection/scoring.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

const json& reference() {
  static const json file = readReference("cross_validation");
  return file;
}

template <typename Call>
std::string message(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

Folds stratified(const Labels& y, int nSplits) {
  StratifiedKFoldOptions options;
  options.nSplits = nSplits;
  return StratifiedKFold(options).split(y);
}

/// For each row the fold that tests it; every row must be in exactly one test set and in all other training sets.
Labels testFoldOf(const Folds& folds, Eigen::Index n) {
  Labels testFold = Labels::Constant(n, -1);
  for (std::size_t f = 0; f < folds.size(); ++f) {
    std::set<int> rows(folds[f].train.begin(), folds[f].train.end());
    EXPECT_TRUE(std::is_sorted(folds[f].train.begin(), folds[f].train.end()));
    EXPECT_TRUE(std::is_sorted(folds[f].test.begin(), folds[f].test.end()));
    for (const int row : folds[f].test) {
      EXPECT_EQ(testFold[row], -1);
      testFold[row] = static_cast<int>(f);
      EXPECT_TRUE(rows.insert(row).second);
    }
    EXPECT_EQ(static_cast<Eigen::Index>(rows.size()), n);
  }
  return testFold;
}

TEST(Folds, OfScikitLearnWithoutShuffling) {
  const json& folds = reference()["folds"];
  for (const json& c : folds["kFold"]) {
    const int n = c["n"].get<int>();
    EXPECT_EQ(testFoldOf(KFold({.nSplits = c["nSplits"].get<int>()}).split(n), n), labelsFrom(c["test"]));
  }
  for (const json& c : folds["stratified"]) {
    const Labels y = labelsFrom(c["y"]);
    EXPECT_EQ(testFoldOf(stratified(y, c["nSplits"].get<int>()), y.size()), labelsFrom(c["test"]));
  }
  for (const json& c : folds["group"]) {
    const Labels groups = labelsFrom(c["groups"]);
    EXPECT_EQ(testFoldOf(GroupKFold({.nSplits = c["nSplits"].get<int>()}).split(groups), groups.size()),
              labelsFrom(c["test"]));
  }
  EXPECT_EQ(testFoldOf(LeaveOneOut().split(7), 7), labelsFrom(folds["leaveOneOut"]));
}

TEST(Folds, ShuffledOnesKeepTheSizesAndTheShares) {
  const Labels y = Labels::NullaryExpr(67, [](Eigen::Index i) { return i < 40 ? 2 : i < 60 ? 0 : 1; });
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Folds plain = KFold({.nSplits = 5, .shuffle = true, .seed = seed}).split(67);
    testFoldOf(plain, 67);
    StratifiedKFoldOptions options;
    options.shuffle = true;
    options.seed = seed;
    const Folds strata = StratifiedKFold(options).split(y);
    testFoldOf(strata, 67);
    for (std::size_t f = 0; f < 5; ++f) {
      EXPECT_EQ(plain[f].test.size(), f < 2 ? 14 : 13);
      for (int c = 0; c < 3; ++c) {
        const auto inFold = (takeLabels(y, strata[f].test).array() == c).count();
        const double share = static_cast<double>((y.array() == c).count()) / 5;
        EXPECT_LT(std::fabs(static_cast<double>(inFold) - share), 1.0);
      }
    }
    EXPECT_NE(testFoldOf(plain, 67), testFoldOf(KFold({.shuffle = true, .seed = seed + 1}).split(67), 67));
    EXPECT_EQ(testFoldOf(plain, 67), testFoldOf(KFold({.shuffle = true, .seed = seed}).split(67), 67));
  }
}

TEST(Folds, RepeatsAreIndependentAndPrefixesAgree) {
  const Labels y = Labels::NullaryExpr(30, [](Eigen::Index i) { return static_cast<int>(i % 3); });
  RepeatedStratifiedKFoldOptions options;
  options.nSplits = 3;
  options.nRepeats = 4;
  const Folds strata = RepeatedStratifiedKFold(options).split(y);
  const Folds few = RepeatedKFold({.nSplits = 3, .nRepeats = 2, .seed = 5}).split(30);
  const Folds many = RepeatedKFold({.nSplits = 3, .nRepeats = 4, .seed = 5}).split(30);
  ASSERT_EQ(many.size(), 12U);
  std::set<std::vector<int>> seen;
  for (std::size_t f = 0; f < 12; ++f) {
    if (f < 6) {
      EXPECT_EQ(few[f].test, many[f].test);
    }
    EXPECT_TRUE(seen.insert({many[f].test.begin(), many[f].test.end()}).second);
  }
  for (std::size_t r = 0; r < 4; ++r) {
    testFoldOf({many.begin() + static_cast<int>(3 * r), many.begin() + static_cast<int>(3 * r) + 3}, 30);
    testFoldOf({strata.begin() + static_cast<int>(3 * r), strata.begin() + static_cast<int>(3 * r) + 3}, 30);
  }
}

TEST(Folds, ShuffleSplitsHaveTheSizesThatWereAskedFor) {
  const Labels y = Labels::NullaryExpr(50, [](Eigen::Index i) { return i < 35 ? 0 : 1; });
  StratifiedShuffleSplitOptions options;
  options.nSplits = 20;
  options.testSize = 0.2;
  options.trainSize = 0.6;
  const Folds plain = ShuffleSplit(options).split(50);
  const Folds strata = StratifiedShuffleSplit(options).split(y);
  for (const Folds* folds : {&plain, &strata}) {
    ASSERT_EQ(folds->size(), 20U);
    for (const Fold& fold : *folds) {
      EXPECT_EQ(fold.train.size(), 30);
      EXPECT_EQ(fold.test.size(), 10);
      std::set<int> rows(fold.train.begin(), fold.train.end());
      rows.insert(fold.test.begin(), fold.test.end());
      EXPECT_EQ(rows.size(), 40U);
    }
  }
  for (const Fold& fold : strata) {
    EXPECT_EQ(takeLabels(y, fold.train).sum(), 9);
    EXPECT_EQ(takeLabels(y, fold.test).sum(), 3);
  }
  EXPECT_EQ(ShuffleSplit().split(13)[0].test.size(), 2);  // rounded up
  EXPECT_EQ(ShuffleSplit().split(13)[0].train.size(), 11);
}

TEST(Folds, NoGroupIsOnBothSides) {
  Rng rng(2);
  const Labels groups = Labels::NullaryExpr(200, [&](Eigen::Index) { return rng.integer(0, 30) * 7; });
  for (const Fold& fold : GroupKFold({.nSplits = 6}).split(groups)) {
    std::set<int> trained;
    for (const int row : fold.train) trained.insert(groups[row]);
    for (const int row : fold.test) EXPECT_EQ(trained.count(groups[row]), 0U);
  }
}

TEST(Folds, BadArgumentsAreNamed) {
  EXPECT_EQ(message([] { return KFold({.nSplits = 6}).split(5).size(); }), "nSplits: expected 2..5, got 6");
  EXPECT_EQ(message([] { return KFold().split(0).size(); }), "n: expected at least one row, got 0");
  EXPECT_EQ(message([] { return stratified(Labels::LinSpaced(8, 0, 7), 3).size(); }),
            "nSplits: expected at most as many as rows of the largest class, 1, got 3");
  EXPECT_NE(message([] { return GroupKFold().split(Labels::Zero(9)).size(); }), "no error");
  EXPECT_NE(message([] { return GroupKFold().split(Labels::Constant(9, -1)).size(); }), "no error");
  EXPECT_NE(message([] { return LeaveOneOut().split(1).size(); }), "no error");
  EXPECT_NE(message([] { return RepeatedKFold({.nRepeats = 0}).split(9).size(); }), "no error");
  for (const double bad : {0.0, 1.0, -1.0, std::nan("")}) {
    EXPECT_NE(message([&] { return ShuffleSplit({.testSize = bad}).split(9).size(); }), "no error");
  }
  EXPECT_NE(message([] { return ShuffleSplit({.testSize = 0.5, .trainSize = 0.6}).split(10).size(); }), "no error");
  EXPECT_NE(message([] { return requireFolds({}, 3), 0; }), "no error");
  EXPECT_EQ(message([] {
              return requireFolds({{Labels::Zero(1), Labels::Constant(1, 3)}}, 3), 0;
            }),
            "folds[0].test: expected rows in [0, 3), got 3");
}

std::vector<KNeighborsClassifier> neighbours(const json& counts) {
  std::vector<KNeighborsClassifier> models;
  for (const json& k : counts) models.emplace_back(KNeighborsClassifierOptions{.nNeighbors = k.get<int>()});
  return models;
}

template <typename T>
std::vector<const Classifier*> pointers(const std::vector<T>& models) {
  std::vector<const Classifier*> all;
  for (const T& model : models) all.push_back(&model);
  return all;
}

void runInPieces(auto& run) {
  for (int n = 1; !run.done(); ++n) run.step(n);
  EXPECT_EQ(run.nDone(), run.nSteps());
}

// The same predictions; scores are ratios and means of up to 160 terms below 40.
constexpr double kScore = 1e-13;

TEST(CrossValidation, ClassifiersAsScikitLearnScoresThem) {
  for (const json& c : reference()["classification"]) {
    const Matrix X = matrixFrom(c["X"]);
    const Labels y = labelsFrom(c["y"]);
    const auto scoring = c["scoring"].get<std::vector<std::string>>();
    const std::vector<KNeighborsClassifier> models = neighbours(c["neighbours"]);
    const Folds folds = stratified(y, 4);

    CrossValidation run({.scoring = scoring, .returnTrainScore = true});
    run.begin(models[0], X, y, folds);
    EXPECT_TRUE(std::isnan(run.testScore()(0, 0)));
    runInPieces(run);
    const Matrix test = matrixFrom(c["test"]), train = matrixFrom(c["train"]);
    for (std::size_t s = 0; s < scoring.size(); ++s) {
      for (Eigen::Index f = 0; f < 4; ++f) {
        const auto row = static_cast<Eigen::Index>(s);
        EXPECT_NEAR(run.testScore()(f, row), test(row, f), kScore) << scoring[s];
        EXPECT_NEAR(run.trainScore()(f, row), train(row, f), kScore) << scoring[s];
      }
    }
    EXPECT_EQ(crossValScore(models[0], X, y, folds), Vector(run.testScore().col(0)));
    EXPECT_EQ(crossValPredict(models[0], X, y, folds), labelsFrom(c["predicted"]));
    EXPECT_LE((crossValPredictProba(models[0], X, y, folds) - matrixFrom(c["proba"])).cwiseAbs().maxCoeff(), 1e-15);

    GridSearchCV grid({.scoring = scoring[0], .returnTrainScore = true});
    grid.begin(pointers(models), X, y, folds);
    EXPECT_EQ(grid.bestIndex(), -1);
    runInPieces(grid);
    const json& table = c["grid"];
    EXPECT_LE((grid.meanTestScore() - vectorFrom(table["mean"])).cwiseAbs().maxCoeff(), kScore);
    EXPECT_LE((grid.stdTestScore() - vectorFrom(table["std"])).cwiseAbs().maxCoeff(), kScore);
    EXPECT_LE((grid.trainScore().rowwise().mean() - vectorFrom(table["train"])).cwiseAbs().maxCoeff(), kScore);
    EXPECT_EQ(grid.rankTestScore(), labelsFrom(table["rank"]));
    EXPECT_EQ(grid.bestIndex(), table["best"].get<int>());
    EXPECT_EQ(grid.bestScore(), grid.meanTestScore().maxCoeff());

    NestedCrossValidation nested({.scoring = scoring[0], .innerSplits = 3});
    nested.begin(pointers(models), X, y, folds);
    EXPECT_EQ(nested.nSteps(), 4 * (3 * static_cast<int>(models.size()) + 1));
    runInPieces(nested);
    EXPECT_LE((nested.testScore() - vectorFrom(c["nested"])).cwiseAbs().maxCoeff(), kScore);

    LearningCurve curve({.scoring = scoring[0], .trainSizes = {0.3, 0.61, 0.999, 1.0}});
    curve.begin(models[0], X, y, folds);
    runInPieces(curve);
    EXPECT_EQ(curve.trainSizes(), labelsFrom(c["curve"]["sizes"]));
    EXPECT_LE((curve.testScore() - matrixFrom(c["curve"]["test"])).cwiseAbs().maxCoeff(), kScore);
    EXPECT_LE((curve.trainScore() - matrixFrom(c["curve"]["train"])).cwiseAbs().maxCoeff(), kScore);
  }
}

TEST(CrossValidation, RegressorsAsScikitLearnScoresThem) {
  for (const json& c : reference()["regression"]) {
    const Matrix X = matrixFrom(c["X"]);
    const Vector y = vectorFrom(c["y"]);
    const auto scoring = c["scoring"].get<std::vector<std::string>>();
    const Folds folds = KFold().split(static_cast<int>(y.size()));
    CrossValidation run({.scoring = scoring, .returnTrainScore = true});
    run.begin(LinearRegression(), X, y, folds);
    runInPieces(run);
    for (std::size_t s = 0; s < scoring.size(); ++s) {
      for (Eigen::Index f = 0; f < 5; ++f) {
        // Two ways to the least squares line of well-conditioned data: 1e-12 relative, amplified by the squares.
        const double test = c["test"][s][static_cast<std::size_t>(f)].get<double>();
        const double train = c["train"][s][static_cast<std::size_t>(f)].get<double>();
        EXPECT_NEAR(run.testScore()(f, static_cast<Eigen::Index>(s)), test, 1e-9 * std::max(1.0, std::fabs(test)));
        EXPECT_NEAR(run.trainScore()(f, static_cast<Eigen::Index>(s)), train, 1e-9 * std::max(1.0, std::fabs(train)));
      }
    }
    const Vector predicted = vectorFrom(c["predicted"]);
    EXPECT_LE((crossValPredict(LinearRegression(), X, y, folds) - predicted).norm(), 1e-10 * predicted.norm());
    EXPECT_EQ(crossValScore(LinearRegression(), X, y, folds, "r2"), Vector(run.testScore().col(0)));
    LearningCurve curve({.trainSizes = {0.5, 1.0}, .shuffle = true, .seed = 1});
    curve.begin(LinearRegression(), X, y, folds);
    runInPieces(curve);
    // All the training rows in another order: the same line to rounding. (23 rows: some folds leave one out.)
    if (y.size() % 5 != 0) continue;
    EXPECT_LE((curve.testScore().row(1).transpose() - run.testScore().col(0)).cwiseAbs().maxCoeff(), 1e-9);
  }
}

class CrossValidationOfMoons : public testing::Test {
 protected:
  const Sample moons_ = makeMoons({.nSamples = 60, .noise = 0.3, .seed = 1});
  const KNeighborsClassifier model_{{.nNeighbors = 3}};
  const Folds folds_ = stratified(moons_.y, 5);
};

TEST_F(CrossValidationOfMoons, StepsMayBeCutAnyWay) {
  const KNeighborsClassifier other({.nNeighbors = 9});
  const auto compare = [&](auto make, auto begin, auto result) {
    auto once = make(), pieces = make();
    begin(once);
    begin(pieces);
    once.step(1000);
    runInPieces(pieces);
    EXPECT_EQ(result(once), result(pieces));
    begin(pieces);  // again: forgets
    EXPECT_EQ(pieces.nDone(), 0);
    EXPECT_FALSE(pieces.done());
  };
  const std::vector<const Classifier*> models = {&model_, &other};
  compare([] { return CrossValidation(); }, [&](auto& run) { run.begin(model_, moons_.X, moons_.y, folds_); },
          [](auto& run) { return run.testScore(); });
  compare([] { return GridSearchCV(); }, [&](auto& run) { run.begin(models, moons_.X, moons_.y, folds_); },
          [](auto& run) { return run.testScore(); });
  compare([] { return NestedCrossValidation(); }, [&](auto& run) { run.begin(models, moons_.X, moons_.y, folds_); },
          [](auto& run) { return run.testScore(); });
  compare([] { return LearningCurve({.shuffle = true, .seed = 7}); },
          [&](auto& run) { run.begin(model_, moons_.X, moons_.y, folds_); }, [](auto& run) { return run.testScore(); });
  EXPECT_FALSE(model_.fitted());
}

TEST_F(CrossValidationOfMoons, ErrorsAreLedByTheFoldAndKeepWhatIsDone) {
  Folds folds = folds_;
  folds[2].train = folds[2].train.head(2).eval();  // fewer rows than neighbours
  CrossValidation run;
  run.begin(model_, moons_.X, moons_.y, folds);
  EXPECT_EQ(message([&] { return run.step(5), 0; }).substr(0, 8), "fold 2: ");
  EXPECT_EQ(run.nDone(), 2);
  EXPECT_FALSE(std::isnan(run.testScore()(1, 0)));
  EXPECT_TRUE(std::isnan(run.testScore()(2, 0)));
}

TEST_F(CrossValidationOfMoons, BadArgumentsAreNamed) {
  CrossValidation unbegun;
  EXPECT_EQ(message([&] { return unbegun.step(), 0; }), "CrossValidation: expected begin before step");
  CrossValidation unknown({.scoring = {"accuracy", "auc"}});
  EXPECT_NE(message([&] { return unknown.begin(model_, moons_.X, moons_.y, folds_), 0; }).find("got \"auc\""),
            std::string::npos);
  EXPECT_EQ(message([&] { return unbegun.begin(model_, moons_.X, moons_.y, {}), 0; }),
            "folds: expected at least one, got none");
  EXPECT_NE(message([&] { return crossValScore(model_, moons_.X, moons_.y, folds_, "r2").size(); }), "no error");
  GridSearchCV grid;
  EXPECT_EQ(message([&] { return grid.begin(std::vector<const Classifier*>(), moons_.X, moons_.y, folds_), 0; }),
            "estimators: expected at least one, got none");
  EXPECT_NE(message([&] { return grid.begin(std::vector<const Classifier*>{nullptr}, moons_.X, moons_.y, folds_), 0; }),
            "no error");
  NestedCrossValidation nested({.innerSplits = 1});
  EXPECT_NE(message([&] { return nested.begin({&model_}, moons_.X, moons_.y, folds_), 0; }), "no error");
  LearningCurve curve({.trainSizes = {0.0}});
  EXPECT_NE(message([&] { return curve.begin(model_, moons_.X, moons_.y, folds_), 0; }), "no error");
  Folds overlapping = folds_;
  overlapping.push_back(folds_[0]);
  EXPECT_NE(message([&] { return crossValPredict(model_, moons_.X, moons_.y, overlapping).size(); }), "no error");
  overlapping.resize(4);
  EXPECT_EQ(message([&] { return crossValPredict(model_, moons_.X, moons_.y, overlapping).size(); }),
            "folds: expected each of 60 rows in a test set, got 48");
  const Labels three = moons_.y.array() + moons_.X.col(0).array().unaryExpr([](double x) { return x > 1 ? 1 : 0; });
  EXPECT_NE(message([&] {
              return crossValScore(model_, moons_.X, three, folds_, "roc_auc").size();
            }).find("two classes, got 3"),
            std::string::npos);
  EXPECT_NE(message([&] { return crossValScore(model_, moons_.X, three, folds_, "f1").size(); }), "no error");
}

// What nested cross-validation is for: among candidates that know nothing, the best inner mean flatters.
TEST(NestedCrossValidation, TheScoreOfTheChosenFlattersOnlyInside) {
  double inner = 0.0, outer = 0.0;
  std::vector<KNeighborsClassifier> models;
  for (int k = 1; k <= 19; k += 2) models.emplace_back(KNeighborsClassifierOptions{.nNeighbors = k});
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Rng rng(seed);
    Matrix X(48, 2);
    for (double& x : X.reshaped()) x = rng.normal();
    const Labels y = Labels::NullaryExpr(48, [](Eigen::Index i) { return static_cast<int>(i % 2); });
    NestedCrossValidation nested({.innerSplits = 4});
    nested.begin(pointers(models), X, y, stratified(y, 4));
    nested.step(1000);
    inner += nested.innerScore().mean() / 20;
    outer += nested.testScore().mean() / 20;
  }
  EXPECT_GT(inner, 0.55);
  EXPECT_NEAR(outer, 0.5, 0.05);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
