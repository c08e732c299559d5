#include "scrollwork/persistence/model_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "core/estimator_battery.h"
#include "scrollwork/dummy/dummy_classifier.h"
#include "scrollwork/error.h"
#include "scrollwork/linear_model/logistic_descent.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/pipeline/pipeline.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

using nlohmann::json;

struct Samples {
  Matrix X;
  Labels y;
};
Samples samples(std::uint64_t seed = 1, int n = 40) {
  Samples s{normalMatrix(seed, n, 2), Labels(n)};
  for (int i = 0; i < n; ++i) s.y[i] = s.X(i, 0) + s.X(i, 1) > 0 ? 1 : 0;
  return s;
}

DecisionTreeClassifier tree() {
  const Samples s = samples();
  DecisionTreeClassifier model({.maxDepth = 2});
  model.fit(s.X, s.y);
  return model;
}

/// What the reader says of this text.
std::string refusal(const std::string& text, ErrorCode code = ErrorCode::kBadValue,
                    const ModelJsonLimits& limits = {}) {
  try {
    (void)modelFromJson(text, limits);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "expected an Error: " << text;
  return "";
}

/// What it says of a tree after `change` was made to its text.
std::string refusalOf(const std::function<void(json&)>& change) {
  json model = json::parse(toJson(tree()));
  change(model);
  return refusal(model.dump());
}

TEST(ModelJson, LooksAsTheHeaderSays) {
  DummyClassifier model;
  Labels y(4);
  y << 1, 0, 1, 1;
  model.fit(Matrix::Zero(4, 2), y);
  EXPECT_EQ(toJson(model), R"({"format":"scrollwork-model","version":1,"type":"dummy.DummyClassifier",)"
                           R"("options":{"strategy":"prior"},"state":{"nFeaturesIn":2,"classPrior":[0.25,0.75]}})");
}

TEST(ModelJson, ReadsTextsOfEarlierVersions) {
  // Written by version 1 when it was new: what is out there stays readable.
  const auto scaler = transformerFromJson(R"( { "state": {"mean": [1, -0.0], "var": [4, 0], "scale": [2.0e0, 1]},
    "options": {"withStd": true, "withMean": false}, "type": "preprocessing.StandardScaler",
    "version": 1, "format": "scrollwork-model" } )");
  EXPECT_EQ(scaler->transform(Matrix::Constant(1, 2, 3.0)), Matrix(Eigen::RowVector2d(1.5, 3.0)));
}

TEST(ModelJson, EveryDoubleComesBackBitByBit) {
  Rng rng(3);
  Vector numbers(1000);
  for (double& x : numbers) x = std::ldexp(rng.uniform() - 0.5, static_cast<int>(rng.integer(-1070, 1020)));
  numbers.head(8) << 0.0, -0.0, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(),
      std::numeric_limits<double>::min(), 0.1, 9007199254740993.0, 1e22;
  StandardScaler scaler;
  scaler.fit(numbers.transpose());
  ASSERT_TRUE(std::signbit(numbers[1]));
  const std::string text = toJson(scaler);
  const auto read = transformerFromJson(text);
  const Vector& mean = dynamic_cast<const StandardScaler&>(*read).mean();
  for (Eigen::Index i = 0; i < 1000; ++i) {
    EXPECT_EQ(mean[i], scaler.mean()[i]) << i;
    EXPECT_EQ(std::signbit(mean[i]), std::signbit(scaler.mean()[i])) << i;
  }
  EXPECT_EQ(toJson(*read), text);
}

TEST(ModelJson, NumbersThatAreNotFiniteHaveNames) {
  const Samples s = samples();
  LogisticDescent model({.learningRate = 0.5, .maxIter = 2});
  model.fit(s.X, s.y);
  json text = json::parse(toJson(model));
  text["state"]["lossHistory"] = {"NaN", "-Infinity", "Infinity"};
  const auto read = classifierFromJson(text.dump());
  const std::vector<double>& losses = dynamic_cast<const LogisticDescent&>(*read).lossHistory();
  EXPECT_TRUE(std::isnan(losses[0]));
  EXPECT_EQ(losses[1], -std::numeric_limits<double>::infinity());
  EXPECT_EQ(losses[2], std::numeric_limits<double>::infinity());
  EXPECT_EQ(json::parse(toJson(*read)), text);
}

