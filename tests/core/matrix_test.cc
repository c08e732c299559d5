#include "scrollwork/matrix.h"

#include <gtest/gtest.h>

namespace scrollwork {
namespace {

Matrix copyOf(const MatrixView& X) { return X; }
Vector copyOfVector(const VectorView& x) { return x; }
const double* placeOf(const MatrixView& X) { return X.data(); }
const double* placeOfVector(const VectorView& x) { return x.data(); }

Matrix numbered(int rows, int cols) {
  Matrix X(rows, cols);
  for (int i = 0; i < X.size(); ++i) X.data()[i] = i;
  return X;
}

TEST(MatrixView, HasTheNumbersOfWhateverItIsMadeFrom) {
  const Matrix X = numbered(5, 4);
  const Eigen::MatrixXd byColumns = X;
  const Vector x = X.col(1);
  const Eigen::RowVectorXd row = X.row(2);
  EXPECT_EQ(copyOf(X), X);
  EXPECT_EQ(copyOf(byColumns), X);
  EXPECT_EQ(copyOf(X.transpose()), Matrix(X.transpose()));
  EXPECT_EQ(copyOf(X.block(1, 1, 3, 2)), Matrix(X.block(1, 1, 3, 2)));
  EXPECT_EQ(copyOf(X.topRows(2) * 2), Matrix(X.topRows(2) * 2));
  // Vectors as matrices of one column or one row, in each way in which they lie in memory.
  EXPECT_EQ(copyOf(x), Matrix(x));
  EXPECT_EQ(copyOf(x.transpose()), Matrix(x.transpose()));
  EXPECT_EQ(copyOf(row), Matrix(row));
  EXPECT_EQ(copyOf(row.transpose()), Matrix(row.transpose()));
  EXPECT_EQ(copyOf(X.col(3)), Matrix(X.col(3)));
  EXPECT_EQ(copyOf(X.row(3)), Matrix(X.row(3)));
  EXPECT_EQ(copyOf(x.segment(1, 3)), Matrix(x.segment(1, 3)));
  EXPECT_EQ(copyOfVector(x), x);
  EXPECT_EQ(copyOfVector(X.col(3)), Vector(X.col(3)));
  EXPECT_EQ(copyOfVector(x.segment(1, 3)), Vector(x.segment(1, 3)));
  EXPECT_EQ(copyOfVector(2 * x), Vector(2 * x));
}

TEST(MatrixView, CopiesNothingThatLiesAsItWants) {
  const Matrix X = numbered(5, 4);
  const Vector x = X.col(1);
  EXPECT_EQ(placeOf(X), X.data());
  EXPECT_EQ(placeOf(X.middleRows(2, 2)), X.data() + 8);
  EXPECT_EQ(placeOf(x), x.data());
  EXPECT_EQ(placeOfVector(x), x.data());
  EXPECT_EQ(placeOfVector(x.tail(2)), x.data() + 3);
}

}  // namespace
}  // namespace scrollwork
