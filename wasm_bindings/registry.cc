#include "registry.h"

#include <emscripten/bind.h>

#include <cxxabi.h>

#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "scrollwork/current_error.h"

namespace scrollwork::bindings {

using emscripten::val;

namespace {

/// A line for each entry, and five numbers: its kind, type, base, thunk and arity; types are numbers, 0 for none; the
/// thunk of a class destroys an object. As two values, because one for each cell took as long as the rest of the
/// module's start.
struct Table {
  std::string names;
  std::vector<int> numbers;
};
/// Filled while the module starts, in any order of its files.
Table& table() {
  static Table entries;
  return entries;
}

std::uintptr_t address(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }
int number(const void* pointer) { return static_cast<int>(address(pointer)); }

/// Hands the exception that is being handled to JavaScript, which throws it as an Error with `code` and `message` as
/// soon as the call has returned.
void report() {
  const auto fail = [](std::string_view code, std::string_view message) {
    ask("fail", bytesOf(code), bytesOf(message));
  };
  const std::type_info& type = *abi::__cxa_current_exception_type();
  if (const Error* error = currentError()) {
    fail(errorCodeName(error->code()), error->what());
  } else if (type == typeid(std::bad_alloc) || type == typeid(std::bad_array_new_length) ||
             type == typeid(std::length_error)) {
    fail("OutOfMemory", "not enough memory for this call");
  } else {
    fail("Internal", type.name());
  }
}

/// The table, [names, numbers], to whoever says what C++ may ask of JavaScript (kernel.js). Once, before the first
/// call.
val open(val asked) {
  setHost(std::move(asked));
  const ValueScope scope;
  const Value out = Value::array();
  out.push(from(table().names));
  out.push(from(table().numbers));
  return out.get();
}

/// Every call from JavaScript: to an entry's thunk, with an object's address or 0 and `count` arguments, kMaxArity at
/// most: two by themselves, which is quick and enough for most, and all of them as an array. Those that an entry takes
/// beyond these are undefined, as is what comes back after a failure, which `fail` has told of.
val call(std::uintptr_t thunk, std::uintptr_t object, std::size_t count, val first, val second, val all) {
  const ValueScope scope;
  try {
    Value args[kMaxArity] = {Value::keep(std::move(first)), Value::keep(std::move(second))};
    for (std::size_t i = 2; i < count; ++i) args[i] = Value::keep(all[i]);
    return reinterpret_cast<Thunk>(thunk)(reinterpret_cast<void*>(object), args).get();
  } catch (...) {
    report();
    return val::undefined();
  }
}

}  // namespace

Value adopt(void* object, const std::type_info& type) {
  return Value::keep(ask("adopt", val(address(object)), val(address(&type))));
}

void enter(EntryKind kind, const char* name, const std::type_info* type, const std::type_info* base, Bound call) {
  (table().names += name) += '\n';
  for (const int cell : {static_cast<int>(kind), number(type), number(base),
                         number(reinterpret_cast<const void*>(call.thunk)), call.arity}) {
    table().numbers.push_back(cell);
  }
}

EMSCRIPTEN_BINDINGS(kernel) {
  emscripten::function("open", &open);
  emscripten::function("call", &call);
}

}  // namespace scrollwork::bindings
