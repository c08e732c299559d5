// One file of values that every build must reproduce: native, WebAssembly under Node, and the bindings
// (tests/bindings). After a change that is meant to move them: SCROLLWORK_WRITE_GOLDEN=1
// build/native/tests/scrollwork_tests
// --gtest_filter='Golden.*', and say in the commit why.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/shelter.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/linear_model/logistic_descent.h"
#include "scrollwork/linear_model/logistic_regression.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/model_selection/holdout_reuse.h"
#include "scrollwork/model_selection/monte_carlo_cross_validation.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/pipeline/pipeline.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

using nlohmann::json;

const char* const kFile = SCROLLWORK_TESTS_DIR "/reference/golden.json";

/// FNV-1a over bytes, as hexadecimal digits: one changed bit of a hundred thousand numbers shows.
class Fingerprint {
 public:
  template <typename T>
  void add(const T& value) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (const unsigned char byte : bytes) hash_ = (hash_ ^ byte) * 0x100000001b3U;
  }
  [[nodiscard]] std::string text() const {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string out(16, '0');
    for (int i = 0; i < 16; ++i) out[static_cast<std::size_t>(15 - i)] = kDigits[(hash_ >> (4 * i)) & 15U];
    return out;
  }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

template <typename Items>
std::string fingerprint(const Items& items) {
  Fingerprint print;
  for (const auto& item : items) print.add(item);
  return print.text();
}

std::vector<double> numbers(const Matrix& m) { return {m.data(), m.data() + m.size()}; }
std::vector<double> numbers(const Vector& v) { return {v.data(), v.data() + v.size()}; }

json draws() {
  Rng rng(20240229);
  json out;
  for (int i = 0; i < 8; ++i) out["uniform"].push_back(rng.uniform());
  for (int i = 0; i < 8; ++i) out["normal"].push_back(rng.normal());
  for (int i = 0; i < 8; ++i) out["integer"].push_back(rng.integer(-5, 1000));
  const Labels order = rng.permutation(12);
  out["permutation"] = std::vector<int>(order.begin(), order.end());
  std::vector<double> many(100000);
  for (double& x : many) x = rng.normal();
  out["normals"] = fingerprint(many);
  return out;
}

json elementary() {
  using Function = std::function<double(double)>;
  const std::vector<std::pair<const char*, Function>> functions = {
      {"exp", [](double x) { return math::exp(x); }},
      {"expm1", [](double x) { return math::expm1(x); }},
      {"log", [](double x) { return math::log(std::fabs(x)); }},
      {"log1p", [](double x) { return math::log1p(std::fabs(x)); }},
      {"tanh", [](double x) { return math::tanh(x); }},
      {"expit", [](double x) { return math::expit(x); }},
      {"logit", [](double x) { return math::logit(math::expit(x)); }},
      {"sin", [](double x) { return math::sin(x); }},
      {"cos", [](double x) { return math::cos(x); }},
      {"pow", [](double x) { return math::pow(std::fabs(x), 1.7); }},
      {"normalQuantile", [](double x) { return math::normalQuantile(math::expit(x)); }},
      {"normalCdf", [](double x) { return math::normalCdf(x); }},
  };
  json out;
  for (const auto& [name, f] : functions) {
    out[name]["at0.3"] = f(0.3);
    Rng rng(5);
    Fingerprint print;
    for (int i = 0; i < 20000; ++i) print.add(f(rng.normal(0, i % 2 ? 1.0 : 30.0)));
    out[name]["many"] = print.text();
  }
  return out;
}

