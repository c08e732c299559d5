#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "scrollwork/clusterer.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/model_json.h"
#include "scrollwork/rng.h"

/// What every clustering must survive.
namespace scrollwork {

/// Three clouds of 20 rows in the plane.
inline Matrix threeClouds(std::uint64_t seed, int n = 60) {
  Rng rng(seed);
  Matrix X(n, 2);
  for (int i = 0; i < n; ++i) X.row(i) << rng.normal() + 6 * (i % 3), rng.normal() + 6 * (i % 3 == 1);
  return X;
}

template <typename Call>
ErrorCode codeOfCall(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "expected an Error";
  return ErrorCode::kParse;
}

inline void expectUnfittedClusterer(const Clusterer& model) {
  EXPECT_FALSE(model.fitted());
  EXPECT_EQ(model.nFeaturesIn(), 0);
  EXPECT_EQ(model.nClusters(), 0);
  EXPECT_EQ(codeOfCall([&] { (void)model.labels(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOfCall([&] { (void)model.predict(Matrix::Zero(1, 2)); }), ErrorCode::kNotFitted);
}

/// `model` has options under which threeClouds can be learned, and is not fitted.
inline void expectClustererLaws(Clusterer& model, double largest = 1e100) {
  expectUnfittedClusterer(model);
  expectUnfittedClusterer(*clustererFromJson(toJson(model)));
  const Matrix X = threeClouds(1);
  const auto expectRefused = [&](const Matrix& bad, ErrorCode code) {
    model.fit(X);
    EXPECT_EQ(codeOfCall([&] { model.fit(bad); }), code);
    expectUnfittedClusterer(model);
  };
  expectRefused(Matrix(0, 2), ErrorCode::kBadShape);
  expectRefused(Matrix(3, 0), ErrorCode::kBadShape);
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Matrix wrong = X;
    wrong(59, 1) = bad;
    expectRefused(wrong, ErrorCode::kBadValue);
    model.fit(X);
    EXPECT_EQ(codeOfCall([&] { (void)model.predict(wrong); }), ErrorCode::kBadValue);
  }
  for (const int width : {0, 1, 3}) {
    EXPECT_EQ(codeOfCall([&] { (void)model.predict(Matrix::Zero(4, width)); }), ErrorCode::kBadShape);
  }
  const auto expectLearns = [&](const Matrix& data) {
    model.fit(data);
    EXPECT_EQ(model.nFeaturesIn(), data.cols());
    ASSERT_EQ(model.labels().size(), data.rows());
    EXPECT_GE(model.labels().minCoeff(), 0);
    EXPECT_LT(model.labels().maxCoeff(), model.nClusters());
    EXPECT_EQ(model.predict(data), model.labels());
    const auto read = clustererFromJson(toJson(model));
    EXPECT_EQ(read->labels(), model.labels());
    EXPECT_EQ(read->predict(data), model.labels());
  };
  expectLearns(X);
  const Labels labels = model.labels();
  const Matrix someRows = X.topRows(7);
  EXPECT_EQ(model.predict(someRows), labels.head(7));
  EXPECT_EQ(model.predict(Matrix(0, 2)).size(), 0);
  // A clone has the options and not the learning; fitted, it is the same.
  const auto copy = model.clone();
  expectUnfittedClusterer(*copy);
  copy->fit(X);
  EXPECT_EQ(copy->labels(), labels);
  // Refit forgets the past: other width, then the same data again.
  Matrix three(60, 3);
  three << X, X.col(0);
  expectLearns(three);
  expectLearns(X);
  EXPECT_EQ(model.labels(), labels);
  // A block of a larger matrix.
  Matrix framed = Matrix::Constant(64, 5, 1e9);
  framed.block(2, 1, 60, 2) = X;
  model.fit(framed.block(2, 1, 60, 2));
  EXPECT_EQ(model.labels(), labels);
  // Odd data.
  for (const double scale : {1e-200, 1e-100, 1e-9, 1e9, largest}) {
    SCOPED_TRACE(scale);
    expectLearns(scale * X);
    Matrix mixed = X;
    mixed.col(0) *= scale;
    expectLearns(mixed);
  }
  expectLearns(X.array() + 1e6);
  Matrix same = X;
  same.col(1).setConstant(0.1);
  expectLearns(same);
  expectLearns(Matrix::Constant(60, 2, -7.0));
  for (int i = 0; i < 60; ++i) same.row(i) = X.row(i % 2);
  expectLearns(same);
}

}  // namespace scrollwork
