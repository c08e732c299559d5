#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/persistence/model_json.h"

namespace scrollwork {

/// A change of a model file: the first `from` becomes `to`.
struct Alteration {
  const char* from;
  const char* to;
};

/// Every one of these changes makes a state that no fit can leave: it is refused, and the field is named.
template <typename Model>
void expectAlteredStatesRefused(const Model& model, std::initializer_list<Alteration> alterations) {
  const std::string text = toJson(model);
  EXPECT_NO_THROW((void)modelFromJson(text));
  for (const Alteration& change : alterations) {
    const std::size_t at = text.find(change.from);
    ASSERT_NE(at, std::string::npos) << change.from << " in " << text;
    std::string altered = text;
    altered.replace(at, std::string(change.from).size(), change.to);
    const std::string from = change.from;
    const std::string field = from.substr(1, from.find('"', 1) - 1);
    try {
      (void)modelFromJson(altered);
      ADD_FAILURE() << change.to << " was accepted";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(field), std::string::npos) << error.what();
    }
  }
}

}  // namespace scrollwork
