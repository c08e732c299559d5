#include "scrollwork/model_selection/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

void expectEveryRowOnce(const TrainValTestSplit& split, int n) {
  std::vector<int> seen(static_cast<std::size_t>(n));
  for (const Labels* pen : {&split.train, &split.val, &split.test}) {
    EXPECT_TRUE(std::is_sorted(pen->begin(), pen->end()));
    for (const int row : *pen) {
      ASSERT_TRUE(row >= 0 && row < n);
      ++seen[static_cast<std::size_t>(row)];
    }
  }
  EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), n);
}

std::vector<int> countsOf(const Labels& y, const Labels& rows, int k) {
  std::vector<int> counts(static_cast<std::size_t>(k));
  for (const int row : rows) ++counts[static_cast<std::size_t>(y[row])];
  return counts;
}

TEST(TrainValTestSplit, EveryRowIsInExactlyOnePenAndSizesFollowTheRule) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    const int n = rng.integer(3, 90), k = rng.integer(1, 5);
    Labels y(n);
    for (int& label : y) label = rng.integer(0, k - 1);
    TrainValTestSplitOptions options{.trainSize = rng.integer(1, 18) / 20.0, .seed = seed};
    options.valSize = std::round((1 - options.trainSize) * 20 * rng.uniform()) / 20;
    options.testSize = 1 - options.trainSize - options.valSize;
    if (std::abs(options.testSize) < 1e-9) options.testSize = 0;
    TrainValTestSplit plain;
    try {
      plain = trainValTestSplit(y, options);
    } catch (const Error&) {  // a share that gets no row
      EXPECT_TRUE(n * options.trainSize < 1 || n * options.valSize < 1 || n * options.testSize < 1);
      continue;
    }
    options.stratify = true;
    const TrainValTestSplit stratified = trainValTestSplit(y, options);
    expectEveryRowOnce(plain, n);
    expectEveryRowOnce(stratified, n);
    EXPECT_EQ(plain.train.size(), stratified.train.size());
    EXPECT_EQ(plain.val.size(), stratified.val.size());
    EXPECT_LT(std::abs(static_cast<double>(plain.train.size()) - n * options.trainSize), 1);
    EXPECT_LT(std::abs(static_cast<double>(plain.val.size()) - n * options.valSize), 1);
    EXPECT_LT(std::abs(static_cast<double>(plain.test.size()) - n * options.testSize), 1);
    const int labels = y.maxCoeff() + 1;
    const std::vector<int> all = countsOf(y, Labels::LinSpaced(n, 0, n - 1), labels);
    const std::vector<int> train = countsOf(y, stratified.train, labels);
    for (std::size_t c = 0; c < all.size(); ++c) {
      EXPECT_LT(std::abs(train[c] - all[c] * static_cast<double>(plain.train.size()) / n), 1) << "class " << c;
    }
  }
}

TEST(TrainValTestSplit, SizesOfTheEssaysHerd) {
  const Labels y = Labels::Zero(60);
  const TrainValTestSplit split = trainValTestSplit(y);
  EXPECT_EQ(split.train.size(), 36);
  EXPECT_EQ(split.val.size(), 12);
  EXPECT_EQ(split.test.size(), 12);
  // 0.6 * 35 is 20.999999999999996 in binary; the rule means 21.
  EXPECT_EQ(trainValTestSplit(Labels::Zero(35)).train.size(), 21);
  // 61 = 36.6 + 12.2 + 12.2 rounds to 36 + 12 + 12, and the largest remainder is the training pen's.
  EXPECT_EQ(trainValTestSplit(Labels::Zero(61)).train.size(), 37);
  // 62: 37.2 + 12.4 + 12.4; the tie goes to the earlier pen.
  const TrainValTestSplit tie = trainValTestSplit(Labels::Zero(62));
  EXPECT_EQ(tie.val.size(), 13);
  EXPECT_EQ(tie.test.size(), 12);
}

