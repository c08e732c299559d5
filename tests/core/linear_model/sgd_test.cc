// SGDClassifier and SGDRegressor.

#include <gtest/gtest.h>

#include <cmath>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "linear_model/losses.h"
#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/linear_model/sgd_classifier.h"
#include "scrollwork/linear_model/sgd_regressor.h"
#include "scrollwork/math/elementary.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

// Steps of stochastic learners see one row after the other, so their answers depend on the order; and rows of size
// 1e100 throw them out of the finite numbers, which is diverged(), not an Error.
INSTANTIATE_TEST_SUITE_P(SGDClassifier, ClassifierBattery,
                         testing::Values(BatteryCase{.name = "Hinge",
                                                     .make = [] { return std::make_unique<SGDClassifier>(); },
                                                     .learnsOneClass = false,
                                                     .minSamples = 2,
                                                     .maxFeature = 1e6,
                                                     .symmetricInRows = false},
                                         BatteryCase{.name = "FullBatchLogistic",
                                                     .make =
                                                         [] {
                                                           return std::make_unique<SGDClassifier>(
                                                               SGDClassifierOptions{.loss = "log_loss",
                                                                                    .maxIter = 200,
                                                                                    .learningRate = "constant",
                                                                                    .eta0 = 0.3,
                                                                                    .batchSize = 0});
                                                         },
                                                     .learnsOneClass = false,
                                                     .minSamples = 2,
                                                     .maxFeature = 1e6}),
                         batteryName);
INSTANTIATE_TEST_SUITE_P(SGDRegressor, RegressorBattery,
                         testing::Values(RegressorCase{.name = "Default",
                                                       .make =
                                                           [] {
                                                             return std::make_unique<SGDRegressor>(SGDRegressorOptions{
                                                                 .maxIter = 150, .tol = -1.0, .eta0 = 0.05});
                                                           },
                                                       .maxFeature = 10,
                                                       .maxTarget = 1e6,
                                                       .symmetricInRows = false,
                                                       .tolerance = 1e-2}),
                         batteryName);

struct Samples {
  Matrix X;
  Vector y;
};

Samples plane(std::uint64_t seed, int n, int d) {
  Samples s{normalMatrix(seed, n, d), 0.3 * normalMatrix(seed + 1, n, 1).col(0)};
  for (int j = 0; j < d; ++j) s.y += (j % 2 == 0 ? 1.0 : -0.5) * s.X.col(j);
  s.y.array() += 0.7;
  return s;
}
Labels signsOf(const Vector& y) { return (y.array() > 0.7).cast<int>(); }

struct FromJson {
  const nlohmann::json& object;
  template <typename T>
  void operator()(const char* name, T& out) const {
    const auto found = object.find(name);
    if (found == object.end()) return;
    if constexpr (std::is_same_v<T, std::string>) {
      out = found->is_null() ? "none" : found->template get<std::string>();
    } else {
      out = found->template get<T>();
    }
  }
};

// Sums of a few hundred thousand steps, each rounded; the steps shrink what was before (strongly convex or bounded), so
// errors do not add up beyond some hundred eps.
TEST(Sgd, FollowsScikitLearnRowByRow) {
  const nlohmann::json reference = readReference("linear_model_sgd");
  for (const nlohmann::json& c : reference["cases"]) {
    SCOPED_TRACE(c["model"].get<std::string>() + " " + c["set"].get<std::string>() + " " + c["options"].dump());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]), coef = matrixFrom(c["coef"]);
    const Vector intercept = vectorFrom(c["intercept"]);
    const double tolerance = 1e-10 * std::max(1.0, coef.cwiseAbs().maxCoeff());
    const FromJson read{c["options"]};
    if (c["model"] == "SGDClassifier") {
      SGDClassifierOptions options{.shuffle = false};
      SGDClassifierOptions::fields(read, options);
      SGDClassifier model(options);
      model.fit(X, labelsFrom(set["y"]));
      EXPECT_EQ(model.nIter(), c["nIter"].get<int>());
      EXPECT_LE((model.coef() - coef).cwiseAbs().maxCoeff(), tolerance);
      EXPECT_LE((model.intercept() - intercept).cwiseAbs().maxCoeff(), tolerance);
    } else {
      SGDRegressorOptions options{.shuffle = false};
      SGDRegressorOptions::fields(read, options);
      SGDRegressor model(options);
      model.fit(X, vectorFrom(set["y"]));
      EXPECT_EQ(model.nIter(), c["nIter"].get<int>());
      EXPECT_LE((model.coef() - coef.row(0).transpose()).cwiseAbs().maxCoeff(), tolerance);
      EXPECT_NEAR(model.intercept(), intercept[0], tolerance);
    }
  }
}

