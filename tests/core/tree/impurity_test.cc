#include "scrollwork/tree/impurity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/estimator_battery.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

TEST(Impurity, OfOneClassIsNothingAndOfEqualClassesMost) {
  Matrix counts = Matrix::Zero(1, 1);
  for (int k = 1; k <= 16; k *= 2) {
    counts = Matrix::Constant(1, k, 3.0);
    EXPECT_DOUBLE_EQ(impurity(counts)[0], 1 - 1.0 / k);
    EXPECT_NEAR(impurity(counts, {.criterion = "entropy"})[0], std::log2(k), 1e-15 * k);
    counts.setZero();
    counts(0, k / 2) = 7;
    EXPECT_EQ(impurity(counts)[0], 0);
    EXPECT_EQ(impurity(counts, {.criterion = "entropy"})[0], 0);
  }
}

// Shares of a 16th: scaling the counts changes no share, so not one bit of the answer.
TEST(Impurity, DependsOnSharesAlone) {
  Rng rng(3);
  Matrix counts(50, 3);
  for (Eigen::Index i = 0; i < counts.rows(); ++i) {
    const int first = rng.integer(0, 16);
    const int second = rng.integer(0, 16 - first);
    counts.row(i) << first, second, 16 - first - second;
  }
  const Matrix eighths = counts / 8;
  for (const char* criterion : {"gini", "entropy"}) {
    EXPECT_EQ(impurity(counts, {.criterion = criterion}), impurity(eighths, {.criterion = criterion}));
  }
}

TEST(Impurity, IsThatOfATreesNodes) {
  Rng rng(4);
  for (const char* criterion : {"gini", "entropy"}) {
    Matrix X(60, 2);
    Labels y(60);
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      X.row(i) << rng.uniform(), rng.uniform();
      y[i] = rng.integer(0, 2);
    }
    DecisionTreeClassifier tree({.criterion = criterion, .maxDepth = 4});
    tree.fit(X, y);
    const DecisionTreeNodes& nodes = tree.nodes();
    Matrix counts(nodes.size(), 3);
    for (Eigen::Index i = 0; i < counts.size(); ++i) counts.data()[i] = nodes.counts[static_cast<std::size_t>(i)];
    const Vector found = impurity(counts, {.criterion = criterion});
    for (int i = 0; i < nodes.size(); ++i) EXPECT_NEAR(found[i], nodes.impurity[static_cast<std::size_t>(i)], 1e-14);
  }
}

TEST(Impurity, RefusesWhatIsNoBag) {
  Matrix counts = Matrix::Constant(2, 2, 1.0);
  const auto code = [&counts] { return codeOf([&counts] { (void)impurity(counts); }); };
  EXPECT_EQ(codeOf([&counts] { (void)impurity(counts, {.criterion = "log"}); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([] { (void)impurity(Matrix(0, 2)); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([] { (void)impurity(Matrix(2, 0)); }), ErrorCode::kBadShape);
  for (const double bad : {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    counts(1, 0) = bad;
    EXPECT_EQ(code(), ErrorCode::kBadValue) << bad;
  }
  counts.row(1).setZero();
  EXPECT_EQ(code(), ErrorCode::kBadValue);
}

}  // namespace
}  // namespace scrollwork