TEST(TrainValTestSplit, StratifiesAsScikitLearnWhereNoRemaindersTie) {
  const nlohmann::json reference = readReference("model_selection");
  for (const nlohmann::json& c : reference["stratified"]) {
    const auto counts = c["counts"].get<std::vector<int>>();
    std::vector<int> labels;
    for (std::size_t k = 0; k < counts.size(); ++k)
      labels.insert(labels.end(), static_cast<std::size_t>(counts[k]), static_cast<int>(k));
    const Labels y = Eigen::Map<const Labels>(labels.data(), static_cast<Eigen::Index>(labels.size()));
    const int percent = c["percent"].get<int>();
    SCOPED_TRACE(testing::Message() << c["counts"] << " at " << percent << " %");
    const TrainValTestSplit split = trainValTestSplit(
        y, {.trainSize = percent / 100.0, .valSize = 0, .testSize = (100 - percent) / 100.0, .stratify = true});
    EXPECT_EQ(countsOf(y, split.train, static_cast<int>(counts.size())), c["train"].get<std::vector<int>>());
    EXPECT_EQ(split.val.size(), 0);
  }
}

// 20,000 deals: every row lands in the training pen as often as its share says, whatever its class and place.
TEST(TrainValTestSplit, IsFair) {
  for (const bool stratify : {false, true}) {
    Labels y(12);
    y << 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1;
    std::array<int, 12> inTrain{}, inTest{};
    constexpr int kDeals = 20000;
    for (std::uint64_t seed = 0; seed < kDeals; ++seed) {
      const TrainValTestSplit split = trainValTestSplit(
          y, {.trainSize = 0.5, .valSize = 0.25, .testSize = 0.25, .stratify = stratify, .seed = seed});
      for (const int row : split.train) ++inTrain[static_cast<std::size_t>(row)];
      for (const int row : split.test) ++inTest[static_cast<std::size_t>(row)];
    }
    for (std::size_t row = 0; row < 12; ++row) {
      EXPECT_NEAR(inTrain[row], 0.5 * kDeals, 4.5 * std::sqrt(0.25 * kDeals)) << row;
      EXPECT_NEAR(inTest[row], 0.25 * kDeals, 4.5 * std::sqrt(0.1875 * kDeals)) << row;
    }
  }
}

TEST(TrainValTestSplit, OneSeedOneSplit) {
  const Labels y = Labels::Zero(60);
  EXPECT_EQ(trainValTestSplit(y, {.seed = 5}).train, trainValTestSplit(y, {.seed = 5}).train);
  EXPECT_NE(trainValTestSplit(y, {.seed = 5}).train, trainValTestSplit(y, {.seed = 6}).train);
}

TEST(TrainValTestSplit, RefusesSharesThatDoNotFit) {
  const auto message = [](const TrainValTestSplitOptions& options, int n = 60) -> std::string {
    try {
      (void)trainValTestSplit(Labels::Zero(n), options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.trainSize = 0.5}), "trainSize + valSize + testSize: expected 1, got 0.9");
  EXPECT_EQ(message({.trainSize = 1.2, .valSize = -0.1, .testSize = -0.1}), "trainSize: expected 0..1, got 1.2");
  EXPECT_EQ(message({}, 2), "testSize: expected a share of 2 rows that holds at least one, got 0.2");
  EXPECT_EQ(message({.trainSize = 0, .valSize = 0.5, .testSize = 0.5}),
            "trainSize: expected a share of 60 rows that holds at least one, got 0");
  EXPECT_NE(message({.trainSize = std::nan("")}), "");
  EXPECT_NE(message({}, 0), "");
  EXPECT_EQ(message({.trainSize = 1, .valSize = 0, .testSize = 0}, 1), "");
}

TEST(TakeRows, TakesInTheOrderAskedFor) {
  Matrix X(3, 2);
  X << 1, 2, 3, 4, 5, 6;
  Labels rows(4);
  rows << 2, 0, 0, 1;
  Matrix expected(4, 2);
  expected << 5, 6, 1, 2, 1, 2, 3, 4;
  EXPECT_EQ(takeRows(X, rows), expected);
  EXPECT_EQ(takeLabels(Labels::LinSpaced(3, 7, 9), rows), (Labels(4) << 9, 7, 7, 8).finished());
  EXPECT_EQ(takeRows(X, Labels(0)).rows(), 0);
  rows[3] = 3;
  try {
    (void)takeRows(X, rows);
    ADD_FAILURE() << "expected an Error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "indices: expected rows in [0, 3), got 3 at position 3");
  }
}

}  // namespace
}  // namespace scrollwork
