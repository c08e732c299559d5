#include "scrollwork/error.h"

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

}  // namespace scrollwork
