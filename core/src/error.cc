#include "scrollwork/error.h"

#include <array>
#include <cstdlib>

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

namespace {

void appendInteger(std::int64_t number, std::string& text) {
  std::array<char, 19> digits{};  // of the largest
  auto first = digits.end();
  if (number < 0) text += '-';
  do {
    *--first = static_cast<char>('0' + std::abs(static_cast<int>(number % 10)));
    number /= 10;
  } while (number != 0);
  text.append(first, digits.end());
}

}  // namespace

void MessagePart::appendTo(std::string& message) const {
  switch (kind_) {
    case Kind::kText:
      message += text_;
      break;
    case Kind::kInteger:
      appendInteger(integer_, message);
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
