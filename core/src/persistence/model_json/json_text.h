#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "scrollwork/persistence/model_json.h"

namespace scrollwork {

/// Keys keep the order in which they come.
using Json = nlohmann::ordered_json;

/// Text to values within the limits; an Error (kParse, kBadValue) otherwise. Unlike nlohmann's own parse it refuses a
/// key that comes twice, and counts before it allocates.
[[nodiscard]] Json parseJson(std::string_view text, const ModelJsonLimits& limits);

/// The value as a message shows it: a number, "text" (shortened), true, null, an array, an object.
[[nodiscard]] std::string describeJson(const Json& value);

}  // namespace scrollwork