TEST(Sgd, SlopesOfLossesAreScikitLearnsAndTheLossesDerivatives) {
  const nlohmann::json reference = readReference("linear_model_sgd");
  for (const nlohmann::json& c : reference["slopes"]) {
    const Loss loss = lossNamed(c["loss"].get<std::string>(), true);
    const double p = c["p"].get<double>(), y = c["y"].get<double>();
    SCOPED_TRACE(testing::Message() << c["loss"] << " p " << p << " y " << y);
    // scikit-learn takes e^-18 for 0 in the log loss.
    const bool rounded = loss == Loss::kLogLoss && std::fabs(p) > 18;
    EXPECT_NEAR(lossSlope(loss, p, y, 0.3), c["slope"].get<double>(), rounded ? 2e-8 : 1e-14 * (1 + std::fabs(p)));
    // Away from kinks (which lie at multiples of 0.1) central differences: h^2 for the third derivative, eps / h.
    const double x = p + 0.037, h = 1e-5;
    EXPECT_NEAR(lossSlope(loss, x, y, 0.3), (lossOf(loss, x + h, y, 0.3) - lossOf(loss, x - h, y, 0.3)) / (2 * h),
                1e-8);
  }
}

// With all rows in a batch it is plain gradient descent, and every rule comes to the optimum that others find.
TEST(Sgd, EveryRuleReachesTheOptimumWithFullBatches) {
  const Samples s = plane(3, 80, 3);
  LinearRegression exact;
  exact.fit(s.X, s.y);
  LogisticRegression logistic({.C = 1.0 / (0.05 * 80)});
  logistic.fit(s.X, signsOf(s.y));
  for (const char* rule : {"sgd", "momentum", "nesterov", "rmsprop", "adam"}) {
    SCOPED_TRACE(rule);
    const bool adaptive = std::string(rule) == "rmsprop" || std::string(rule) == "adam";
    SGDRegressor model({.penalty = "none",
                        .maxIter = adaptive ? 20000 : 2000,
                        .tol = -1.0,
                        .learningRate = adaptive ? "invscaling" : "constant",
                        .eta0 = 0.05,
                        .powerT = 0.5,
                        .batchSize = 0,
                        .optimizer = rule});
    model.fit(s.X, s.y);
    EXPECT_FALSE(model.diverged());
    EXPECT_LE((model.coef() - exact.coef()).cwiseAbs().maxCoeff(), adaptive ? 1e-2 : 1e-12);
    if (adaptive) continue;
    SGDClassifier classifier({.loss = "log_loss",
                              .alpha = 0.05,
                              .maxIter = 3000,
                              .tol = -1.0,
                              .learningRate = "constant",
                              .eta0 = 0.3,
                              .batchSize = 0,
                              .optimizer = rule});
    classifier.fit(s.X, signsOf(s.y));
    EXPECT_LE((classifier.coef() - logistic.coef()).cwiseAbs().maxCoeff(), 1e-9);
    EXPECT_NEAR(classifier.objective(s.X, signsOf(s.y)), logistic.loss(), 1e-12);
  }
}

TEST(Sgd, AnL1PenaltyLeadsToTheLasso) {
  const Samples s = plane(5, 60, 6);
  Lasso lasso({.alpha = 0.4});
  lasso.fit(s.X, s.y);
  for (const char* rule : {"sgd", "momentum", "nesterov"}) {
    SGDRegressor model({.penalty = "l1",
                        .alpha = 0.4,
                        .maxIter = 3000,
                        .tol = -1.0,
                        .learningRate = "constant",
                        .eta0 = 0.05,
                        .batchSize = 0,
                        .optimizer = rule});
    model.fit(s.X, s.y);
    EXPECT_LE((model.coef() - lasso.coef()).cwiseAbs().maxCoeff(), 1e-12) << rule;
    EXPECT_EQ((model.coef().array() == 0.0).count(), (lasso.coef().array() == 0.0).count()) << rule;
    EXPECT_GT((lasso.coef().array() == 0.0).count(), 0);
  }
}

// By batch or by epoch, in one go or watched: the same path, and what is recorded is what was seen.
TEST(Sgd, StepsAreTheFitAndTheTrajectoryIsTheSteps) {
  const Samples s = plane(7, 25, 2);
  const SGDRegressorOptions options{
      .maxIter = 6, .tol = -1.0, .seed = 4, .batchSize = 4, .optimizer = "adam", .trajectory = "batch"};
  SGDRegressor all(options), watched(options), byEpoch(options);
  all.fit(s.X, s.y);
  EXPECT_TRUE(all.done());
  EXPECT_EQ(all.nIter(), 6);
  EXPECT_EQ(all.nSteps(), 6 * 7);  // six batches of 4 rows and one of 1
  EXPECT_EQ(all.trajectory().rows(), 43);
  watched.begin(s.X, s.y);
  for (int i = 0; !watched.done(); ++i) {
    EXPECT_EQ(watched.nSteps(), i);
    EXPECT_EQ(watched.nIter(), i / 7);
    EXPECT_EQ(watched.trajectory().rows(), i + 1);
    Vector point(3);
    point << watched.coef(), watched.intercept();
    EXPECT_EQ(Vector(all.trajectory().row(i).transpose()), point);
    watched.step();
  }
  EXPECT_EQ(watched.coef(), all.coef());
  EXPECT_EQ(watched.lossHistory(), all.lossHistory());
  byEpoch.begin(s.X, s.y);
  byEpoch.step(3);
  byEpoch.stepEpoch();
  EXPECT_EQ(byEpoch.nSteps(), 7);
  byEpoch.stepEpoch(100);
  EXPECT_EQ(byEpoch.coef(), all.coef());
  // A copy goes on by itself from where it was taken.
  SGDRegressor half(options);
  half.begin(s.X, s.y);
  half.step(20);
  SGDRegressor copy = half;
  half.step(1000);
  EXPECT_EQ(half.coef(), all.coef());
  EXPECT_EQ(copy.nSteps(), 20);
  copy.step(1000);
  EXPECT_EQ(copy.coef(), all.coef());
  SGDRegressorOptions other = options;
  other.seed = 5;
  SGDRegressor different(other);
  different.fit(s.X, s.y);
  EXPECT_NE(different.coef(), all.coef());
}

