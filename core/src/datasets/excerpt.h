#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scrollwork {

/// A piece of the input that is fit for a message: quoted, at most 40 bytes, no broken characters, no control
/// characters.
inline std::string excerpt(std::string_view cell) {
  constexpr std::size_t kLongest = 40;
  const bool cut = cell.size() > kLongest;
  if (cut) {
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;  // not inside a character
    cell = cell.substr(0, end);
  }
  std::string text = "\"";
  for (const char c : cell) text += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? ' ' : c;
  return text + (cut ? "…\"" : "\"");
}

}  // namespace scrollwork
