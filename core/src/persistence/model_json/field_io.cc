#include "persistence/model_json/field_io.h"

#include <algorithm>

namespace scrollwork {

std::string Place::text() const {
  if (parent == nullptr) return "text";
  std::string path = parent->parent == nullptr ? "" : parent->text();
  if (key == nullptr) return path.append("[").append(std::to_string(index)).append("]");
  if (!path.empty()) path += '.';
  return path.append(key);
}

void refuse(const Place& place, std::string_view expected, const Json& got) {
  fail(ErrorCode::kBadValue, {place.text(), ": expected ", expected, ", got ", describeJson(got)});
}

std::int64_t readInteger(const Json& value, const Place& place, std::int64_t low, std::int64_t high) {
  const bool fits = value.is_number_unsigned() ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(high)
                                               : value.is_number_integer() && value.get<std::int64_t>() >= low;
  if (!fits) refuse(place, joinMessage({"a whole number ", low, "..", high}), value);
  return value.get<std::int64_t>();
}

std::uint64_t readUnsigned(const Json& value, const Place& place) {
  if (!value.is_number_unsigned()) refuse(place, "a whole number >= 0", value);
  return value.get<std::uint64_t>();
}

double readNumber(const Json& value, const Place& place) {
  if (value.is_number()) return value.get<double>();
  if (value == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (value == "Infinity") return std::numeric_limits<double>::infinity();
  if (value == "-Infinity") return -std::numeric_limits<double>::infinity();
  refuse(place, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"", value);
}

Json writeNumber(double value) {
  if (std::isfinite(value)) return value;
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

void requireArray(const Json& value, const Place& place) {
  if (!value.is_array()) refuse(place, "an array", value);
}

ObjectReader::ObjectReader(const Json& object, const Place& place) : object_(object), place_(place) {
  if (!object.is_object()) refuse(place, "an object", object);
}

std::string ObjectReader::pathOf(std::string_view message) const {
  std::string path = place_.parent == nullptr ? "" : place_.text() + '.';
  const std::string_view field = message.substr(0, message.find_first_of(".:["));
  for (const char* part : {"state", "options"}) {
    const auto found = object_.find(part);
    if (found != object_.end() && found->contains(field)) return path.append(part).append(".").append(message);
  }
  return path.append(message);
}

const Json& ObjectReader::take(const char* name) {
  const auto found = object_.find(name);
  if (found == object_.end()) {
    fail(ErrorCode::kBadValue, {Place{&place_, name}.text(), ": expected a value, got none"});
  }
  taken_.push_back(name);
  return *found;
}

void ObjectReader::finish() const {
  if (object_.size() == taken_.size()) return;
  for (const auto& [name, value] : object_.items()) {
    if (std::find(taken_.begin(), taken_.end(), std::string_view(name)) != taken_.end()) continue;
    std::string known;
    for (const char* key : taken_) known.append(known.empty() ? "" : ", ").append(key);
    fail(ErrorCode::kBadValue, {place_.text(), ": unknown key ", describeJson(name), "; there are ", known});
  }
}

}  // namespace scrollwork
