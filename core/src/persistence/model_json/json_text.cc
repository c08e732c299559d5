#include "persistence/model_json/json_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "scrollwork/error.h"

namespace scrollwork {
namespace {

/// Keys of an object are looked up one after the other; no struct has as many fields.
constexpr std::size_t kMaxKeys = 256;

/// What nlohmann's parser calls for every value, in the order of the text.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  Builder(std::string_view text, const ModelJsonLimits& limits) : text_(text), limits_(limits) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(number_integer_t value) { return add(value); }
  bool number_unsigned(number_unsigned_t value) { return add(value); }
  bool number_float(number_float_t value, const string_t&) { return add(value); }
  bool string(string_t& value) { return add(std::move(value)); }
  bool binary(binary_t&) { return false; }  // not in text
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    const Json& object = *open_.back();
    if (object.size() >= kMaxKeys) {
      fail(ErrorCode::kBadValue, {place(), ": expected at most ", kMaxKeys, " keys, got more"});
    }
    if (object.contains(name)) {
      fail(ErrorCode::kBadValue, {place(), ": expected every key once, got ", describeJson(name), " twice"});
    }
    key_ = std::move(name);
    return true;
  }
  // `position` counts the bytes read so far.
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) {
    const std::string_view before = text_.substr(0, position == 0 ? 0 : std::min(position - 1, text_.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 = 0
    const std::size_t column = before.size() - lineStart + 1;
    constexpr int kOutOfRange = 406;  // nlohmann's number for 1e999
    if (error.id == kOutOfRange) {
      fail(ErrorCode::kParse,
           {"line ", line, ", column ", column, ": expected a number below 1.8e308, got ", describeJson(token)});
    }
    fail(ErrorCode::kParse, {"line ", line, ", column ", column, ": expected JSON, got ",
                             position > text_.size() ? "the end" : describeJson(token)});
  }

  Json take() { return std::move(root_); }

 private:
  template <typename Value>
  bool add(Value&& value) {
    (void)insert(std::forward<Value>(value));
    return true;
  }
  bool open(Json&& container) {
    if (open_.size() >= limits_.maxDepth) {
      fail(ErrorCode::kBadValue, {place(), ": expected at most ", limits_.maxDepth, " levels, got more"});
    }
    open_.push_back(insert(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  template <typename Value>
  Json* insert(Value&& value) {
    if (++values_ > limits_.maxValues) {
      fail(ErrorCode::kBadValue, {place(), ": expected at most ", limits_.maxValues, " values, got more"});
    }
    if (open_.empty()) {
      root_ = std::forward<Value>(value);
      return &root_;
    }
    // A pointer to the new value stays good while it is open: its parent gets no other before it is closed.
    Json& parent = *open_.back();
    if (parent.is_object()) return &(parent[std::move(key_)] = std::forward<Value>(value));
    parent.push_back(std::forward<Value>(value));
    return &parent.back();
  }

  /// Where the parser stands: "state.nodes[3]", or "text" at the outside.
  [[nodiscard]] std::string place() const {
    std::string where;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      if (open_[i]->is_array()) {
        where += '[' + std::to_string(open_[i]->size() - 1) + ']';
      } else {
        if (!where.empty()) where += '.';
        where += shortened(std::prev(open_[i]->end()).key());
      }
    }
    return where.empty() ? "text" : where;
  }
  static std::string shortened(const std::string& name) {
    constexpr std::size_t kShown = 40;
    return name.size() <= kShown ? name : name.substr(0, kShown) + "...";
  }

  std::string_view text_;
  const ModelJsonLimits& limits_;
  Json root_;
  std::vector<Json*> open_;
  std::string key_;
  std::size_t values_ = 0;
};

}  // namespace

Json parseJson(std::string_view text, const ModelJsonLimits& limits) {
  if (text.size() > limits.maxBytes) {
    fail(ErrorCode::kBadValue, {"text: expected at most ", limits.maxBytes, " bytes, got ", text.size()});
  }
  Builder builder(text, limits);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

std::string describeJson(const Json& value) {
  switch (value.type()) {
    case Json::value_t::array:
      return "an array";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::string: {
      constexpr std::size_t kShown = 40;
      const std::string& text = value.get_ref<const std::string&>();
      // Bytes that are no UTF-8 and control characters become escapes.
      return text.size() <= kShown
                 ? value.dump(-1, ' ', true, Json::error_handler_t::replace)
                 : Json(text.substr(0, kShown) + "...").dump(-1, ' ', true, Json::error_handler_t::replace);
    }
    default:
      return value.dump();
  }
}

}  // namespace scrollwork
