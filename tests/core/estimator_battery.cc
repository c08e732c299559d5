#include "core/estimator_battery.h"

#include <algorithm>

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

// ---- Regressors
// ---------------------------------------------------------------------------------------------------------

TEST_P(RegressorBattery, UseBeforeFitIsAnError) { expectUnfitted(*make()); }

TEST_P(RegressorBattery, EmptyDataAreRefused) {
  expectRefused(Matrix(0, GetParam().width), Vector(0), ErrorCode::kBadShape);
  expectRefused(Matrix(0, 0), Vector(0), ErrorCode::kBadShape);
  if (GetParam().usesFeatures) expectRefused(Matrix(3, 0), Vector::Zero(3), ErrorCode::kBadShape);
}

TEST_P(RegressorBattery, TargetsAndRowsMustMatch) {
  const Samples s = slope();
  expectRefused(s.X, s.y.head(59), ErrorCode::kBadShape);
  expectRefused(s.X.topRows(59), s.y, ErrorCode::kBadShape);
}

TEST_P(RegressorBattery, NumbersMustBeFinite) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    const Samples s = slope();
    const auto regressor = make();
    regressor->fit(s.X, s.y);
    Matrix X = s.X;
    X(59, X.cols() - 1) = bad;
    EXPECT_EQ(codeOf([&] { (void)regressor->predict(X); }), ErrorCode::kBadValue);
    expectRefused(X, s.y, ErrorCode::kBadValue);
    Vector y = s.y;
    y[58] = bad;
    expectRefused(s.X, y, ErrorCode::kBadValue);
  }
}

TEST_P(RegressorBattery, WrongWidthIsRefusedAndNothingIsForgotten) {
  const Samples s = slope();
  const auto regressor = make();
  regressor->fit(s.X, s.y);
  const Vector before = regressor->predict(s.X);
  for (const int width : {0, GetParam().width - 1, GetParam().width + 1}) {
    EXPECT_EQ(codeOf([&] { (void)regressor->predict(Matrix::Zero(4, width)); }), ErrorCode::kBadShape);
  }
  EXPECT_EQ(regressor->predict(s.X), before);
  EXPECT_EQ(regressor->predict(Matrix(0, GetParam().width)).size(), 0);
  if (!GetParam().anyWidth) expectRefused(normalMatrix(1, 60, GetParam().width + 1), s.y, ErrorCode::kBadShape);
}

TEST_P(RegressorBattery, OneRow) {
  const Matrix X = Matrix::Constant(1, GetParam().width, 3.5);
  const Vector y = Vector::Constant(1, -2.0);
  if (GetParam().minSamples > 1) {
    expectRefused(X, y, ErrorCode::kBadValue);
  } else {
    expectLearns(X, y);
  }
}

TEST_P(RegressorBattery, TwoRows) {
  if (GetParam().minSamples > 2) GTEST_SKIP() << "needs " << GetParam().minSamples << " rows";
  Matrix X = Matrix::Zero(2, GetParam().width);
  X(1, 0) = 1.0;
  expectLearns(X, Vector::LinSpaced(2, 1.0, 2.0));
}

TEST_P(RegressorBattery, AConstantTargetIsPredictedEverywhere) {
  if (!GetParam().learnsConstants) GTEST_SKIP() << "its answer is 0 where it has learned nothing";
  const Samples s = slope();
  for (const double constant : {0.0, 0.1, -7.0}) {
    const auto regressor = make();
    regressor->fit(s.X, Vector::Constant(60, constant));
    EXPECT_LE((regressor->predict(s.X).array() - constant).abs().maxCoeff(), GetParam().tolerance);
  }
}

TEST_P(RegressorBattery, ConstantFeatures) {
  Samples s = slope();
  s.X.col(s.X.cols() - 1).setConstant(0.1);  // not a binary fraction: its mean is off by rounding
  expectLearns(s.X, s.y);
  s.X.setConstant(-7.0);
  expectLearns(s.X, s.y);
  s.X.setZero();
  expectLearns(s.X, s.y);
}

TEST_P(RegressorBattery, DuplicateRowsEvenContradictingOnes) {
  Samples s = slope();
  for (int i = 0; i < 60; ++i) s.X.row(i) = s.X.row(i % 5);
  expectLearns(s.X, s.y);
  if (!GetParam().anyWidth) return;
  Matrix twice(60, 2 * s.X.cols());
  twice << s.X, s.X;  // and the same columns twice
  expectLearns(twice, s.y);
}

TEST_P(RegressorBattery, MoreColumnsThanRows) {
  if (!GetParam().anyWidth || GetParam().minSamples > 5) GTEST_SKIP() << "it takes no such data";
  expectLearns(normalMatrix(8, 5, 12), normalMatrix(9, 5, 1));
}

TEST_P(RegressorBattery, HugeAndTinyFeatures) {
  const Samples s = slope();
  for (const double scale : {1e-200, 1e-100, 1e-9, 1e9, GetParam().maxFeature / 10}) {
    SCOPED_TRACE(scale);
    expectLearns(scale * s.X, s.y);
    Matrix mixed = s.X;
    mixed.col(0) *= scale;
    expectLearns(mixed, s.y);
  }
  expectLearns(s.X.array() + 1e6, s.y);
}

