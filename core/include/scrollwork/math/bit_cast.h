#pragma once

#include <type_traits>

namespace scrollwork::math {

/// std::bit_cast, which the standard library of Emscripten 3.1.6 lacks; its compiler has the builtin all the same.
template <typename To, typename From>
[[nodiscard]] constexpr To bitCast(const From& from) noexcept {
  static_assert(sizeof(To) == sizeof(From) && std::is_trivially_copyable_v<To> && std::is_trivially_copyable_v<From>);
  return __builtin_bit_cast(To, from);
}

}  // namespace scrollwork::math
