#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include "kernel_set.h"
#include "marshal.h"

/// What a module has, as a table: JavaScript reads it once and builds its classes after it (kernel.js).
///
/// embind's own class_ makes code from templates for each class, method and property, which was a quarter of the module
/// and half of its glue. Here every bound function is brought to one shape, and one function that embind registers,
/// with one `try`, calls them all.
namespace scrollwork::bindings {

/// A bound function in the shape that all share. `object` is null for a free function, and what comes back undefined
/// for one that returns nothing.
using Thunk = Value (*)(void* object, const Value* args);

struct Bound {
  Thunk thunk;
  int arity;  ///< How many JavaScript values it takes. kMaxArity at most.
};
inline constexpr int kMaxArity = 7;

/// A new object as the JavaScript object of its own class, which owns it.
[[nodiscard]] Value adopt(void* object, const std::type_info& type);

[[nodiscard]] inline Value toResult(Value value) { return value; }
[[nodiscard]] inline Value toResult(double value) { return Value(value); }
[[nodiscard]] inline Value toResult(bool value) { return Value::boolean(value); }
template <typename T>
[[nodiscard]] Value toResult(T* object) {
  return adopt(object, typeid(*object));
}

template <auto F>
struct Erased;
/// A free function of JavaScript values.
template <typename R, typename... Values, R (*F)(Values...)>
  requires(std::is_same_v<Values, Value> && ...)
struct Erased<F> {
  static constexpr int kArity = sizeof...(Values);
  static Value call(void* /*object*/, const Value* args) { return call(args, std::make_index_sequence<kArity>()); }

 private:
  template <std::size_t... I>
  static Value call(const Value* args, std::index_sequence<I...>) {
    return toResult(F(args[I]...));
  }
};
/// A function of an object and JavaScript values.
template <typename R, typename T, typename... Values, R (*F)(T&, Values...)>
struct Erased<F> {
  static constexpr int kArity = sizeof...(Values);
  static Value call(void* object, const Value* args) {
    return call(*static_cast<T*>(object), args, std::make_index_sequence<kArity>());
  }

 private:
  template <std::size_t... I>
  static Value call(T& object, const Value* args, std::index_sequence<I...>) {
    if constexpr (std::is_void_v<R>) {
      F(object, args[I]...);
      return Value();
    } else {
      return toResult(F(object, args[I]...));
    }
  }
};

/// How F is entered in the table.
template <auto F>
inline constexpr Bound bound = {&Erased<F>::call, Erased<F>::kArity};

/// The kinds of entry. The numbers are those of kernel.js.
enum class EntryKind : int { kClass, kConstructor, kMethod, kProperty, kFunction };

/// A line of the module's table. `type`: the class itself, or the one whose member it is.
void enter(EntryKind kind, const char* name, const std::type_info* type, const std::type_info* base, Bound call);

/// Whether the set of this module (kernel_set.h, made of sets/<set>.txt) names "family.function", "family.Class" or, of
/// that class, "member". What it does not name is not entered, so nothing refers to it, and the linker leaves it out
/// with all that only it needed.
consteval bool isInSet(std::string_view name, std::string_view member = {}) {
  for (const std::string_view line : kKernelSet) {
    if (line == "*") return true;
    if (line.substr(0, name.size()) != name) continue;
    const std::string_view rest = line.substr(name.size());
    if (member.empty() ? rest.empty() : rest == ".*" || (rest.substr(0, 1) == "." && rest.substr(1) == member))
      return true;
  }
  return false;
}

/// The name of a free function, "datasets.makeShelter", and whether the set has it.
struct FunctionName {
  consteval FunctionName(const char* name)  // NOLINT(google-explicit-constructor)
      : text(name), isWanted(isInSet(name)) {}
  const char* text;
  bool isWanted;
};

/// A free function. Inlined, so that what is not wanted leaves nothing behind.
[[gnu::always_inline]] inline void function(FunctionName name, Bound call) {
  if (name.isWanted) enter(EntryKind::kFunction, name.text, nullptr, nullptr, call);
}

/// The name of a class, "tree.DecisionTreeClassifier", as an argument of templates.
template <std::size_t kSize>
struct ClassName {
  consteval ClassName(const char (&name)[kSize]) {  // NOLINT(google-explicit-constructor)
    std::copy_n(name, kSize, text);
  }
  char text[kSize];
};

/// The name of a member of that class, and whether the set has it.
template <ClassName kClass>
struct MemberName {
  consteval MemberName(const char* name)  // NOLINT(google-explicit-constructor)
      : text(name), isWanted(isInSet(kClass.text, name)) {}
  const char* text;
  bool isWanted;
};

/// A class and its members, one after the other: `Class<"tree.DecisionTreeClassifier", Tree,
/// Classifier>().function(…)…`. Its Base is registered too, and comes first among the classes that it derives from: a
/// pointer to the object is a pointer to its Base. A set names its constructor "constructor".
template <ClassName kName, typename T, typename Base = void>
class Class {
 public:
  static_assert(std::is_void_v<Base> || std::is_base_of_v<Base, T>);
  Class() {
    if constexpr (isInSet(kName.text)) enter(EntryKind::kClass, kName.text, &typeid(T), base(), {&destroy, 0});
  }
  [[gnu::always_inline]] Class& constructor(Bound call) {
    if constexpr (isInSet(kName.text, "constructor")) enter(EntryKind::kConstructor, "", &typeid(T), nullptr, call);
    return *this;
  }
  [[gnu::always_inline]] Class& function(MemberName<kName> name, Bound call) {
    if (name.isWanted) enter(EntryKind::kMethod, name.text, &typeid(T), nullptr, call);
    return *this;
  }
  [[gnu::always_inline]] Class& property(MemberName<kName> name, Bound getter) {
    if (name.isWanted) enter(EntryKind::kProperty, name.text, &typeid(T), nullptr, getter);
    return *this;
  }

 private:
  static const std::type_info* base() {
    if constexpr (std::is_void_v<Base>) {
      return nullptr;
    } else {
      return &typeid(Base);
    }
  }
  static Value destroy(void* object, const Value* /*args*/) {
    delete static_cast<T*>(object);
    return Value();
  }
};

// Building blocks of a class's registration.

/// `new T(options)` for a class whose constructor takes its options struct.
template <typename T>
T* construct(Value options) {
  return new T(toOptions<std::remove_cvref_t<decltype(std::declval<const T&>().options())>>(options));
}
/// The options in force.
template <typename T>
Value options(const T& object) {
  return fromFields(object.options());
}
/// What the member function Accessor returns, as a JavaScript value.
template <typename T, auto Accessor>
Value get(const T& object) {
  return from((object.*Accessor)());
}

/// Runs as the module starts: `const Registration registration([] { Class<"tree.Tree", Tree>()… });`
struct Registration {
  explicit Registration(void (*enter)()) { enter(); }
};

}  // namespace scrollwork::bindings