TEST_P(RegressorBattery, HugeAndTinyTargets) {
  const Samples s = slope();
  for (const double scale : {1e-200, 1e-100, 1e-9, 1e9, GetParam().maxTarget / 10}) {
    SCOPED_TRACE(scale);
    expectLearns(s.X, scale * s.y);
  }
  expectLearns(s.X, s.y.array() + 1e6);
}

TEST_P(RegressorBattery, RefitForgetsThePast) {
  const Samples s = slope();
  const Samples other = slope(2, 90);
  const auto fresh = make(), used = make();
  fresh->fit(s.X, s.y);
  if (GetParam().anyWidth) {
    Matrix wider(90, other.X.cols() + 1);
    wider << -3.0 * other.X, other.X.col(0);
    used->fit(wider, other.y);
  } else {
    used->fit(-3.0 * other.X, other.y);
  }
  used->fit(s.X, s.y);
  EXPECT_EQ(fresh->predict(s.X), used->predict(s.X));
}

TEST_P(RegressorBattery, TheSameAnswerTwice) {
  const Samples s = slope(3);
  const auto a = make(), b = make();
  a->fit(s.X, s.y);
  b->fit(s.X, s.y);
  const Vector all = a->predict(s.X);
  EXPECT_EQ(all, b->predict(s.X));
  EXPECT_EQ(all, a->predict(s.X));
  // Row by row as well as all at once.
  for (int i = 0; i < 60; ++i) EXPECT_EQ(a->predict(s.X.row(i))[0], all[i]) << "row " << i;
}

TEST_P(RegressorBattery, ACloneHasTheOptionsAndNotTheLearning) {
  const Samples s = slope(4);
  const auto original = make();
  original->fit(s.X, s.y);
  const auto copy = original->clone();
  expectUnfitted(*copy);
  copy->fit(s.X, s.y);
  EXPECT_EQ(original->predict(s.X), copy->predict(s.X));
}

TEST_P(RegressorBattery, TheOrderOfRowsDoesNotMatter) {
  if (!GetParam().symmetricInRows) GTEST_SKIP() << "it takes the rows in their order";
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const Samples s = slope(seed + 10);
    const Labels order = Rng(seed).permutation(60);
    Samples shuffled = s;
    for (int i = 0; i < 60; ++i) {
      shuffled.X.row(i) = s.X.row(order[i]);
      shuffled.y[i] = s.y[order[i]];
    }
    const auto a = make(), b = make();
    a->fit(s.X, s.y);
    b->fit(shuffled.X, shuffled.y);
    EXPECT_LE((a->predict(s.X) - b->predict(s.X)).cwiseAbs().maxCoeff(), GetParam().tolerance);
  }
}

TEST_P(RegressorBattery, WorksOnABlockOfALargerMatrix) {
  const Samples s = slope(5);
  Matrix framed = Matrix::Constant(64, s.X.cols() + 3, 1e9);
  framed.block(2, 1, 60, s.X.cols()) = s.X;
  const auto block = framed.block(2, 1, 60, s.X.cols());
  const auto a = make(), b = make();
  a->fit(s.X, s.y);
  b->fit(block, s.y);
  EXPECT_EQ(a->predict(s.X), b->predict(block));
}

TEST_P(RegressorBattery, LearnsMoreThanTheMean) {
  if (!GetParam().usesFeatures) GTEST_SKIP() << "it does not look at the features";
  const Samples s = slope(6, 200), fresh = slope(7, 1000);
  const auto regressor = make();
  regressor->fit(s.X, s.y);
  const double total = (fresh.y.array() - fresh.y.mean()).square().sum();
  EXPECT_GT(1.0 - (regressor->predict(fresh.X) - fresh.y).squaredNorm() / total, GetParam().minR2);
}

// ---- Transformers
// -------------------------------------------------------------------------------------------------------

void TransformerBattery::expectUnfitted(const Transformer& transformer) {
  EXPECT_FALSE(transformer.fitted());
  EXPECT_EQ(codeOf([&] { (void)transformer.transform(Matrix::Zero(1, 2)); }), ErrorCode::kNotFitted);
}

void TransformerBattery::expectRefused(const Matrix& X, ErrorCode code) {
  const auto transformer = make();
  EXPECT_EQ(codeOf([&] { transformer->fit(X); }), code);
  expectUnfitted(*transformer);
  transformer->fit(normalMatrix(3, 30, 2));
  EXPECT_EQ(codeOf([&] { transformer->fit(X); }), code);
  expectUnfitted(*transformer);
}

void TransformerBattery::expectLearns(const Matrix& X) {
  const auto transformer = make();
  transformer->fit(X);
  EXPECT_TRUE(transformer->fitted());
  const Matrix out = transformer->transform(X);
  EXPECT_EQ(out.rows(), X.rows());
  EXPECT_TRUE(out.allFinite());
}

