#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <ostream>
#include <string>

#include "scrollwork/classifier.h"
#include "scrollwork/error.h"
#include "scrollwork/regressor.h"
#include "scrollwork/rng.h"

/// What every estimator must survive, as one parameterised suite a kind (the tests are in estimator_battery.cc). To put
/// classifiers, regressors or transformers through it, in their own test file:
///
///     INSTANTIATE_TEST_SUITE_P(KNeighborsClassifier, ClassifierBattery, testing::Values(
///         BatteryCase{"OneNeighbour", [] { return std::make_unique<KNeighborsClassifier>(…); }}), batteryName);
///     INSTANTIATE_TEST_SUITE_P(Ridge, RegressorBattery, testing::Values(
///         RegressorCase{"Default", [] { return std::make_unique<Ridge>(); }}), batteryName);
///     INSTANTIATE_TEST_SUITE_P(StandardScaler, TransformerBattery, testing::Values(
///         TransformerCase{"Default", [] { return std::make_unique<StandardScaler>(); }}), batteryName);
namespace scrollwork {

/// The code of the Error that the call throws; throwing none is a failure.
inline ErrorCode codeOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_STRNE(error.what(), "");
    return error.code();
  }
  ADD_FAILURE() << "expected an Error";
  return ErrorCode::kParse;
}

/// n x d standard normal numbers.
inline Matrix normalMatrix(std::uint64_t seed, int n, int d) {
  Rng rng(seed);
  Matrix X(n, d);
  for (Eigen::Index i = 0; i < X.size(); ++i) X.data()[i] = rng.normal();
  return X;
}

struct BatteryCase {
  std::string name;  ///< Letters and digits: part of the test's name.
  std::function<std::unique_ptr<Classifier>()> make;
  bool learnsOneClass = true;   ///< False: data of one class are an Error (kBadValue).
  int minSamples = 1;           ///< Fewer rows are an Error.
  bool usesFeatures = true;     ///< False: it may ignore what is in X, even that X has no columns.
  double maxFeature = 1e100;    ///< Magnitude up to which features must be accepted and learned from.
  bool symmetricInRows = true;  ///< Probabilities do not depend on the order of the rows, up to `tolerance`.
  double tolerance = 1e-6;      ///< On probabilities.
};

inline void PrintTo(const BatteryCase& c, std::ostream* out) { *out << c.name; }
/// The name of a case of any kind.
inline constexpr auto batteryName = [](const auto& info) { return info.param.name; };

class ClassifierBattery : public testing::TestWithParam<BatteryCase> {
 protected:
  struct Samples {
    Matrix X;
    Labels y;
  };

  /// Two overlapping clouds in the plane, 30 rows each, class 1 to the upper right.
  static Samples clouds(std::uint64_t seed = 1, int n = 60) {
    Rng rng(seed);
    Samples s{Matrix(n, 2), Labels(n)};
    for (int i = 0; i < n; ++i) {
      s.y[i] = i % 2;
      s.X(i, 0) = rng.normal() + 1.5 * s.y[i];
      s.X(i, 1) = rng.normal() + 1.5 * s.y[i];
    }
    return s;
  }

  static std::unique_ptr<Classifier> make() { return GetParam().make(); }

  /// fit throws this code and leaves the object unfitted, also when it had been fitted before.
  static void expectRefused(const Matrix& X, const Labels& y, ErrorCode code) {
    const auto classifier = make();
    EXPECT_EQ(codeOf([&] { classifier->fit(X, y); }), code);
    expectUnfitted(*classifier);
    const Samples good = clouds();
    classifier->fit(good.X, good.y);
    EXPECT_EQ(codeOf([&] { classifier->fit(X, y); }), code);
    expectUnfitted(*classifier);
  }

  static void expectUnfitted(const Classifier& classifier) {
    EXPECT_FALSE(classifier.fitted());
    EXPECT_EQ(classifier.nFeaturesIn(), 0);
    EXPECT_EQ(classifier.nClasses(), 0);
    const Matrix X = Matrix::Zero(1, 2);
    EXPECT_EQ(codeOf([&] { (void)classifier.predict(X); }), ErrorCode::kNotFitted);
    EXPECT_EQ(codeOf([&] { (void)classifier.predictProba(X); }), ErrorCode::kNotFitted);
  }

