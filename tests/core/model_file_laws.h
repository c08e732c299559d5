#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "core/json_mutation.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/model_json.h"

/// What holds for every model that is written down.
namespace scrollwork {

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

}  // namespace scrollwork
