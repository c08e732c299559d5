#pragma once

#include <limits>

namespace scrollwork {

/// What stands where there is no number.
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace scrollwork
