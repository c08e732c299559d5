#pragma once

#include <stdexcept>
#include <string>
#include <utility>

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

}  // namespace scrollwork