  /// Shapes, ranges, row sums, and predict = argmax with ties to the lowest label.
  static void expectConsistent(const Classifier& classifier, const Matrix& X) {
    ASSERT_TRUE(classifier.fitted());
    const Matrix proba = classifier.predictProba(X);
    const Labels labels = classifier.predict(X);
    ASSERT_EQ(proba.rows(), X.rows());
    ASSERT_EQ(proba.cols(), classifier.nClasses());
    ASSERT_EQ(labels.size(), X.rows());
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      double sum = 0.0;
      int best = 0;
      for (int c = 0; c < classifier.nClasses(); ++c) {
        ASSERT_TRUE(proba(i, c) >= 0.0 && proba(i, c) <= 1.0) << "row " << i << " class " << c << ": " << proba(i, c);
        sum += proba(i, c);
        if (proba(i, c) > proba(i, best)) best = c;
      }
      // k terms that are rounded and summed: k eps, and as much for the division that made them.
      EXPECT_NEAR(sum, 1.0, 2.0 * classifier.nClasses() * std::numeric_limits<double>::epsilon()) << "row " << i;
      EXPECT_EQ(labels[i], best) << "row " << i;
    }
  }

  static void expectLearns(const Matrix& X, const Labels& y) {
    const auto classifier = make();
    classifier->fit(X, y);
    EXPECT_EQ(classifier->nFeaturesIn(), X.cols());
    EXPECT_EQ(classifier->nClasses(), y.maxCoeff() + 1);
    expectConsistent(*classifier, X);
  }

  static double agreement(const Labels& a, const Labels& b) { return (a.array() == b.array()).cast<double>().mean(); }
};

struct RegressorCase {
  std::string name;  ///< Letters and digits: part of the test's name.
  std::function<std::unique_ptr<Regressor>()> make;
  int width = 2;                ///< Columns of the data that it is given.
  int minSamples = 1;           ///< Fewer rows are an Error (kBadValue).
  bool anyWidth = true;         ///< False: it takes no other number of columns (kBadShape).
  bool usesFeatures = true;     ///< False: it may ignore what is in X, even that X has no columns.
  bool learnsConstants = true;  ///< A constant target is predicted everywhere, up to `tolerance`.
  double maxFeature = 1e100;    ///< Magnitude up to which features must be accepted and learned from.
  double maxTarget = 1e100;     ///< The same for y.
  bool symmetricInRows = true;  ///< Predictions do not depend on the order of the rows, up to `tolerance`.
  double tolerance = 1e-6;      ///< On predictions, in units of the spread of y.
  double minR2 = 0.5;           ///< Share of the variance of a fresh sample that it must explain (0.97 is there).
};

inline void PrintTo(const RegressorCase& c, std::ostream* out) { *out << c.name; }

class RegressorBattery : public testing::TestWithParam<RegressorCase> {
 protected:
  struct Samples {
    Matrix X;
    Vector y;
  };

  /// y = 1 + 2 x_0 - x_1 (without the last term for one column) and noise of standard deviation 0.3.
  static Samples slope(std::uint64_t seed = 1, int n = 60) {
    Rng rng(seed + 100);
    Samples s{normalMatrix(seed, n, GetParam().width), Vector(n)};
    for (int i = 0; i < n; ++i) {
      s.y[i] = 1.0 + 2.0 * s.X(i, 0) - (s.X.cols() > 1 ? s.X(i, 1) : 0.0) + 0.3 * rng.normal();
    }
    return s;
  }

  static std::unique_ptr<Regressor> make() { return GetParam().make(); }

  static void expectRefused(const Matrix& X, const Vector& y, ErrorCode code) {
    const auto regressor = make();
    EXPECT_EQ(codeOf([&] { regressor->fit(X, y); }), code);
    expectUnfitted(*regressor);
    const Samples good = slope();
    regressor->fit(good.X, good.y);
    EXPECT_EQ(codeOf([&] { regressor->fit(X, y); }), code);
    expectUnfitted(*regressor);
  }

  static void expectUnfitted(const Regressor& regressor) {
    EXPECT_FALSE(regressor.fitted());
    EXPECT_EQ(regressor.nFeaturesIn(), 0);
    EXPECT_EQ(codeOf([&] { (void)regressor.predict(Matrix::Zero(1, GetParam().width)); }), ErrorCode::kNotFitted);
  }

  static void expectLearns(const Matrix& X, const Vector& y) {
    const auto regressor = make();
    regressor->fit(X, y);
    EXPECT_TRUE(regressor->fitted());
    EXPECT_EQ(regressor->nFeaturesIn(), X.cols());
    const Vector predicted = regressor->predict(X);
    ASSERT_EQ(predicted.size(), X.rows());
    EXPECT_TRUE(predicted.allFinite()) << predicted.transpose();
  }
};

struct TransformerCase {
  std::string name;  ///< Letters and digits: part of the test's name.
  std::function<std::unique_ptr<Transformer>()> make;
  int minSamples = 1;           ///< Fewer rows are an Error (kBadValue).
  double maxFeature = 1e100;    ///< Magnitude up to which features must be accepted and learned from.
  bool symmetricInRows = true;  ///< What it learns does not depend on the order of the rows, up to `tolerance`.
  double tolerance = 1e-9;      ///< On what comes out, for standard normal input.
};

inline void PrintTo(const TransformerCase& c, std::ostream* out) { *out << c.name; }

class TransformerBattery : public testing::TestWithParam<TransformerCase> {
 protected:
  static std::unique_ptr<Transformer> make() { return GetParam().make(); }
  static void expectRefused(const Matrix& X, ErrorCode code);
  static void expectUnfitted(const Transformer& transformer);
  static void expectLearns(const Matrix& X);
};

}  // namespace scrollwork
