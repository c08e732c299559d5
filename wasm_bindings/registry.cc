#include "registry.h"

#include <emscripten/emscripten.h>

#include <cxxabi.h>

#include <cstdint>
#include <new>
#include <stdexcept>
#include <vector>

#include "scrollwork/current_error.h"

// Of kernel.js, by way of values.js.
extern "C" {
int kernelAdopt(void* object, const void* type) noexcept;
void kernelFail(int code, int message) noexcept;
}

namespace scrollwork::bindings {
namespace {

struct Entry {
  const char* kind;
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

Value fromAddress(const void* pointer) { return Value(static_cast<double>(reinterpret_cast<std::uintptr_t>(pointer))); }

/// [{ kind, name, type, base, thunk, arity }, …]: kind is "class", "constructor", "method", "property" or "function";
/// types are numbers, 0 for none; the thunk of a class destroys an object.
Value table() {
  const Value out = Value::array();
  for (const Entry& entry : entries()) {
    const Value item = Value::object();
    item.put("kind", Value(entry.kind));
    item.put("name", Value(entry.name));
    item.put("type", fromAddress(entry.type));
    item.put("base", fromAddress(entry.base));
    item.put("thunk", fromAddress(reinterpret_cast<const void*>(entry.call.thunk)));
    item.put("arity", Value(static_cast<double>(entry.call.arity)));
    out.push(item);
  }
  return out;
}

/// Hands the exception that is being handled to JavaScript, which throws it as an Error with `code` and `message` as
/// soon as the call has returned.
void report() {
  const std::type_info& type = *abi::__cxa_current_exception_type();
  if (const Error* error = currentError()) {
    kernelFail(Value(errorCodeName(error->code())).place(), Value(error->what()).place());
  } else if (type == typeid(std::bad_alloc) || type == typeid(std::bad_array_new_length) ||
             type == typeid(std::length_error)) {
    kernelFail(Value("OutOfMemory").place(), Value("not enough memory for this call").place());
  } else {
    kernelFail(Value("Internal").place(), Value(type.name()).place());
  }
}

}  // namespace

Value adopt(void* object, const std::type_info& type) { return Value::at(kernelAdopt(object, &type)); }

void function(const char* name, Bound call) { entries().push_back({"function", name, nullptr, nullptr, call}); }

ClassEntry::ClassEntry(const char* name, const std::type_info& type, const std::type_info* base, Thunk destroy)
    : type_(&type) {
  entries().push_back({"class", name, type_, base, {destroy, 0}});
}
ClassEntry& ClassEntry::constructor(Bound call) {
  entries().push_back({"constructor", "", type_, nullptr, call});
  return *this;
}
ClassEntry& ClassEntry::function(const char* name, Bound call) {
  entries().push_back({"method", name, type_, nullptr, call});
  return *this;
}
ClassEntry& ClassEntry::property(const char* name, Bound getter) {
  entries().push_back({"property", name, type_, nullptr, getter});
  return *this;
}

}  // namespace scrollwork::bindings

extern "C" {

/// The table, as the place of a value.
EMSCRIPTEN_KEEPALIVE int kernelTable() { return scrollwork::bindings::table().place(); }

/// Every call from JavaScript: to an entry's thunk, with an object's address or 0; the arguments lie at `first` and the
/// next places. Returns the place of what comes back; undefined after a failure, which kernelFail has told of.
EMSCRIPTEN_KEEPALIVE int kernelCall(scrollwork::bindings::Thunk thunk, void* object, int first) {
  using namespace scrollwork::bindings;
  Value args[kMaxArity];
  for (Value& arg : args) arg = Value::at(first++);
  try {
    return thunk(object, args).place();
  } catch (...) {
    report();
    return Value().place();
  }
}
}
