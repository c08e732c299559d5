#include "value.h"

// Of kernel.js, by way of values.js. Values go by their places.
extern "C" {
int valueOfBoolean(bool value) noexcept;
int valueOfNumber(double value) noexcept;
int valueOfText(const char* utf8, std::size_t bytes) noexcept;
int valueObject() noexcept;
int valueArray() noexcept;
int valueTypedArray(int kind, const void* data, std::size_t n) noexcept;
int valueKind(int value) noexcept;
int valueField(int object, const char* name, std::size_t length) noexcept;
int valueProperty(int object, int name) noexcept;
int valueItem(int array, std::size_t index) noexcept;
void valuePutField(int object, const char* name, std::size_t length, int value) noexcept;
void valuePut(int object, int name, int value) noexcept;
void valuePush(int array, int item) noexcept;
int valueKeys(int object) noexcept;
double valueNumber(int value) noexcept;
std::size_t valueLength(int value) noexcept;
std::size_t valueByteLength(int value) noexcept;
void valueBytes(int value, char* out) noexcept;
int valueFirst(int value, int n) noexcept;
std::size_t valueNumbers(int array, int kind, void* out, std::size_t n) noexcept;
}

namespace scrollwork::bindings {

Value::Value(double number) noexcept : place_(valueOfNumber(number)) {}
Value::Value(std::string_view text) noexcept : place_(valueOfText(text.data(), text.size())) {}
Value Value::at(int place) noexcept {
  Value value;
  value.place_ = place;
  return value;
}
Value Value::boolean(bool value) noexcept { return at(valueOfBoolean(value)); }
Value Value::object() noexcept { return at(valueObject()); }
Value Value::array() noexcept { return at(valueArray()); }
Value Value::typedArray(Kind kind, const void* data, std::size_t n) noexcept {
  return at(valueTypedArray(static_cast<int>(kind), data, n));
}

Kind Value::kind() const noexcept { return static_cast<Kind>(valueKind(place_)); }
Value Value::operator[](const char* name) const noexcept {
  return at(valueField(place_, name, std::string_view(name).size()));
}
Value Value::operator[](Value name) const noexcept { return at(valueProperty(place_, name.place_)); }
Value Value::operator[](std::size_t index) const noexcept { return at(valueItem(place_, index)); }
void Value::put(const char* name, Value value) const noexcept {
  valuePutField(place_, name, std::string_view(name).size(), value.place_);
}
void Value::put(Value name, Value value) const noexcept { valuePut(place_, name.place_, value.place_); }
void Value::push(Value item) const noexcept { valuePush(place_, item.place_); }
Value Value::keys() const noexcept { return at(valueKeys(place_)); }

double Value::number() const noexcept { return valueNumber(place_); }
std::size_t Value::length() const noexcept { return valueLength(place_); }
std::string Value::text() const {
  std::string out(valueByteLength(place_), '\0');
  valueBytes(place_, out.data());
  return out;
}
Value Value::firstOf(int n) const noexcept { return at(valueFirst(place_, n)); }
std::size_t Value::copyTo(Kind kind, void* out, std::size_t n) const noexcept {
  return valueNumbers(place_, static_cast<int>(kind), out, n);
}

}  // namespace scrollwork::bindings