TEST(Sgd, LossHistoryIsTheMeanLossBeforeEachStep) {
  const Samples s = plane(9, 30, 2);
  SGDRegressor model({.penalty = "none", .maxIter = 3, .tol = -1.0, .learningRate = "constant", .batchSize = 0});
  model.begin(s.X, s.y);
  while (!model.done()) {
    const double before = model.objective(s.X, s.y);
    model.step();
    EXPECT_NEAR(model.lossHistory().back(), before, 1e-14);
  }
  EXPECT_DOUBLE_EQ(model.lossHistory().front(), 0.5 * s.y.squaredNorm() / 30);
}

TEST(Sgd, DivergenceIsAnEndNotAnError) {
  const Samples s = plane(11, 30, 2);
  SGDRegressor model({.maxIter = 100000, .tol = -1.0, .learningRate = "constant", .eta0 = 100.0, .batchSize = 0});
  model.fit(s.X, s.y);
  EXPECT_TRUE(model.diverged() && model.done());
  EXPECT_TRUE(model.coef().allFinite());
}

TEST(SGDClassifier, ProbabilitiesAreWhatTheLossSaysAboutThem) {
  const Samples s = plane(13, 90, 2);
  Labels y(90);
  for (int i = 0; i < 90; ++i) y[i] = s.X(i, 0) > 0.5 ? 3 : (s.X(i, 1) > 0 ? 1 : 0);  // 2 does not occur
  for (const char* loss : {"log_loss", "modified_huber", "hinge", "squared_error"}) {
    SGDClassifier model({.loss = loss, .learningRate = "constant"});
    model.fit(s.X, y);
    EXPECT_EQ(model.classes(), (Labels(3) << 0, 1, 3).finished());
    const Matrix proba = model.predictProba(s.X), scores = model.decisionFunction(s.X);
    EXPECT_EQ(proba.cols(), 4);
    EXPECT_TRUE(proba.col(2).isZero(0.0));
    EXPECT_GE((model.predict(s.X).array() == y.array()).cast<double>().mean(), 0.6) << loss;
    for (int i = 0; i < 90; ++i) {
      Eigen::Index best = 0;
      scores.row(i).maxCoeff(&best);
      if (std::string(loss) == "log_loss") {
        const Vector each = scores.row(i).transpose().unaryExpr([](double z) { return math::expit(z); });
        EXPECT_NEAR(proba(i, 3), each[2] / each.sum(), 1e-15);
      } else if (std::string(loss) != "modified_huber") {
        EXPECT_EQ(proba(i, model.classes()[best]), 1.0);
      }
    }
  }
}

TEST(Sgd, RefusesWhatIsOutOfRange) {
  const Samples s = plane(15, 10, 2);
  const auto messageOf = [&](const SGDRegressorOptions& options) -> std::string {
    try {
      SGDRegressor(options).fit(s.X, s.y);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(messageOf({.loss = "hinge"}),
            "loss: expected \"squared_error\", \"huber\", \"epsilon_insensitive\" or \"squared_epsilon_insensitive\", "
            "got \"hinge\"");
  EXPECT_EQ(messageOf({.penalty = "l3"}), "penalty: expected \"l2\", \"l1\", \"elasticnet\" or \"none\", got \"l3\"");
  EXPECT_EQ(messageOf({.alpha = 0.0, .learningRate = "optimal"}),
            "alpha: expected a number > 0 with learningRate \"optimal\", got 0");
  EXPECT_EQ(messageOf({.eta0 = 0.0}), "eta0: expected a finite number > 0, got 0");
  EXPECT_EQ(messageOf({.batchSize = -1}), "batchSize: expected 0..2147483647, got -1");
  EXPECT_EQ(messageOf({.momentum = 1.0}), "momentum: expected a number >= 0 and < 1, got 1");
  EXPECT_EQ(messageOf({.trajectory = "all"}), "trajectory: expected \"none\", \"epoch\" or \"batch\", got \"all\"");
  SGDRegressor model;
  EXPECT_EQ(codeOf([&] { model.step(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { (void)model.objective(s.X, s.y); }), ErrorCode::kNotFitted);
  model.begin(s.X, s.y);
  EXPECT_EQ(codeOf([&] { model.step(-1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { model.stepEpoch(-1); }), ErrorCode::kBadValue);
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
