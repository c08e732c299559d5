#include "scrollwork/tree/max_features.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/error.h"

namespace scrollwork {

int MaxFeatures::of(int d) const {
  double count = number;
  if (rule == "all") {
    count = d;
  } else if (rule == "sqrt") {
    count = std::max(1.0, std::floor(std::sqrt(static_cast<double>(d))));
  } else if (rule == "log2") {
    count = std::max(1, std::ilogb(static_cast<double>(d)));
  } else if (!rule.empty()) {
    fail(ErrorCode::kBadValue, {"maxFeatures: expected \"all\", \"sqrt\", \"log2\" or a number, got \"", rule, "\""});
  } else if (number > 0 && number < 1) {
    count = std::max(1.0, std::floor(number * d));
  }
  if (!(count >= 1 && count <= d) || count != std::floor(count)) {
    fail(ErrorCode::kBadValue,
         {"maxFeatures: expected a share in (0, 1) or a whole number in 1..", d, ", got ", number});
  }
  return static_cast<int>(count);
}

}  // namespace scrollwork
