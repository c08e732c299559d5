// By long division in whole numbers: slow beside the published algorithms with tables (Eisel & Lemire, 2021), but a few
// hundred bytes of WebAssembly where the C library's strtod, with its 128-bit arithmetic, is ten thousand. CSV files
// hold few numbers that need it: those of more than 15 digits.
#include "datasets/decimal_to_double.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace scrollwork {
namespace {

/// A whole number >= 0, least significant word first, without leading zero words.
class Natural {
 public:
  explicit Natural(std::uint32_t value) {
    if (value != 0) words_.push_back(value);
  }

  void multiplyAdd(std::uint32_t factor, std::uint32_t term) {
    std::uint64_t carry = term;
    for (std::uint32_t& word : words_) {
      carry += std::uint64_t{word} * factor;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) words_.push_back(static_cast<std::uint32_t>(carry));
  }
  void shiftLeft(int bits) {
    for (; bits >= 31; bits -= 31) multiplyAdd(1U << 31, 0);
    multiplyAdd(1U << bits, 0);
  }
  void halve() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint32_t above = i + 1 < words_.size() ? words_[i + 1] : 0;
      words_[i] = words_[i] >> 1 | above << 31;
    }
    trim();
  }
  [[nodiscard]] bool atLeast(const Natural& other) const {
    if (words_.size() != other.words_.size()) return words_.size() > other.words_.size();
    for (std::size_t i = words_.size(); i-- > 0;) {
      if (words_[i] != other.words_[i]) return words_[i] > other.words_[i];
    }
    return true;
  }
  /// Requires atLeast(other).
  void subtract(const Natural& other) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t taken = borrow + (i < other.words_.size() ? other.words_[i] : 0);
      borrow = words_[i] < taken ? 1 : 0;
      words_[i] -= static_cast<std::uint32_t>(taken);
    }
    trim();
  }
  [[nodiscard]] bool isZero() const { return words_.empty(); }
  [[nodiscard]] int bitWidth() const {
    int bits = static_cast<int>(words_.size()) * 32;
    for (std::uint32_t top = isZero() ? 0 : words_.back(); top != 0 && top >> 31 == 0; top <<= 1) --bits;
    return bits;
  }

 private:
  void trim() {
    while (!words_.empty() && words_.back() == 0) words_.pop_back();
  }

  std::vector<std::uint32_t> words_;
};

}  // namespace

double decimalToDouble(std::string_view digits, int exponent) {
  // A double, or the middle between two, has at most 768 digits: what follows matters only as "more than nothing".
  constexpr std::size_t kEnough = 800;
  std::string kept(digits.substr(0, kEnough));
  if (digits.size() > kEnough) {
    exponent += static_cast<int>(digits.size() - kEnough) - 1;
    kept += digits.find_first_not_of('0', kEnough) == std::string_view::npos ? '0' : '1';
  }
  const int magnitude = static_cast<int>(kept.size()) + exponent;  // the value is in [10^(magnitude - 1), 10^magnitude)
  if (kept.empty() || magnitude < -323) return 0;
  if (magnitude > 309) return std::numeric_limits<double>::infinity();

  // The value is a / b.
  Natural a(0);
  Natural b(1);
  for (const char digit : kept) a.multiplyAdd(10, static_cast<std::uint32_t>(digit - '0'));
  for (int i = 0; i < exponent; ++i) a.multiplyAdd(10, 0);
  for (int i = 0; i > exponent; --i) b.multiplyAdd(10, 0);

  // q = floor(a 2^shift / b), with a shift that gives it 63 or 64 bits; a keeps the remainder.
  const int shift = 63 - (a.bitWidth() - b.bitWidth());
  shift > 0 ? a.shiftLeft(shift) : b.shiftLeft(-shift);
  b.shiftLeft(63);
  std::uint64_t q = 0;
  for (int bit = 63; bit >= 0; --bit, b.halve()) {
    if (!a.atLeast(b)) continue;
    a.subtract(b);
    q |= std::uint64_t{1} << bit;
  }

  // Keep 53 bits of q, fewer where the double is subnormal, and round by what is dropped.
  const int width = q >> 63 != 0 ? 64 : 63;
  const int leading = width - 1 - shift;  // the value is in [2^leading, 2^(leading + 1))
  const int precision = leading >= -1022 ? 53 : 53 - (-1022 - leading);
  if (precision < 0) return 0;
  const int dropped = width - precision;
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  std::uint64_t mantissa = dropped == 64 ? 0 : q >> dropped;
  const std::uint64_t rest = q & (half | (half - 1));
  const bool isTie = rest == half && a.isZero();
  if (isTie ? (mantissa & 1U) != 0 : rest >= half) ++mantissa;
  return std::ldexp(static_cast<double>(mantissa), dropped - shift);
}

}  // namespace scrollwork
