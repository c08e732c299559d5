#include "core/estimator_battery.h"

namespace scrollwork {

TEST_P(ClassifierBattery, UseBeforeFitIsAnError) { expectUnfitted(*make()); }

TEST_P(ClassifierBattery, EmptyDataAreRefused) {
  expectRefused(Matrix(0, 2), Labels(0), ErrorCode::kBadShape);
  expectRefused(Matrix(0, 0), Labels(0), ErrorCode::kBadShape);
  if (GetParam().usesFeatures) expectRefused(Matrix(3, 0), Labels::Zero(3), ErrorCode::kBadShape);
}

TEST_P(ClassifierBattery, LabelsAndRowsMustMatch) {
  const Samples s = clouds();
  expectRefused(s.X, s.y.head(59), ErrorCode::kBadShape);
  expectRefused(s.X.topRows(59), s.y, ErrorCode::kBadShape);
}

TEST_P(ClassifierBattery, NumbersMustBeFinite) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    Samples s = clouds();
    const auto classifier = make();
    classifier->fit(s.X, s.y);
    s.X(59, 1) = bad;
    EXPECT_EQ(codeOf([&] { (void)classifier->predict(s.X); }), ErrorCode::kBadValue);
    EXPECT_EQ(codeOf([&] { (void)classifier->predictProba(s.X); }), ErrorCode::kBadValue);
    expectRefused(s.X, s.y, ErrorCode::kBadValue);
  }
}

