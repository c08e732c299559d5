#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace scrollwork {

/// What kind of promise the caller broke. The JavaScript `Error.code` is the name without the k: "BadShape".
enum class ErrorCode {
  kBadShape,   ///< Sizes that do not fit each other, or no data at all.
  kBadValue,   ///< A number, label, option or name outside its range; NaN and infinity.
  kNotFitted,  ///< A learned quantity was asked for before fit.
  kParse,      ///< Text (CSV) that does not follow its format; the message names the line.
};

/// The one exception type of the library. The message names the argument, the limit and the value:
/// "maxDepth: expected 0..32, got 40". The object that threw is left unfitted, never half-fitted.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

/// "BadShape", "BadValue", "NotFitted" or "Parse".
[[nodiscard]] const char* errorCodeName(ErrorCode code) noexcept;

/// A piece of a message: text, which must live until the message is made, or a number.
class MessagePart {
 public:
  // Not explicit: parts are written one after the other, as if they were joined by +.
  MessagePart(const char* text) : MessagePart(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  // clang-tidy would have all members of the union initialised.
  MessagePart(std::string_view text) : kind_(Kind::kText), text_(text) {}        // NOLINT
  MessagePart(const std::string& text) : MessagePart(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  template <std::integral T>
  MessagePart(T number) : kind_(Kind::kInteger), integer_(static_cast<std::int64_t>(number)) {}  // NOLINT
  template <std::floating_point T>
  MessagePart(T number) : kind_(Kind::kReal), real_(static_cast<double>(number)) {}  // NOLINT

  void appendTo(std::string& message) const;

 private:
  enum class Kind { kText, kInteger, kReal };
  Kind kind_;
  union {  // one of them, as kind_ says: a part is made at hundreds of places, and each member costs a store there
    std::string_view text_;
    std::int64_t integer_;
    double real_;
  };
};

/// The parts one after the other; doubles as formatNumber writes them.
[[nodiscard]] std::string joinMessage(std::initializer_list<MessagePart> parts);

/// Throws Error: `fail(ErrorCode::kBadValue, {name, ": expected ", low, "..", high, ", got ", value})`. Joining strings
/// by + at each of a hundred places, with the clean-up of each intermediate string, was a tenth of the WebAssembly
/// module.
[[noreturn]] void fail(ErrorCode code, std::initializer_list<MessagePart> parts);

}  // namespace scrollwork
