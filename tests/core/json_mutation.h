#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "scrollwork/rng.h"

namespace scrollwork {

/// A value somewhere in `root`, drawn by walking down from it: each level is as likely to be the last as to have a
/// next. Fields of a model are then hit often, though its arrays hold most of the numbers.
inline nlohmann::ordered_json& drawValue(nlohmann::ordered_json& root, Rng& rng) {
  nlohmann::ordered_json* at = &root;
  while (at->is_structured() && !at->empty() && (at == &root || rng.uniform() < 0.8)) {
    const auto i = rng.integer(0, static_cast<int>(at->size()) - 1);
    at = at->is_array() ? &(*at)[static_cast<std::size_t>(i)] : &std::next(at->begin(), i).value();
  }
  return *at;
}

/// What somebody who means harm, or a broken disk, would make of it: another number, another type, another length.
inline nlohmann::ordered_json mutated(const nlohmann::ordered_json& value, Rng& rng) {
  using Json = nlohmann::ordered_json;
  const auto pick = [&rng](const std::vector<Json>& choices) {
    return choices[static_cast<std::size_t>(rng.integer(0, static_cast<int>(choices.size()) - 1))];
  };
  Json out = value;
  if (rng.uniform() < 0.1) return pick({nullptr, true, "", "x", 0, Json::array(), Json::object(), {{"rows", 1}}});
  if (value.is_number()) {
    if (rng.uniform() < 0.4) return value.get<double>() + rng.integer(-2, 2);
    if (rng.uniform() < 0.4 && value.is_number_integer()) {
      // Unsigned, because the largest one may have been put there by a mutation before.
      return static_cast<std::int64_t>(value.get<std::uint64_t>() + static_cast<std::uint64_t>(rng.integer(-2, 2)));
    }
    return pick({-1,
                 0,
                 1,
                 2,
                 7,
                 1023,
                 1025,
                 65536,
                 2147483647,
                 -2147483648LL,
                 4294967296LL,
                 9223372036854775807LL,
                 18446744073709551615ULL,
                 0.5,
                 -0.0,
                 1e-320,
                 1e308,
                 -1e308,
                 "NaN",
                 "Infinity",
                 "-Infinity"});
  }
  if (value.is_array()) {
    const int what = static_cast<int>(rng.integer(0, 3));
    if (what == 0 || value.empty()) return pick({Json::array(), Json::array({0}), Json::array({-1, 1e9, "NaN"})});
    if (what == 1) out.erase(out.size() - 1);
    if (what == 2) out.push_back(value.back());
    if (what == 3) std::swap(out.front(), out.back());
  } else if (value.is_object() && !value.empty()) {
    const auto key = std::next(out.begin(), rng.integer(0, static_cast<int>(out.size()) - 1)).key();
    rng.uniform() < 0.5 ? (void)out.erase(key) : (void)(out[key + "_"] = 0);
  } else if (value.is_string()) {
    return pick({"", "none", "auto", value.get<std::string>() + "x", std::string(300, 'a')});
  } else if (value.is_boolean()) {
    return !value.get<bool>();
  }
  return out;
}

}  // namespace scrollwork
