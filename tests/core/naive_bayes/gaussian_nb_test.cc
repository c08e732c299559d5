#include "scrollwork/naive_bayes/gaussian_nb.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/altered_state.h"
#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"

namespace scrollwork {
namespace {

// Another order of rows changes means and variances by rounding; variances as small as 1e-9 of the largest magnify it.
INSTANTIATE_TEST_SUITE_P(
    GaussianNB, ClassifierBattery,
    testing::Values(BatteryCase{.name = "Default", .make = [] { return std::make_unique<GaussianNB>(); }},
                    BatteryCase{
                        .name = "Smooth",
                        .make = [] { return std::make_unique<GaussianNB>(GaussianNBOptions{.varSmoothing = 0.5}); }}),
    batteryName);

double relativeError(const Matrix& a, const Matrix& b) {
  return ((a - b).cwiseAbs().array() / (1e-300 + b.cwiseAbs().array())).maxCoeff();
}

// Sums of at most 178 terms in another order: 178 eps = 4e-14 relative for means and variances. A joint log probability
// sums up to 6 terms of (x - theta)^2 / (2 var) below 1e3 with that error: 1e-10; a probability inherits it.
TEST(GaussianNB, AgreesWithScikitLearn) {
  const nlohmann::json reference = readReference("naive_bayes");
  for (const nlohmann::json& c : reference["cases"]) {
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    SCOPED_TRACE(testing::Message() << c["set"] << " varSmoothing " << c["varSmoothing"]);
    const Matrix X = matrixFrom(set["X"]);
    GaussianNB model(
        {.priors = c["priors"].get<std::vector<double>>(), .varSmoothing = c["varSmoothing"].get<double>()});
    model.fit(X, labelsFrom(set["y"]));
    EXPECT_LE(relativeError(model.theta(), matrixFrom(c["theta"])), 1e-12);
    EXPECT_LE(relativeError(model.var(), matrixFrom(c["var"])), 1e-12);
    EXPECT_LE(relativeError(model.classPrior(), vectorFrom(c["classPrior"])), 1e-15);
    EXPECT_EQ(model.classCount().cast<double>(), vectorFrom(c["classCount"]));
    EXPECT_NEAR(model.epsilon(), c["epsilon"].get<double>(), 1e-12 * model.epsilon());
    Matrix sample((X.rows() + 4) / 5, X.cols());
    for (Eigen::Index i = 0; i < sample.rows(); ++i) sample.row(i) = X.row(5 * i);
    EXPECT_LE((model.predictJointLogProba(sample) - matrixFrom(c["joint"])).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_LE((model.predictProba(sample) - matrixFrom(c["predictProba"])).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_EQ(model.predict(sample), labelsFrom(c["predict"]));
  }
}

// Two normals on a line with equal variances: the log-odds are linear, and 0 half way between the means.
TEST(GaussianNB, TwoClassesByHand) {
  Matrix X(4, 1);
  X << -1, 1, 3, 5;  // means 0 and 4, variances 1 and 1
  Labels y(4);
  y << 0, 0, 1, 1;
  GaussianNB model({.varSmoothing = 0});
  model.fit(X, y);
  EXPECT_EQ(model.theta(), (Matrix(2, 1) << 0, 4).finished());
  EXPECT_EQ(model.var(), Matrix::Ones(2, 1));
  const Matrix p = model.predictProba((Matrix(2, 1) << 2, 2.5).finished());
  EXPECT_DOUBLE_EQ(p(0, 0), 0.5);
  EXPECT_NEAR(p(1, 1), 1 / (1 + std::exp(-4 * 0.5)), 1e-15);  // log-odds = (theta1 - theta0) (x - 2)
}

// A column that is the same noise in all classes cannot tell them apart, and scaling by powers of two tells nothing
// new.
TEST(GaussianNB, PowersOfTwoChangeNothing) {
  const Sample s = makeBlobs({.nSamples = 90, .nCenters = 3, .clusterStd = 5, .seed = 3});
  GaussianNB plain, scaled;
  plain.fit(s.X, s.y);
  scaled.fit(8.0 * s.X, s.y);
  EXPECT_EQ(scaled.theta(), 8.0 * plain.theta());
  EXPECT_LE((plain.predictProba(s.X) - scaled.predictProba(8.0 * s.X)).cwiseAbs().maxCoeff(), 1e-14);
}

TEST(GaussianNB, MovingAllRowsMovesTheMeansAlone) {
  const Sample s = makeBlobs({.nSamples = 90, .nCenters = 3, .clusterStd = 5, .seed = 4});
  GaussianNB plain, moved;
  plain.fit(s.X, s.y);
  const Matrix far = s.X.array() + 1e6;
  moved.fit(far, s.y);
  EXPECT_LE((moved.var() - plain.var()).cwiseAbs().maxCoeff(), 1e-8);  // 1e6 eps times deviations of 10
  EXPECT_LE((plain.predictProba(s.X) - moved.predictProba(far)).cwiseAbs().maxCoeff(), 1e-8);
}

TEST(GaussianNB, PriorsAndOptionsAreChecked) {
  const Sample s = makeBlobs({.nSamples = 30, .nCenters = 3, .seed = 1});
  const auto message = [&](GaussianNBOptions options) -> std::string {
    GaussianNB model(std::move(options));
    try {
      model.fit(s.X, s.y);
    } catch (const Error& error) {
      EXPECT_FALSE(model.fitted());
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.priors = {0.5, 0.5}}), "priors: expected one number for each of 3 labels that occur, got 2");
  EXPECT_EQ(message({.priors = {0.5, 0.5, 0.5}}), "priors: expected numbers that sum to 1, got a sum of 1.5");
  EXPECT_EQ(message({.priors = {1.5, -0.5, 0}}), "priors: expected 0..1, got 1.5");
  EXPECT_EQ(message({.varSmoothing = -1}), "varSmoothing: expected 0..1e+06, got -1");
  // A prior of 0 rules its class out.
  GaussianNB model({.priors = {0, 0.5, 0.5}});
  model.fit(s.X, s.y);
  EXPECT_EQ(model.predictProba(s.X).col(0).maxCoeff(), 0.0);
}

TEST(GaussianNB, StatesThatNoFitLeavesAreRefused) {
  const Sample s = makeBlobs({.nSamples = 30, .seed = 1});
  GaussianNB model;
  model.fit(s.X, s.y);
  expectAlteredStatesRefused(model,
                             {{R"("classPrior":[)", R"("classPrior":[1,)"},
                              {R"("classPrior":[)", R"("classPrior":[-)"},
                              {R"("classCount":[)", R"("classCount":[-)"},
                              {R"("classes":[0)", R"("classes":[1)"},
                              {R"("var":{"rows":3,"cols":2,"data":[)", R"("var":{"rows":3,"cols":2,"data":[-)"}});
}

TEST(GaussianNB, RowsOutOfReachAreAnError) {
  const Sample s = makeBlobs({.nSamples = 30, .seed = 1});
  GaussianNB model;
  model.fit(s.X, s.y);
  EXPECT_THROW((void)model.predictProba(Matrix::Constant(1, 2, 1e200)), Error);
  EXPECT_NO_THROW((void)model.predictProba(Matrix::Constant(1, 2, 1e100)));
}

}  // namespace
}  // namespace scrollwork