TEST_P(TransformerBattery, UseBeforeFitIsAnError) { expectUnfitted(*make()); }

TEST_P(TransformerBattery, EmptyDataAreRefused) {
  expectRefused(Matrix(0, 2), ErrorCode::kBadShape);
  expectRefused(Matrix(0, 0), ErrorCode::kBadShape);
  expectRefused(Matrix(3, 0), ErrorCode::kBadShape);
}

TEST_P(TransformerBattery, NumbersMustBeFinite) {
  const Matrix good = normalMatrix(3, 30, 2);
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    Matrix X = good;
    X(29, 1) = bad;
    expectRefused(X, ErrorCode::kBadValue);
    const auto transformer = make();
    transformer->fit(good);
    EXPECT_EQ(codeOf([&] { (void)transformer->transform(X); }), ErrorCode::kBadValue);
  }
}

TEST_P(TransformerBattery, WrongWidthIsRefusedAndNothingIsForgotten) {
  const Matrix X = normalMatrix(3, 30, 2);
  const auto transformer = make();
  transformer->fit(X);
  const Matrix before = transformer->transform(X);
  for (const int width : {0, 1, 3}) {
    EXPECT_EQ(codeOf([&] { (void)transformer->transform(Matrix::Zero(4, width)); }), ErrorCode::kBadShape);
  }
  EXPECT_EQ(transformer->transform(X), before);
  EXPECT_EQ(transformer->transform(Matrix(0, 2)).rows(), 0);
  EXPECT_EQ(transformer->transform(Matrix(0, 2)).cols(), before.cols());
}

TEST_P(TransformerBattery, OneRow) {
  const Matrix X = Matrix::Constant(1, 2, 3.5);
  if (GetParam().minSamples > 1) {
    expectRefused(X, ErrorCode::kBadValue);
  } else {
    expectLearns(X);
  }
}

TEST_P(TransformerBattery, ConstantFeaturesAndDuplicates) {
  Matrix X = normalMatrix(3, 30, 2);
  X.col(1).setConstant(0.1);
  expectLearns(X);
  X.col(1) = X.col(0);
  for (int i = 0; i < 30; ++i) X.row(i) = X.row(i % 5);
  expectLearns(X);
  X.setZero();
  expectLearns(X);
}

TEST_P(TransformerBattery, HugeAndTinyFeatures) {
  const Matrix X = normalMatrix(3, 30, 2);
  for (const double scale : {1e-200, 1e-100, 1e-9, 1e9, GetParam().maxFeature / 10}) {
    if (scale > GetParam().maxFeature) continue;
    SCOPED_TRACE(scale);
    expectLearns(scale * X);
    Matrix mixed = X;
    mixed.col(0) *= scale;
    expectLearns(mixed);
  }
  expectLearns(X.array() + std::min(1e6, GetParam().maxFeature / 10));
}

TEST_P(TransformerBattery, RefitAndCloneForgetThePast) {
  const Matrix X = normalMatrix(4, 30, 2);
  const auto fresh = make(), used = make();
  fresh->fit(X);
  used->fit(normalMatrix(5, 40, 3));
  used->fit(X);
  EXPECT_EQ(fresh->transform(X), used->transform(X));
  const auto copy = used->clone();
  expectUnfitted(*copy);
  copy->fit(X);
  EXPECT_EQ(copy->transform(X), used->transform(X));
}

TEST_P(TransformerBattery, RowsAreTransformedOneByOne) {
  const Matrix X = normalMatrix(6, 30, 2);
  const auto transformer = make();
  transformer->fit(X);
  const Matrix all = transformer->transform(X);
  EXPECT_EQ(transformer->transform(X), all);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(transformer->transform(X.row(i)), all.row(i));
}

TEST_P(TransformerBattery, TheOrderOfRowsDoesNotMatter) {
  if (!GetParam().symmetricInRows) GTEST_SKIP() << "it takes the rows in their order";
  const Matrix X = normalMatrix(7, 30, 2);
  const Labels order = Rng(1).permutation(30);
  Matrix shuffled(30, 2);
  for (int i = 0; i < 30; ++i) shuffled.row(i) = X.row(order[i]);
  const auto a = make(), b = make();
  a->fit(X);
  b->fit(shuffled);
  EXPECT_LE((a->transform(X) - b->transform(X)).cwiseAbs().maxCoeff(), GetParam().tolerance);
}

TEST_P(TransformerBattery, WorksOnABlockOfALargerMatrix) {
  const Matrix X = normalMatrix(8, 30, 2);
  Matrix framed = Matrix::Constant(34, 5, 1e9);
  framed.block(2, 1, 30, 2) = X;
  const auto a = make(), b = make();
  a->fit(X);
  b->fit(framed.block(2, 1, 30, 2));
  EXPECT_EQ(a->transform(X), b->transform(framed.block(2, 1, 30, 2)));
}

// A program with the tests of some families only may have no regressor or no transformer.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ClassifierBattery);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RegressorBattery);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(TransformerBattery);

}  // namespace scrollwork