TEST(ModelJson, APipelineHoldsItsSteps) {
  const Samples s = samples();
  const StandardScaler scaler;
  const PolynomialFeatures powers({.degree = 3, .includeBias = false});
  const Pipeline inner({powers}, LogisticRegression());
  Pipeline pipeline({scaler}, inner);
  pipeline.fit(s.X, s.y);
  const auto read = classifierFromJson(toJson(pipeline));
  EXPECT_EQ(read->predictProba(s.X), pipeline.predictProba(s.X));
  EXPECT_EQ(toJson(*read), toJson(pipeline));
  const auto& steps = dynamic_cast<const Pipeline&>(*read);
  EXPECT_EQ(steps.nTransformers(), 1U);
  EXPECT_EQ(steps.nFeaturesIn(), 2);
}

TEST(ModelJson, AnUnfittedModelKeepsItsOptions) {
  const auto read = classifierFromJson(toJson(KNeighborsClassifier({.nNeighbors = 3, .weights = "distance"})));
  EXPECT_FALSE(read->fitted());
  EXPECT_EQ(dynamic_cast<const KNeighborsClassifier&>(*read).options().nNeighbors, 3);
  const StandardScaler scaler;
  const Pipeline pipeline({scaler}, LogisticRegression());
  EXPECT_FALSE(classifierFromJson(toJson(pipeline))->fitted());
}

TEST(ModelJson, ALearnerThatIsReadInMidRunIsDone) {
  const Samples s = samples();
  LogisticDescent descent({.maxIter = 100});
  descent.begin(s.X, s.y);
  descent.step(7);
  const auto read = classifierFromJson(toJson(descent));
  auto& again = dynamic_cast<LogisticDescent&>(*read);
  EXPECT_EQ(again.predictProba(s.X), descent.predictProba(s.X));
  EXPECT_EQ(again.nIter(), 7);
  EXPECT_TRUE(again.done());
  again.step(5);
  EXPECT_EQ(again.nIter(), 7);
  again.fit(s.X, s.y);
  EXPECT_EQ(again.nIter(), 100);
}

TEST(ModelJson, AnotherKindIsRefused) {
  const std::string text = toJson(tree());
  EXPECT_NO_THROW((void)classifierFromJson(text));
  EXPECT_THROW((void)transformerFromJson(text), Error);
  EXPECT_THROW((void)regressorFromJson(text), Error);
  try {
    (void)transformerFromJson(text);
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "type: expected the type of a transformer, got \"tree.DecisionTreeClassifier\"");
  }
}

TEST(ModelJson, TextThatIsNoJsonIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal("", ErrorCode::kParse), "line 1, column 1: expected JSON, got the end");
  EXPECT_EQ(refusal("{\n \"format\": scroll}", ErrorCode::kParse).substr(0, 34), "line 2, column 12: expected JSON, ");
  EXPECT_NE(refusal("{\"a\": 1e999}", ErrorCode::kParse).find("expected a number below 1.8e308"), std::string::npos);
  for (const char* text :
       {"{", "[1,]", "{\"a\" 1}", "nul", "{} {}", "\"\xff\"", "'a'", "[1 2]", "NaN", "\x00", "{,}"}) {
    EXPECT_NE(refusal(text, ErrorCode::kParse).find("expected JSON"), std::string::npos) << text;
  }
}

TEST(ModelJson, TheEnvelopeIsChecked) {
  EXPECT_EQ(refusal("3"), "text: expected an object, got 3");
  EXPECT_EQ(refusal("{}"), "format: expected a value, got none");
  EXPECT_EQ(refusalOf([](json& m) { m["format"] = "pickle"; }),
            "format: expected \"scrollwork-model\", got \"pickle\"");
  EXPECT_EQ(refusalOf([](json& m) { m["version"] = 2; }), "version: expected a whole number 1..1, got 2");
  EXPECT_EQ(refusalOf([](json& m) { m["version"] = 1.0; }), "version: expected a whole number 1..1, got 1.0");
  EXPECT_EQ(refusalOf([](json& m) { m["type"] = "os.system"; }),
            "type: expected a type of this library, got \"os.system\"");
  EXPECT_EQ(refusalOf([](json& m) { m["note"] = 1; }),
            "text: unknown key \"note\"; there are format, version, type, options, state");
}