TEST_P(ClassifierBattery, LabelsMustBeSmallAndNotNegative) {
  Samples s = clouds();
  for (const int bad : {-1, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
    s.y[7] = bad;
    expectRefused(s.X, s.y, ErrorCode::kBadValue);
  }
}

TEST_P(ClassifierBattery, WrongWidthIsRefusedAndNothingIsForgotten) {
  const Samples s = clouds();
  const auto classifier = make();
  classifier->fit(s.X, s.y);
  for (const int width : {0, 1, 3}) {
    const Matrix X = Matrix::Zero(4, width);
    EXPECT_EQ(codeOf([&] { (void)classifier->predict(X); }), ErrorCode::kBadShape);
    EXPECT_EQ(codeOf([&] { (void)classifier->predictProba(X); }), ErrorCode::kBadShape);
  }
  expectConsistent(*classifier, s.X);
  EXPECT_EQ(classifier->predictProba(Matrix(0, 2)).rows(), 0);
  EXPECT_EQ(classifier->predict(Matrix(0, 2)).size(), 0);
}

TEST_P(ClassifierBattery, OneClass) {
  const Samples s = clouds();
  for (const int label : {0, 1, 3}) {
    const Labels y = Labels::Constant(60, label);
    if (!GetParam().learnsOneClass) {
      expectRefused(s.X, y, ErrorCode::kBadValue);
      continue;
    }
    expectLearns(s.X, y);
    const auto classifier = make();
    classifier->fit(s.X, y);
    EXPECT_EQ(classifier->predict(s.X), y);
  }
}

TEST_P(ClassifierBattery, OneRow) {
  const Matrix X = Matrix::Constant(1, 2, 3.5);
  const Labels y = Labels::Zero(1);
  if (!GetParam().learnsOneClass || GetParam().minSamples > 1) {
    expectRefused(X, y, ErrorCode::kBadValue);
  } else {
    expectLearns(X, y);
  }
}

TEST_P(ClassifierBattery, TwoRows) {
  if (GetParam().minSamples > 2) GTEST_SKIP() << "needs " << GetParam().minSamples << " rows";
  Matrix X(2, 1);
  X << 1.0, 2.0;
  Labels y(2);
  y << 0, 1;
  expectLearns(X, y);
}

TEST_P(ClassifierBattery, AClassThatDoesNotOccurIsNeverPredicted) {
  Samples s = clouds();
  s.y *= 2;  // labels 0 and 2
  const auto classifier = make();
  classifier->fit(s.X, s.y);
  expectConsistent(*classifier, s.X);
  EXPECT_EQ(classifier->nClasses(), 3);
  EXPECT_EQ(classifier->predictProba(s.X).col(1).maxCoeff(), 0.0);
}

TEST_P(ClassifierBattery, ConstantFeatures) {
  Samples s = clouds();
  s.X.col(1).setConstant(0.1);  // not a binary fraction: its mean is off by rounding
  expectLearns(s.X, s.y);
  s.X.col(0).setConstant(-7.0);
  expectLearns(s.X, s.y);
  s.X.setZero();
  expectLearns(s.X, s.y);
}

TEST_P(ClassifierBattery, DuplicateRowsEvenContradictingOnes) {
  Samples s = clouds();
  for (int i = 0; i < 60; ++i) s.X.row(i) = s.X.row(i % 5);
  expectLearns(s.X, s.y);
  Matrix twice(60, 4);
  twice << s.X, s.X;  // and the same column twice
  expectLearns(twice, s.y);
}

TEST_P(ClassifierBattery, HugeAndTinyFeatures) {
  const Samples s = clouds();
  const double largest = GetParam().maxFeature;
  for (const double scale : {1e-200, 1e-100, 1e-9, 1e9, largest / 10}) {
    SCOPED_TRACE(scale);
    expectLearns(scale * s.X, s.y);
    Matrix mixed = s.X;
    mixed.col(0) *= scale;
    expectLearns(mixed, s.y);
  }
  expectLearns(s.X.array() + 1e6, s.y);
}

TEST_P(ClassifierBattery, RefitForgetsThePast) {
  const Samples s = clouds();
  Samples other = clouds(2, 90);
  other.X.col(0) *= -3.0;
  const auto fresh = make(), used = make();
  fresh->fit(s.X, s.y);
  Matrix three(90, 3);
  three << other.X, other.X.col(0);
  used->fit(three, other.y);
  used->fit(s.X, s.y);
  EXPECT_EQ(fresh->predictProba(s.X), used->predictProba(s.X));
}

TEST_P(ClassifierBattery, TheSameAnswerTwice) {
  const Samples s = clouds(3);
  const auto a = make(), b = make();
  a->fit(s.X, s.y);
  b->fit(s.X, s.y);
  EXPECT_EQ(a->predictProba(s.X), b->predictProba(s.X));
  EXPECT_EQ(a->predictProba(s.X), a->predictProba(s.X));
  // Row by row as well as all at once.
  const Matrix all = a->predictProba(s.X);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(a->predictProba(s.X.row(i)), all.row(i)) << "row " << i;
}

TEST_P(ClassifierBattery, ACloneHasTheOptionsAndNotTheLearning) {
  const Samples s = clouds(4);
  const auto original = make();
  original->fit(s.X, s.y);
  const auto copy = original->clone();
  expectUnfitted(*copy);
  copy->fit(s.X, s.y);
  EXPECT_EQ(original->predictProba(s.X), copy->predictProba(s.X));
}

TEST_P(ClassifierBattery, TheOrderOfRowsDoesNotMatter) {
  if (!GetParam().symmetricInRows) GTEST_SKIP() << "its ties follow the order of the rows";
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const Samples s = clouds(seed + 10);
    const Labels order = Rng(seed).permutation(60);
    Samples shuffled = s;
    for (int i = 0; i < 60; ++i) {
      shuffled.X.row(i) = s.X.row(order[i]);
      shuffled.y[i] = s.y[order[i]];
    }
    const auto a = make(), b = make();
    a->fit(s.X, s.y);
    b->fit(shuffled.X, shuffled.y);
    EXPECT_LE((a->predictProba(s.X) - b->predictProba(s.X)).cwiseAbs().maxCoeff(), GetParam().tolerance);
  }
}

TEST_P(ClassifierBattery, WorksOnABlockOfALargerMatrix) {
  const Samples s = clouds(5);
  Matrix framed = Matrix::Constant(64, 5, 1e9);
  framed.block(2, 1, 60, 2) = s.X;
  const auto a = make(), b = make();
  a->fit(s.X, s.y);
  b->fit(framed.block(2, 1, 60, 2), s.y);
  EXPECT_EQ(a->predictProba(s.X), b->predictProba(framed.block(2, 1, 60, 2)));
}

TEST_P(ClassifierBattery, LearnsMoreThanChance) {
  if (!GetParam().usesFeatures) GTEST_SKIP() << "it does not look at the features";
  const Samples s = clouds(6, 200), fresh = clouds(7, 1000);
  const auto classifier = make();
  classifier->fit(s.X, s.y);
  // The best possible rule is right in 85.6 % (two clouds at distance 1.5 sqrt(2)).
  EXPECT_GT(agreement(classifier->predict(fresh.X), fresh.y), 0.7);
}

}  // namespace scrollwork
