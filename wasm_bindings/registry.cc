#include "registry.h"

#include <emscripten/bind.h>

#include <cxxabi.h>

#include <cstdint>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "scrollwork/current_error.h"

namespace scrollwork::bindings {

using emscripten::val;

namespace {

struct Entry {
  EntryKind kind;
  const char* name;
  const std::type_info* type;  ///< the class itself, or the one whose member it is
  const std::type_info* base;
  Bound call;
};

/// Filled while the module starts, in any order of its files.
std::vector<Entry>& entries() {
  static std::vector<Entry> list;
  return list;
}

std::uintptr_t address(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }
int number(const void* pointer) { return static_cast<int>(address(pointer)); }

/// [names, numbers]: a line and five numbers for each entry, its kind, type, base, thunk and arity; types are numbers,
/// 0 for none; the thunk of a class destroys an object. As two values, because one for each cell took as long as the
/// rest of the module's start.
Value table() {
  std::string names;
  std::vector<int> numbers;
  for (const Entry& entry : entries()) {
    (names += entry.name) += '\n';
    const int cells[] = {static_cast<int>(entry.kind), number(entry.type), number(entry.base),
                         number(reinterpret_cast<const void*>(entry.call.thunk)), entry.call.arity};
    numbers.insert(numbers.end(), std::begin(cells), std::end(cells));
  }
  const Value out = Value::array();
  out.push(from(names));
  out.push(from(numbers));
  return out;
}

/// Hands the exception that is being handled to JavaScript, which throws it as an Error with `code` and `message` as
/// soon as the call has returned.
void report() {
  const auto fail = [](std::string_view code, std::string_view message) {
    host().call<void>("fail", bytesOf(code), bytesOf(message));
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

/// The table, to whoever says what C++ may ask of JavaScript (kernel.js). Once, before the first call.
val open(val asked) {
  setHost(std::move(asked));
  const ValueScope scope;
  return table().get();
}

/// Every call from JavaScript: to an entry's thunk, with an object's address or 0 and as many arguments as the largest
/// takes. What comes back after a failure, which `fail` has told of, is undefined.
val call(std::uintptr_t thunk, std::uintptr_t object, val a, val b, val c, val d, val e, val f, val g) {
  const ValueScope scope;
  try {
    const Value args[kMaxArity] = {Value::keep(std::move(a)), Value::keep(std::move(b)), Value::keep(std::move(c)),
                                   Value::keep(std::move(d)), Value::keep(std::move(e)), Value::keep(std::move(f)),
                                   Value::keep(std::move(g))};
    return reinterpret_cast<Thunk>(thunk)(reinterpret_cast<void*>(object), args).get();
  } catch (...) {
    report();
    return val::undefined();
  }
}

}  // namespace

Value adopt(void* object, const std::type_info& type) {
  return Value::keep(host().call<val>("adopt", address(object), address(&type)));
}

void enter(EntryKind kind, const char* name, const std::type_info* type, const std::type_info* base, Bound call) {
  entries().push_back({kind, name, type, base, call});
}

EMSCRIPTEN_BINDINGS(kernel) {
  emscripten::function("open", &open);
  emscripten::function("call", &call);
}

}  // namespace scrollwork::bindings
