#pragma once

#include <string_view>

namespace scrollwork {

/// The double nearest to digits * 10^exponent, ties to even; infinite when it is too large. `digits` are decimal digits
/// without a leading zero, of any number; none stand for 0. The same in every build and locale. Cost: quadratic in the
/// digits, up to 800 of them.
[[nodiscard]] double decimalToDouble(std::string_view digits, int exponent);

}  // namespace scrollwork