json fits() {
  json out;
  const Sample moons = makeMoons({.nSamples = 200, .noise = 0.25, .seed = 3});
  LogisticRegression logistic;
  logistic.fit(moons.X, moons.y);
  out["logistic"] = {{"coef", numbers(logistic.coef())},
                     {"intercept", numbers(logistic.intercept())},
                     {"loss", logistic.loss()},
                     {"nIter", logistic.nIter()}};

  const Sample blobs = makeBlobs({.nSamples = 150, .nFeatures = 3, .nCenters = 4, .clusterStd = 4, .seed = 11});
  for (const char* solver : {"newton-cholesky", "lbfgs"}) {
    LogisticRegression multinomial({.C = 0.5, .maxIter = 1000, .solver = solver});
    multinomial.fit(blobs.X, blobs.y);
    out["multinomial"][solver] = {{"coef", numbers(multinomial.coef())}, {"loss", multinomial.loss()}};
  }

  LogisticDescent descent({.learningRate = 0.5, .maxIter = 300});
  descent.fit(moons.X, moons.y);
  out["descent"] = {{"coef", numbers(descent.coef())}, {"losses", fingerprint(descent.lossHistory())}};

  const Sample shelter = makeShelter({.nSamples = 120, .labelNoise = 0.05, .seed = 7});
  out["shelter"] = fingerprint(numbers(shelter.X));
  const StandardScaler scaler;
  const PolynomialFeatures powers({.degree = 3, .includeBias = false});
  const LogisticRegression last;
  Pipeline pipeline({scaler, powers}, last);
  pipeline.fit(shelter.X, shelter.y);
  const DecisionSurface surface = decisionSurface(pipeline, {.bounds = shelter.bounds, .width = 90, .height = 70});
  out["pipeline"] = {{"probability", fingerprint(numbers(pipeline.predictProba(shelter.X)))},
                     {"rgba", fingerprint(surface.rgba)}};

  KNeighborsClassifier nearest({.nNeighbors = 7, .weights = "distance"});
  nearest.fit(shelter.X, shelter.y);
  out["nearest"] = fingerprint(numbers(nearest.predictProba(shelter.X)));

  DecisionTreeClassifier tree({.criterion = "entropy", .maxDepth = 6});
  tree.fit(shelter.X, shelter.y);
  out["tree"] = {{"threshold", fingerprint(tree.nodes().threshold)}, {"size", tree.nodes().size()}};

  const std::vector<const Classifier*> models = {&pipeline, &nearest, &tree};
  MonteCarloCrossValidation resplits({.nSplits = 40, .stratify = true, .seed = 9});
  resplits.begin(shelter.X, shelter.y, models);
  resplits.step(40);
  out["resplits"] = {{"testAccuracy", fingerprint(numbers(resplits.testAccuracy()))},
                     {"chosen", std::vector<int>(resplits.chosen().begin(), resplits.chosen().end())}};

  const Sample fresh = makeShelter({.nSamples = 400, .labelNoise = 0.05, .seed = 8});
  HoldoutReuse reuse({.nTries = 30, .seed = 4});
  reuse.begin(shelter.X.topRows(80), shelter.y.head(80), shelter.X.bottomRows(40), shelter.y.tail(40), fresh.X, fresh.y,
              models);
  reuse.step(30);
  out["reuse"] = {{"bestTestScore", fingerprint(numbers(reuse.bestTestScore()))},
                  {"best", std::vector<int>(reuse.best().begin(), reuse.best().end())}};
  return out;
}

TEST(Golden, EveryBuildReproducesTheStoredBits) {
  const json now = {{"rng", draws()}, {"math", elementary()}, {"fits", fits()}};
  if (std::getenv("SCROLLWORK_WRITE_GOLDEN") != nullptr) {
    std::ofstream(kFile) << now.dump(1) << '\n';
    GTEST_SKIP() << "wrote " << kFile;
  }
  std::ifstream file(kFile);
  ASSERT_TRUE(file) << kFile;
  const json stored = json::parse(file);
  // Numbers print with as many digits as tell doubles apart, so equal text is equal bits. Leaf by leaf, to name the
  // one.
  const json flatNow = now.flatten();
  const json flatStored = stored.flatten();
  for (const auto& [path, value] : flatStored.items()) {
    EXPECT_EQ(flatNow.value(path, json()).dump(), value.dump()) << path;
  }
  EXPECT_EQ(flatNow.size(), flatStored.size());
}

}  // namespace
}  // namespace scrollwork