TEST(ModelJson, KeysAndTypesAreChecked) {
  EXPECT_EQ(refusalOf([](json& m) { m["state"].erase("nClasses"); }), "state.nClasses: expected a value, got none");
  const std::string unknown = refusalOf([](json& m) { m["options"]["shape"] = "oak"; });
  EXPECT_EQ(unknown.substr(0, 51), "options: unknown key \"shape\"; there are criterion, ") << unknown;
  EXPECT_EQ(refusalOf([](json& m) { m["options"]["maxDepth"] = "3"; }),
            "options.maxDepth: expected a whole number -2147483648..2147483647, got \"3\"");
  EXPECT_EQ(refusalOf([](json& m) { m["options"]["criterion"] = true; }), "options.criterion: expected text, got true");
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nodes"]["feature"] = json::object(); }),
            "state.nodes.feature: expected an array, got an object");
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nodes"]["feature"][2] = 2147483648U; }),
            "state.nodes.feature[2]: expected a whole number -2147483648..2147483647, got 2147483648");
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nodes"]["threshold"][0] = "infinity"; }),
            "state.nodes.threshold[0]: expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", got \"infinity\"");
  const std::string text = toJson(tree());
  EXPECT_EQ(refusal(R"({"type":"a",)" + text.substr(1)), "text: expected every key once, got \"type\" twice");
}

TEST(ModelJson, AStateThatNoFitLeavesIsRefusedByItsField) {
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nodes"]["left"][0] = 0; }).substr(0, 26), "state.nodes.left: expected");
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nClasses"] = 2000; }), "state.nClasses: expected 1..1024, got 2000");
  EXPECT_EQ(refusalOf([](json& m) { m["state"]["nodes"]["nSamples"][0] = -7; }),
            "state.nodes.nSamples: expected numbers >= 1, got -7");
  const Samples s = samples();
  const StandardScaler scaler;
  Pipeline pipeline({scaler}, KNeighborsClassifier());
  pipeline.fit(s.X, s.y);
  json model = json::parse(toJson(pipeline));
  model["state"]["classifier"]["options"]["nNeighbors"] = 41;
  EXPECT_EQ(refusal(model.dump()), "state.classifier.options.nNeighbors: expected 1..40, got 41");
  model["state"]["classifier"] = nullptr;
  EXPECT_EQ(refusal(model.dump()), "state.classifier: expected a classifier");
  model["state"]["transformers"] = {{{"type", "dummy.DummyClassifier"}}};
  EXPECT_EQ(refusal(model.dump()),
            "state.transformers[0].type: expected the type of a transformer, got \"dummy.DummyClassifier\"");
}

TEST(ModelJson, AMatrixHasItsShape) {
  const Samples s = samples();
  LogisticRegression model;
  model.fit(s.X, s.y);
  const auto with = [&](const std::string& key, const json& value) {
    json text = json::parse(toJson(model));
    text["state"]["coef"][key] = value;
    return refusal(text.dump());
  };
  EXPECT_EQ(with("rows", 2), "state.coef.data: expected 2 x 2 numbers, got 2");
  EXPECT_EQ(with("rows", -1), "state.coef.rows: expected a whole number 0..2147483647, got -1");
  EXPECT_EQ(with("rows", 2147483647), "state.coef.data: expected 2147483647 x 2 numbers, got 2");
  EXPECT_EQ(with("data", {1.0, "x"}).substr(0, 18), "state.coef.data[1]");
  EXPECT_EQ(with("order", "C"), "state.coef: unknown key \"order\"; there are rows, cols, data");
}

TEST(ModelJson, LimitsHoldBeforeAnythingIsAllocated) {
  const std::string text = toJson(tree());
  EXPECT_EQ(refusal(text, ErrorCode::kBadValue, {.maxBytes = 100}),
            "text: expected at most 100 bytes, got " + std::to_string(text.size()));
  EXPECT_EQ(refusal(text, ErrorCode::kBadValue, {.maxValues = 4}), "text: expected at most 4 values, got more");
  EXPECT_EQ(refusal(text, ErrorCode::kBadValue, {.maxDepth = 3}), "state.nodes: expected at most 3 levels, got more");
  std::string deep;
  for (int i = 0; i < 63; ++i) deep += "[0]";
  EXPECT_EQ(refusal(std::string(1'000'000, '[')), deep + ": expected at most 64 levels, got more");
  std::string keys = "{";
  for (int i = 0; i < 300; ++i) keys += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":0";
  EXPECT_EQ(refusal(keys + "}"), "text: expected at most 256 keys, got more");
}

class Homemade final : public Transformer {
 public:
  void fit(const MatrixView&) override {}
  [[nodiscard]] Matrix transform(const MatrixView& X) const override { return X; }
  [[nodiscard]] bool fitted() const override { return true; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override { return std::make_unique<Homemade>(); }
};

TEST(ModelJson, AClassOfTheCallersOwnIsAnError) {
  try {
    (void)toJson(Homemade());
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "model: expected a transformer of this library, got one of another type");
  }
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork
