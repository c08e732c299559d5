#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/math/bit_cast.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/neural_network/mlp_classifier.h"
#include "scrollwork/neural_network/mlp_regressor.h"

namespace scrollwork {
namespace {

using nlohmann::json;

/// Small and quick, for data that are easy to learn.
MLPOptions quick(std::vector<int> hidden, std::string activation, std::string solver, double rate) {
  return {.hiddenLayerSizes = std::move(hidden),
          .activation = std::move(activation),
          .solver = std::move(solver),
          .batchSize = 20,
          .learningRateInit = rate,
          .maxIter = 60};
}

// In float, beyond 1e30 sums overflow. Probabilities depend on the order of the rows, because batches do.
BatteryCase classifierCase(const char* name, const MLPOptions& options) {
  BatteryCase c{name, [options] { return std::make_unique<MLPClassifier>(options); }};
  c.learnsOneClass = false;
  c.minSamples = 2;
  c.maxFeature = 1e30;
  c.symmetricInRows = false;
  return c;
}
INSTANTIATE_TEST_SUITE_P(MLPClassifier, ClassifierBattery,
                         testing::Values(classifierCase("TanhNesterov", quick({8}, "tanh", "sgd", 0.05)),
                                         classifierCase("ReluAdam", quick({6, 6}, "relu", "adam", 0.02)),
                                         classifierCase("LinearRmsprop", quick({}, "identity", "rmsprop", 0.02))),
                         batteryName);

RegressorCase regressorCase(const char* name, const MLPOptions& options) {
  RegressorCase c{name, [options] { return std::make_unique<MLPRegressor>(options); }};
  c.learnsConstants = false;  // only nearly
  c.maxFeature = 1e30;
  c.maxTarget = 1e30;
  c.symmetricInRows = false;
  return c;
}
INSTANTIATE_TEST_SUITE_P(MLPRegressor, RegressorBattery,
                         testing::Values(regressorCase("TanhAdam", quick({8}, "tanh", "adam", 0.05)),
                                         regressorCase("ReluNesterov", quick({8}, "relu", "sgd", 0.02))),
                         batteryName);

// ---- Against scikit-learn
// --------------------------------------------------------------------------------------------------

MLPOptions optionsFrom(const json& given) {
  MLPOptions options;
  options.shuffle = false;
  const auto read = [&given](const char* name, auto& out) {
    if (given.contains(name)) given.at(name).get_to(out);
  };
  MLPOptions::fields(read, options);
  return options;
}

template <typename Model>
void setLayers(Model& model, const json& layers) {
  for (int l = 0; l < model.nLayers(); ++l) {
    const json& layer = layers[static_cast<std::size_t>(l)];
    model.setLayer(l, matrixFrom(layer["coef"]), vectorFrom(layer["intercept"]));
  }
}

// Both sides take the same steps from the same weights, one in double, the other in float. A step's gradient is a sum
// of up to 75 products through up to 4 layers, each rounded to 6e-8; errors of the weights are carried on by up to 75
// steps that change a loss by less than a factor of 2 altogether. 75 steps x 6e-8 x 4 layers = 2e-5, of weights and of
// losses of the size of 1. Observed: 2e-6 at most.
constexpr double kTolerance = 2e-5;

template <typename Model>
void expectSameTraining(Model& model, const json& c) {
  setLayers(model, c["initial"]);
  while (!model.done() && !model.converged()) model.step();
  EXPECT_EQ(model.nIter(), c["nIter"].get<int>());
  const auto losses = c["lossCurve"].get<std::vector<double>>();
  ASSERT_EQ(model.lossCurve().size(), losses.size());
  for (std::size_t i = 0; i < losses.size(); ++i) {
    EXPECT_NEAR(model.lossCurve()[i], losses[i], kTolerance) << "epoch " << i;
  }
  for (int l = 0; l < model.nLayers(); ++l) {
    const json& layer = c["final"][static_cast<std::size_t>(l)];
    EXPECT_LE((model.coefs(l).template cast<double>() - matrixFrom(layer["coef"])).cwiseAbs().maxCoeff(), kTolerance);
    EXPECT_LE((model.intercepts(l).template cast<double>() - vectorFrom(layer["intercept"])).cwiseAbs().maxCoeff(),
              kTolerance);
  }
}

TEST(MLPClassifier, TrainsAsScikitLearnDoesFromTheSameWeights) {
  const json reference = readReference("neural_network");
  for (const json& c : reference["classifiers"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    MLPClassifier model(optionsFrom(c["options"]));
    const Matrix X = matrixFrom(c["X"]);
    model.begin(X, labelsFrom(c["y"]));
    expectSameTraining(model, c);
    EXPECT_LE((model.predictProba(X.topRows(20)) - matrixFrom(c["answers"])).cwiseAbs().maxCoeff(), kTolerance);
  }
}

TEST(MLPRegressor, TrainsAsScikitLearnDoesFromTheSameWeights) {
  const json reference = readReference("neural_network");
  for (const json& c : reference["regressors"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    MLPRegressor model(optionsFrom(c["options"]));
    const Matrix X = matrixFrom(c["X"]);
    model.begin(X, vectorFrom(c["y"]));
    expectSameTraining(model, c);
    EXPECT_LE((model.predict(X.topRows(20)) - vectorFrom(c["answers"])).cwiseAbs().maxCoeff(), kTolerance);
  }
}

// ---- Stepping
// --------------------------------------------------------------------------------------------------------------

const Sample& moons() {
  static const Sample sample = makeMoons({.nSamples = 90, .noise = 0.15, .seed = 4});
  return sample;
}
MLPOptions stepping() {
  return {.hiddenLayerSizes = {8, 5},
          .activation = "tanh",
          .solver = "sgd",
          .batchSize = 20,
          .learningRateInit = 0.1,
          .maxIter = 30,
          .seed = 3,
          .nIterNoChange = 0};
}

bool sameWeights(const MultilayerPerceptron& a, const MultilayerPerceptron& b) {
  for (int l = 0; l < a.nLayers(); ++l) {
    if (a.coefs(l) != b.coefs(l) || a.intercepts(l) != b.intercepts(l)) return false;
  }
  return a.nLayers() == b.nLayers();
}

TEST(MLP, FitIsBeginAndStepsByEpochOrByBatch) {
  MLPOptions options = stepping();
  options.dropout = 0.2;
  MLPClassifier fitted(options), byEpoch(options), byBatch(options), byMany(options);
  fitted.fit(moons().X, moons().y);
  ASSERT_FALSE(fitted.converged());
  byEpoch.begin(moons().X, moons().y);
  while (!byEpoch.done()) byEpoch.step();
  byBatch.begin(moons().X, moons().y);
  int batches = 0;
  for (; !byBatch.done(); ++batches) byBatch.stepBatch();
  EXPECT_EQ(batches, 30 * 5);  // four batches of 20 rows and one of 10
  byMany.begin(moons().X, moons().y);
  byMany.stepBatch(7);
  EXPECT_EQ(byMany.nIter(), 1);
  byMany.step();  // to the end of the second epoch
  EXPECT_EQ(byMany.nIter(), 2);
  byMany.step(1000);
  for (const MLPClassifier* other : {&byEpoch, &byBatch, &byMany}) {
    EXPECT_TRUE(sameWeights(fitted, *other));
    EXPECT_EQ(fitted.lossCurve(), other->lossCurve());
    EXPECT_EQ(other->nIter(), 30);
  }
  EXPECT_TRUE(fitted.done());
  byEpoch.step();
  EXPECT_TRUE(sameWeights(fitted, byEpoch));
}

TEST(MLP, ACopyContinuesByItself) {
  MLPClassifier one(stepping());
  one.begin(moons().X, moons().y);
  one.stepBatch(7);
  MLPClassifier two = one;
  one.step(3);
  EXPECT_FALSE(sameWeights(one, two));
  two.step(3);
  EXPECT_TRUE(sameWeights(one, two));
}

// What can be read after a step fits together: z = a W + b, a = f(z), the deltas and gradients of back-propagation.
TEST(MLP, WhatTheLastBatchSawFitsTogether) {
  MLPClassifier model(stepping());
  model.begin(moons().X, moons().y);
  model.step();
  const auto before = model.layers();
  model.stepBatch();
  const Labels rows = model.batchRows();
  ASSERT_EQ(rows.size(), 20);
  FloatMatrix input(20, 2);
  for (int i = 0; i < 20; ++i) input.row(i) = moons().X.row(rows[i]).cast<float>();
  FloatMatrix from = input;
  double loss = 0.0;
  for (int l = 0; l < 3; ++l) {
    const MLPLayer& layer = before[static_cast<std::size_t>(l)];
    const FloatMatrix z = (from * layer.coef).rowwise() + layer.intercept.transpose();
    EXPECT_LE((model.batchPreActivations(l) - z).cwiseAbs().maxCoeff(), 1e-5F);
    const FloatMatrix a = model.batchActivations(l);
    for (Eigen::Index i = 0; i < z.size(); ++i) {
      const auto x = static_cast<double>(z.data()[i]);
      EXPECT_NEAR(static_cast<double>(a.data()[i]), l < 2 ? math::tanh(x) : math::expit(x), 1e-5);
    }
    // The gradient of a layer is input^T delta, and the penalty's part.
    const FloatMatrix delta = model.batchDeltas(l);
    const FloatMatrix gradient = from.transpose() * delta + 1e-4F / 20 * layer.coef;
    EXPECT_LE((model.coefGradients(l) - gradient).cwiseAbs().maxCoeff(), 1e-6F);
    EXPECT_LE((model.interceptGradients(l) - delta.colwise().sum().transpose()).cwiseAbs().maxCoeff(), 1e-6F);
    loss += 0.5e-4 / 20 * static_cast<double>(layer.coef.squaredNorm());
    from = a;
  }
  for (int i = 0; i < 20; ++i) {
    const auto p = static_cast<double>(from(i, 0));
    loss -= math::log(moons().y[rows[i]] == 1 ? p : 1.0 - p) / 20;
  }
  EXPECT_NEAR(model.batchLoss(), loss, 1e-5);
}

TEST(MLP, BeforeTheFirstStepAndAfterFitThereIsNoBatch) {
  MLPClassifier model(stepping());
  model.begin(moons().X, moons().y);
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(model.batchRows().size(), 0);
    EXPECT_EQ(model.batchLoss(), 0.0);
    EXPECT_EQ(model.batchActivations(1).rows(), 0);
    EXPECT_EQ(model.batchPreActivations(1).cols(), 5);
    EXPECT_EQ(model.batchDeltas(2).rows(), 0);
    EXPECT_EQ(model.coefGradients(0).rows(), 0);
    EXPECT_EQ(model.interceptGradients(0).size(), 0);
    model.fit(moons().X, moons().y);
  }
}

TEST(MLP, EveryEpochSeesEveryRowOnceInANewOrder) {
  MLPClassifier model(stepping());
  model.begin(moons().X, moons().y);
  std::vector<std::vector<int>> orders;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<int> order;
    for (int batch = 0; batch < 5; ++batch) {
      model.stepBatch();
      for (const int row : model.batchRows()) order.push_back(row);
    }
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (int i = 0; i < 90; ++i) EXPECT_EQ(sorted[static_cast<std::size_t>(i)], i);
    orders.push_back(order);
  }
  EXPECT_NE(orders[0], orders[1]);
}

TEST(MLP, WeightsThatAreSetAreUsed) {
  MLPClassifier model({.hiddenLayerSizes = {}, .solver = "sgd"});
  model.begin(moons().X, moons().y);
  Matrix coef(2, 1);
  coef << 2.0, -1.0;
  model.setLayer(0, coef, Vector::Constant(1, 0.5));
  Matrix x(1, 2);
  x << 1.0, 0.25;
  EXPECT_NEAR(model.predictProba(x)(0, 1), math::expit(2.25), 1e-6);
  model.stepBatch();
  EXPECT_NEAR(static_cast<double>(model.coefs(0)(0, 0)), 2.0, 0.01);
  EXPECT_NE(model.coefs(0)(0, 0), 2.0F);
  EXPECT_EQ(codeOf([&] { model.setLayer(0, coef.transpose(), Vector::Zero(1)); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { model.setLayer(0, coef, Vector::Zero(2)); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { model.setLayer(0, coef, Vector::Constant(1, NAN)); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { model.setLayer(0, 1e31 * coef, Vector::Zero(1)); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { model.setLayer(1, coef, Vector::Zero(1)); }), ErrorCode::kBadValue);
}

// ---- Options
// -------------------------------------------------------------------------------------------------------------------

TEST(MLP, LearnsWhatNoLineSeparates) {
  for (const char* activation : {"relu", "tanh", "logistic"}) {
    for (const char* solver : {"sgd", "adam", "rmsprop"}) {
      MLPOptions options{.hiddenLayerSizes = {16},
                         .activation = activation,
                         .solver = solver,
                         .batchSize = 10,
                         .learningRateInit = std::string(solver) == "sgd" ? 0.2 : 0.03,
                         .maxIter = 200,
                         .seed = 5,
                         .nIterNoChange = 0};
      MLPClassifier model(options);
      model.fit(moons().X, moons().y);
      const double accuracy = (model.predict(moons().X).array() == moons().y.array()).cast<double>().mean();
      EXPECT_GE(accuracy, 0.9) << activation << ' ' << solver;
      EXPECT_LT(model.lossCurve().back(), 0.5 * model.lossCurve().front()) << activation << ' ' << solver;
    }
  }
}

TEST(MLP, AnL1PenaltyMakesWeightsExactlyZero) {
  MLPOptions options = stepping();
  options.solver = "adam";
  options.learningRateInit = 0.02;
  options.maxIter = 100;
  const auto zeros = [&](double alphaL1) {
    options.alphaL1 = alphaL1;
    MLPClassifier model(options);
    model.fit(moons().X, moons().y);
    Eigen::Index count = 0;
    for (const MLPLayer& layer : model.layers()) count += (layer.coef.array() == 0.0F).count();
    return count;
  };
  EXPECT_EQ(zeros(0.0), 0);
  EXPECT_GT(zeros(0.1), 10);
  EXPECT_EQ(zeros(1e4), 2 * 8 + 8 * 5 + 5);
}

TEST(MLP, L2ShrinksTheWeights) {
  MLPOptions options = stepping();
  const auto squares = [&](double alpha) {
    options.alpha = alpha;
    MLPClassifier model(options);
    model.fit(moons().X, moons().y);
    double sum = 0.0;
    for (const MLPLayer& layer : model.layers()) sum += static_cast<double>(layer.coef.squaredNorm());
    return sum;
  };
  EXPECT_LT(squares(5.0), 0.5 * squares(0.0));
}

TEST(MLP, InitialWeightsFillTheirRange) {
  for (const auto& [activation, init, bound] :
       {std::tuple("tanh", "glorot", std::sqrt(6.0 / 110.0)), std::tuple("logistic", "glorot", std::sqrt(2.0 / 110.0)),
        std::tuple("relu", "he", std::sqrt(6.0 / 10.0))}) {
    MLPRegressor model({.hiddenLayerSizes = {100}, .activation = activation, .init = init});
    model.begin(normalMatrix(1, 5, 10), Vector::Ones(5));
    const double largest = static_cast<double>(model.coefs(0).cwiseAbs().maxCoeff());
    // 1,000 draws: the largest misses the bound by 1 % with probability e^-10.
    EXPECT_LE(largest, bound);
    EXPECT_GE(largest, 0.99 * bound);
    EXPECT_NEAR(static_cast<double>(model.coefs(0).mean()), 0.0, 5 * bound / std::sqrt(3000.0));
  }
}

TEST(MLP, EarlyStoppingKeepsTheBestEpoch) {
  const Sample noisy = makeMoons({.nSamples = 120, .noise = 0.5, .seed = 8});
  MLPOptions options = stepping();
  options.earlyStopping = true;
  options.validationFraction = 0.25;
  options.nIterNoChange = 5;
  options.maxIter = 200;
  MLPClassifier model(options);
  model.fit(noisy.X, noisy.y);
  EXPECT_TRUE(model.converged());
  ASSERT_EQ(model.validationScores().size(), static_cast<std::size_t>(model.nIter()));
  MLPClassifier stepped(options);
  stepped.begin(noisy.X, noisy.y);
  const std::vector<double>& scores = model.validationScores();
  const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
  stepped.step(static_cast<int>(best) + 1);
  EXPECT_TRUE(sameWeights(model, stepped));
  stepped.step(1000);
  EXPECT_TRUE(stepped.converged());
  EXPECT_EQ(stepped.nIter(), 200);  // who steps may go on
  // Held-out rows are never trained on.
  std::vector<bool> trained(120);
  stepped.begin(noisy.X, noisy.y);
  for (int i = 0; i < 20; ++i) {
    stepped.stepBatch();
    for (const int row : stepped.batchRows()) trained[static_cast<std::size_t>(row)] = true;
  }
  EXPECT_EQ(std::count(trained.begin(), trained.end(), false), 30);

  MLPRegressor regressor(options);
  regressor.fit(noisy.X, noisy.X.col(0) - noisy.X.col(1));
  EXPECT_GT(*std::max_element(regressor.validationScores().begin(), regressor.validationScores().end()), 0.95);
}

TEST(MLP, DivergenceGoesBackToTheWeightsBeforeTheCall) {
  MLPRegressor model({.hiddenLayerSizes = {4}, .solver = "sgd", .learningRateInit = 1e20});
  const Matrix X = normalMatrix(3, 40, 2);
  model.fit(X, X.col(0));
  EXPECT_TRUE(model.diverged());
  EXPECT_TRUE(model.done());
  MLPRegressor fresh(model.options());
  fresh.begin(X, X.col(0));
  EXPECT_TRUE(sameWeights(model, fresh));
}

// The same bits in every build: sums have one order, elementary functions one source.
TEST(MLP, BitsAreTheSameInEveryBuild) {
  std::uint64_t hash = 0;
  for (const char* activation : {"relu", "tanh", "logistic"}) {
    MLPOptions options = stepping();
    options.activation = activation;
    options.solver = "adam";
    options.dropout = 0.1;
    MLPClassifier model(options);
    model.fit(moons().X, moons().y);
    for (const MLPLayer& layer : model.layers()) {
      for (Eigen::Index i = 0; i < layer.coef.size(); ++i) {
        hash = (hash ^ math::bitCast<std::uint32_t>(layer.coef.data()[i])) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 29U;
      }
    }
    hash ^= math::bitCast<std::uint64_t>(model.lossCurve().back());
  }
  EXPECT_EQ(hash, 14254898387163269328U);
}

TEST(MLP, OptionsOutOfRangeAreRefused) {
  const auto code = [](auto change) {
    MLPOptions options;
    options.maxIter = 1;
    change(options);
    MLPClassifier model(options);
    const ErrorCode found = codeOf([&] { model.fit(moons().X, moons().y); });
    EXPECT_FALSE(model.fitted());
    return found;
  };
  const auto bad = ErrorCode::kBadValue;
  EXPECT_EQ(code([](MLPOptions& o) { o.hiddenLayerSizes = {0}; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.hiddenLayerSizes = {4097}; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.hiddenLayerSizes = std::vector<int>(9, 2); }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.hiddenLayerSizes = {4096, 4096, 4096}; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.activation = "sigmoid"; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.solver = "lbfgs"; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.alpha = -1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.alphaL1 = NAN; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.dropout = 1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.batchSize = -1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.learningRateInit = 0; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.learningRate = "cosine"; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.powerT = -1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.maxIter = 0; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.tol = -1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.nIterNoChange = -1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.momentum = 1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.validationFraction = 0; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.earlyStopping = true, o.validationFraction = 0.999; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.beta1 = 1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.beta2 = -0.1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.rho = 1; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.epsilon = 0; }), bad);
  EXPECT_EQ(code([](MLPOptions& o) { o.init = "normal"; }), bad);
}

TEST(MLP, CallsBeforeBeginAndWrongLayersAreErrors) {
  MLPClassifier model(stepping());
  EXPECT_EQ(codeOf([&] { model.step(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { model.stepBatch(); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { (void)model.coefs(0); }), ErrorCode::kNotFitted);
  EXPECT_EQ(codeOf([&] { (void)model.neuronSurface(); }), ErrorCode::kNotFitted);
  EXPECT_FALSE(model.done());
  model.begin(moons().X, moons().y);
  EXPECT_EQ(codeOf([&] { model.step(-1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { model.stepBatch(-1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.coefs(3); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.batchDeltas(-1); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.activations(Matrix::Zero(1, 3), 0); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)model.predict(Matrix::Constant(1, 2, 1e31)); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.neuronSurface({.unit = 8}); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)model.neuronSurface({.width = 0}); }), ErrorCode::kBadValue);
  MLPRegressor wide;
  wide.begin(normalMatrix(1, 5, 3), Vector::Zero(5));
  EXPECT_EQ(codeOf([&] { (void)wide.neuronSurface(); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { wide.begin(normalMatrix(1, 5, 3), Vector::Constant(5, 1e31)); }), ErrorCode::kBadValue);
  EXPECT_FALSE(wide.fitted());
}

// ---- Surfaces
// --------------------------------------------------------------------------------------------------------------

// Within 2e-6 of the same weights in double, after a training that made them large.
TEST(MLP, SurfaceIsThatOfDoublePrecision) {
  MLPOptions options = stepping();
  options.hiddenLayerSizes = {8, 8};
  options.maxIter = 100;
  MLPClassifier model(options);
  model.fit(moons().X, moons().y);
  const DecisionSurface surface = decisionSurface(model, {.bounds = moons().bounds, .width = 60, .height = 40});
  for (int j = 0; j < 40; ++j) {
    for (int i = 0; i < 60; ++i) {
      const Bounds& b = moons().bounds;
      Vector a(2);
      a << b.xMin + (i + 0.5) * (b.xMax - b.xMin) / 60, b.yMax - (j + 0.5) * (b.yMax - b.yMin) / 40;
      for (int l = 0; l < 3; ++l) {
        Vector z = model.coefs(l).cast<double>().transpose() * a + model.intercepts(l).cast<double>();
        for (double& x : z) x = l < 2 ? math::tanh(x) : math::expit(x);
        a = z;
      }
      ASSERT_NEAR(static_cast<double>(surface.probability[static_cast<std::size_t>(j * 60 + i)]), a[0], 2e-6);
    }
  }
}

TEST(MLP, NeuronSurfacesAreTheActivationsOfThePixels) {
  MLPClassifier model(stepping());
  model.fit(moons().X, moons().y);
  const Bounds bounds{-1, 2, -1, 1.5};
  const NeuronSurface all = model.neuronSurface({.layer = 1, .bounds = bounds, .width = 7, .height = 5});
  const NeuronSurface one = model.neuronSurface({.layer = 1, .unit = 3, .bounds = bounds, .width = 7, .height = 5});
  EXPECT_EQ(all.nUnits, 5);
  EXPECT_EQ(one.nUnits, 1);
  ASSERT_EQ(all.activation.size(), 5U * 35U);
  Matrix pixels(35, 2);
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 7; ++i) pixels.row(j * 7 + i) << -1 + (i + 0.5) * 3.0 / 7, 1.5 - (j + 0.5) * 2.5 / 5;
  }
  const FloatMatrix expected = model.activations(pixels, 1);
  for (int p = 0; p < 35; ++p) {
    for (int u = 0; u < 5; ++u) EXPECT_EQ(all.activation[static_cast<std::size_t>(u * 35 + p)], expected(p, u));
    EXPECT_EQ(one.activation[static_cast<std::size_t>(p)], expected(p, 3));
  }
  const NeuronSurface output = model.neuronSurface({.layer = 2, .bounds = bounds, .width = 7, .height = 5});
  for (int p = 0; p < 35; ++p) {
    EXPECT_EQ(static_cast<double>(output.activation[static_cast<std::size_t>(p)]), model.predictProba(pixels)(p, 1));
  }
}

}  // namespace
}  // namespace scrollwork
