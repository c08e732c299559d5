#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scrollwork::bindings {

/// What a JavaScript value is, as far as the bindings tell values apart. The numbers are those of kernel.js.
enum class Kind : int {
  kUndefined,
  kNull,
  kBoolean,
  kNumber,
  kString,
  kFunction,
  kOther,  ///< symbol, bigint
  kObject,
  kArray,
  kFloat64Array,
  kFloat32Array,
  kInt32Array,
  kUint8Array,
  kUint8ClampedArray,
  kTypedArray,  ///< of any other numbers
};

template <typename T>
inline constexpr Kind kArrayOf = Kind::kUndefined;
template <>
inline constexpr Kind kArrayOf<double> = Kind::kFloat64Array;
template <>
inline constexpr Kind kArrayOf<float> = Kind::kFloat32Array;
template <>
inline constexpr Kind kArrayOf<int> = Kind::kInt32Array;
template <>
inline constexpr Kind kArrayOf<std::uint8_t> = Kind::kUint8Array;

/// A JavaScript value for the time of one call: a number under which kernel.js keeps it. All are let go together when
/// the call from JavaScript ends, however it ends. So a copy costs nothing, nothing is to be destroyed, and none may
/// outlive its call. (embind's own `val` counts references, and so brings a destructor and a path for exceptions
/// wherever one is used: that was a quarter of the module.)
class Value {
 public:
  Value() = default;  ///< undefined
  explicit Value(double number) noexcept;
  explicit Value(std::string_view text) noexcept;  ///< UTF-8
  static Value at(int place) noexcept;
  static Value boolean(bool value) noexcept;
  static Value object() noexcept;
  static Value array() noexcept;
  /// A new typed array of `kind` with a copy of n numbers.
  static Value typedArray(Kind kind, const void* data, std::size_t n) noexcept;

  [[nodiscard]] int place() const noexcept { return place_; }
  [[nodiscard]] Kind kind() const noexcept;
  [[nodiscard]] bool isUndefined() const noexcept { return kind() == Kind::kUndefined; }
  [[nodiscard]] bool isNumber() const noexcept { return kind() == Kind::kNumber; }
  [[nodiscard]] bool isString() const noexcept { return kind() == Kind::kString; }
  [[nodiscard]] bool isArray() const noexcept { return kind() == Kind::kArray; }
  [[nodiscard]] bool isTypedArray() const noexcept { return kind() >= Kind::kFloat64Array; }
  /// Arrays and typed arrays included, null not.
  [[nodiscard]] bool isObject() const noexcept { return kind() >= Kind::kObject; }

  /// The property of that name, the item of that number: of what isObject.
  Value operator[](const char* name) const noexcept;
  Value operator[](Value name) const noexcept;
  Value operator[](std::size_t index) const noexcept;
  void put(const char* name, Value value) const noexcept;
  void put(Value name, Value value) const noexcept;
  void push(Value item) const noexcept;
  [[nodiscard]] Value keys() const noexcept;  ///< An array of strings.

  [[nodiscard]] double number() const noexcept;       ///< Of what isNumber; of a boolean 0 or 1.
  [[nodiscard]] std::size_t length() const noexcept;  ///< Of arrays, typed arrays and strings, in JavaScript's units.
  [[nodiscard]] std::string text() const;             ///< Of a string, as UTF-8; the bytes of a Uint8Array.
  [[nodiscard]] Value firstOf(int n) const noexcept;  ///< Of a string: its first n units.
  /// Fills `out` with the n numbers of an array or typed array, converted to `kind`. Returns the place of the first
  /// item that is no number, n when there is none.
  [[nodiscard]] std::size_t copyTo(Kind kind, void* out, std::size_t n) const noexcept;

 private:
  int place_ = 0;
};

}  // namespace scrollwork::bindings
