// The part of the battery that writes models down and reads them back.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/estimator_battery.h"
#include "core/json_mutation.h"
#include "scrollwork/persistence/model_json.h"

namespace scrollwork {
namespace {

/// Read, written again and read again, the model is the same; `same` compares what the copy answers.
template <typename Model, typename Read, typename Same>
void expectRoundTrip(const Model& model, const Read& read, const Same& same) {
  const std::string text = toJson(model);
  const auto copy = read(text, ModelJsonLimits{});
  EXPECT_EQ(copy->fitted(), model.fitted());
  same(*copy);
  EXPECT_EQ(toJson(*copy), text);
  const auto clone = copy->clone();
  EXPECT_EQ(toJson(*clone), toJson(*model.clone())) << "the options";
}

/// Some hundred texts like this one, each with something changed: refused with an Error, or good enough to be used.
template <typename Model, typename Read, typename Use>
void expectHostileRefused(const Model& model, const Read& read, const Use& use) {
  auto json = nlohmann::ordered_json::parse(toJson(model));
  Rng rng(11);
  const std::size_t length = json.dump().size();
  // Large models, of which each text costs more, get fewer.
  const auto tries = static_cast<int>(std::clamp<std::size_t>(1'500'000 / length, 20, 400));
  int refused = 0;
  for (int i = 0; i < tries; ++i) {
    auto& value = drawValue(json, rng);
    auto before = value;
    value = mutated(before, rng);
    const std::string text = json.dump();
    try {
      const auto copy = read(text, ModelJsonLimits{});
      use(*copy);
      (void)toJson(*copy);
      (void)copy->clone();
    } catch (const Error& error) {
      EXPECT_STRNE(error.what(), "");
      ++refused;
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what() << " instead of an Error\n" << text.substr(0, 2000);
    }
    value = std::move(before);
  }
  EXPECT_GE(refused, tries / 8);
}

}  // namespace

TEST_P(ClassifierBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), classifierFromJson, [](const Classifier& copy) { expectUnfitted(copy); });
  const Samples s = clouds();
  const auto model = make();
  model->fit(s.X, s.y);
  expectRoundTrip(*model, classifierFromJson, [&](const Classifier& copy) {
    EXPECT_EQ(copy.predictProba(s.X), model->predictProba(s.X));
    EXPECT_EQ(copy.predict(s.X), model->predict(s.X));
    EXPECT_EQ(copy.nClasses(), model->nClasses());
    EXPECT_EQ(copy.nFeaturesIn(), model->nFeaturesIn());
  });
}

TEST_P(ClassifierBattery, AHostileModelFileIsRefused) {
  const Samples s = clouds();
  const auto model = make();
  model->fit(s.X, s.y);
  expectHostileRefused(*model, classifierFromJson, [&](const Classifier& copy) {
    const Matrix proba = copy.predictProba(s.X);
    EXPECT_EQ(proba.rows(), s.X.rows());
    EXPECT_EQ(proba.cols(), copy.nClasses());
    EXPECT_EQ(copy.predict(s.X).size(), s.X.rows());
  });
}

TEST_P(RegressorBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), regressorFromJson, [](const Regressor& copy) { expectUnfitted(copy); });
  const Samples s = slope();
  const auto model = make();
  model->fit(s.X, s.y);
  expectRoundTrip(*model, regressorFromJson, [&](const Regressor& copy) {
    EXPECT_EQ(copy.predict(s.X), model->predict(s.X));
    EXPECT_EQ(copy.nFeaturesIn(), model->nFeaturesIn());
  });
}

TEST_P(RegressorBattery, AHostileModelFileIsRefused) {
  const Samples s = slope();
  const auto model = make();
  model->fit(s.X, s.y);
  expectHostileRefused(*model, regressorFromJson,
                       [&](const Regressor& copy) { EXPECT_EQ(copy.predict(s.X).size(), s.X.rows()); });
}

TEST_P(TransformerBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), transformerFromJson, [](const Transformer& copy) { expectUnfitted(copy); });
  const Matrix X = normalMatrix(1, 30, 2);
  const auto model = make();
  model->fit(X);
  expectRoundTrip(*model, transformerFromJson,
                  [&](const Transformer& copy) { EXPECT_EQ(copy.transform(X), model->transform(X)); });
}

TEST_P(TransformerBattery, AHostileModelFileIsRefused) {
  const Matrix X = normalMatrix(1, 30, 2);
  const auto model = make();
  model->fit(X);
  expectHostileRefused(*model, transformerFromJson,
                       [&](const Transformer& copy) { EXPECT_EQ(copy.transform(X).rows(), X.rows()); });
}

}  // namespace scrollwork
