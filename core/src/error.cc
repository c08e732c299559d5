#include "scrollwork/error.h"

#include "scrollwork/validation.h"

namespace scrollwork {

const char* errorCodeName(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kBadShape:
      return "BadShape";
    case ErrorCode::kBadValue:
      return "BadValue";
    case ErrorCode::kNotFitted:
      return "NotFitted";
    case ErrorCode::kParse:
      return "Parse";
  }
  return "Unknown";
}

void MessagePart::appendTo(std::string& message) const {
  switch (kind_) {
    case Kind::kText:
      message += text_;
      break;
    case Kind::kInteger:
      message += std::to_string(integer_);
      break;
    case Kind::kReal:
      message += formatNumber(real_);
      break;
  }
}

std::string joinMessage(std::initializer_list<MessagePart> parts) {
  std::string message;
  for (const MessagePart& part : parts) part.appendTo(message);
  return message;
}

void fail(ErrorCode code, std::initializer_list<MessagePart> parts) { throw Error(code, joinMessage(parts)); }

}  // namespace scrollwork
