#pragma once

#include <emscripten/val.h>

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

/// What C++ asks of kernel.js: an object of functions, handed in once, before the first call.
void setHost(emscripten::val host);
/// What its function of that name makes of two values. All that is asked is asked by this one call, because embind
/// makes code for each combination of types.
emscripten::val ask(const char* function, const emscripten::val& a,
                    const emscripten::val& b = emscripten::val::undefined());

/// A JavaScript value for the time of one call: the place of an emscripten::val in a list, which is let go as a whole
/// when the call from JavaScript ends, however it ends. So a copy costs nothing, nothing is to be destroyed, and none
/// may outlive its call. (A val counts its references, and so brings a destructor and a path for exceptions wherever
/// one is used: with vals in every binding a quarter of the module was that.)
///
/// Reading may run code of JavaScript's (a getter), and so end in an exception of JavaScript's own, which passes
/// through to the caller.
class Value {
 public:
  Value() = default;  ///< undefined
  explicit Value(double number);
  explicit Value(std::string_view text);  ///< UTF-8
  static Value boolean(bool value) noexcept;
  static Value object();
  static Value array();
  /// A new typed array with a copy of n numbers.
  template <typename T>
  static Value typedArray(const T* data, std::size_t n) {
    return keep(ask("copy", emscripten::val(emscripten::typed_memory_view(n, data))));
  }
  /// The kind of array that ImageData takes.
  static Value clampedArray(const std::uint8_t* data, std::size_t n);

  /// A val as a value of the running call.
  static Value keep(emscripten::val value);
  [[nodiscard]] emscripten::val& get() const noexcept;

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool isUndefined() const noexcept;
  [[nodiscard]] bool isNumber() const;
  [[nodiscard]] bool isString() const;
  [[nodiscard]] bool isArray() const { return kind() == Kind::kArray; }
  [[nodiscard]] bool isTypedArray() const { return kind() >= Kind::kFloat64Array; }
  /// Arrays and typed arrays included, null not.
  [[nodiscard]] bool isObject() const { return kind() >= Kind::kObject; }

  /// The property of that name, the item of that number: of what isObject.
  Value operator[](const char* name) const;
  Value operator[](Value name) const;
  Value operator[](std::size_t index) const;
  void put(const char* name, Value value) const;
  void put(Value name, Value value) const;
  void push(Value item) const;
  [[nodiscard]] Value keys() const;  ///< An array of strings.

  [[nodiscard]] double number() const;       ///< Of what isNumber; of a boolean 0 or 1.
  [[nodiscard]] std::size_t length() const;  ///< Of arrays, typed arrays and strings, in JavaScript's units.
  [[nodiscard]] std::string text() const;    ///< Of a string, as UTF-8; the bytes of a Uint8Array.
  [[nodiscard]] Value firstOf(int n) const;  ///< Of a string: its first n units.
  /// Fills `out` with the n numbers of an array or typed array, converted to T. Returns the place of the first item
  /// that is no number, n when there is none.
  template <typename T>
  [[nodiscard]] std::size_t copyTo(T* out, std::size_t n) const {
    return ask("numbers", get(), emscripten::val(emscripten::typed_memory_view(n, out))).as<std::size_t>();
  }

 private:
  int place_ = 0;
};

/// The bytes of a text, as kernel.js takes them.
[[nodiscard]] emscripten::val bytesOf(std::string_view text);

/// The time of one call: the values that are made while it lives go when it goes.
class ValueScope {
 public:
  ValueScope() noexcept;
  ~ValueScope();
  ValueScope(const ValueScope&) = delete;
  ValueScope& operator=(const ValueScope&) = delete;

 private:
  std::size_t first_;
};

}  // namespace scrollwork::bindings
