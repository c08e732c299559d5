#include "value.h"

#include <utility>
#include <vector>

namespace scrollwork::bindings {

using emscripten::typed_memory_view;
using emscripten::val;

namespace {

// Their places in the list, where they stay; `kernel.js`'s host is the last of them.
enum Fixed : int { kUndefinedPlace, kFalsePlace, kTruePlace, kHostPlace };

/// The values of the running calls, the innermost call's last.
std::vector<val> kept;

}  // namespace

void setHost(val host) { kept = {val::undefined(), val(false), val(true), std::move(host)}; }
val ask(const char* function, const val& a, const val& b) { return kept[kHostPlace].call<val>(function, a, b); }

val bytesOf(std::string_view text) {
  return val(typed_memory_view(text.size(), reinterpret_cast<const unsigned char*>(text.data())));
}

ValueScope::ValueScope() noexcept : first_(kept.size()) {}
ValueScope::~ValueScope() { kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(first_), kept.end()); }

Value Value::keep(val value) {
  Value out;
  if (value.isUndefined()) return out;
  out.place_ = static_cast<int>(kept.size());
  kept.push_back(std::move(value));
  return out;
}
val& Value::get() const noexcept { return kept[static_cast<std::size_t>(place_)]; }

Value::Value(double number) : Value(keep(val(number))) {}
Value::Value(std::string_view text) : Value(keep(ask("text", bytesOf(text)))) {}
Value Value::boolean(bool value) noexcept {
  Value out;
  out.place_ = value ? kTruePlace : kFalsePlace;
  return out;
}
Value Value::object() { return keep(val::object()); }
Value Value::array() { return keep(val::array()); }
Value Value::clampedArray(const std::uint8_t* data, std::size_t n) {
  return keep(ask("clamped", val(typed_memory_view(n, data))));
}

Kind Value::kind() const {
  const val& value = get();
  if (value.isUndefined()) return Kind::kUndefined;
  if (value.isTrue() || value.isFalse()) return Kind::kBoolean;
  if (value.isNumber()) return Kind::kNumber;
  if (value.isString()) return Kind::kString;
  return static_cast<Kind>(ask("kind", value).as<int>());
}
bool Value::isUndefined() const noexcept { return place_ == kUndefinedPlace; }
bool Value::isNumber() const { return get().isNumber(); }
bool Value::isString() const { return get().isString(); }

Value Value::operator[](const char* name) const { return keep(get()[name]); }
Value Value::operator[](Value name) const { return keep(get()[name.get()]); }
Value Value::operator[](std::size_t index) const { return keep(get()[index]); }
void Value::put(const char* name, Value value) const { get().set(name, value.get()); }
void Value::put(Value name, Value value) const { get().set(name.get(), value.get()); }
void Value::push(Value item) const { ask("push", get(), item.get()); }
Value Value::keys() const { return keep(ask("keys", get())); }

double Value::number() const { return get().as<double>(); }
std::size_t Value::length() const { return get()["length"].as<std::size_t>(); }
std::string Value::text() const {
  const val bytes = ask("bytes", get());
  std::string out(bytes["length"].as<std::size_t>(), '\0');
  ask("write", bytesOf(out), bytes);
  return out;
}
Value Value::firstOf(int n) const { return keep(ask("first", get(), val(n))); }

}  // namespace scrollwork::bindings
