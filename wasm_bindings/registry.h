#pragma once

#include <cstdint>
#include <type_traits>
#include <typeinfo>
#include <utility>

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

/// A free function: "datasets.makeShelter".
void function(const char* name, Bound call);

/// The members of one class, one after the other.
class ClassEntry {
 public:
  ClassEntry& constructor(Bound call);
  ClassEntry& function(const char* name, Bound call);
  ClassEntry& property(const char* name, Bound getter);

 protected:
  ClassEntry(const char* name, const std::type_info& type, const std::type_info* base, Thunk destroy);

 private:
  const std::type_info* type_;
};

/// A class: "tree.DecisionTreeClassifier". Its Base is registered too, and comes first among the classes that it
/// derives from: a pointer to the object is a pointer to its Base.
template <typename T, typename Base = void>
class Class : public ClassEntry {
 public:
  static_assert(std::is_void_v<Base> || std::is_base_of_v<Base, T>);
  explicit Class(const char* name) : ClassEntry(name, typeid(T), base(), &destroy) {}

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

/// Runs as the module starts: `const Registration tree([] { Class<Tree>("tree.Tree")… });`
struct Registration {
  explicit Registration(void (*enter)()) { enter(); }
};

}  // namespace scrollwork::bindings
