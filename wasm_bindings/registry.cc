#include "registry.h"

#include <emscripten/emscripten.h>

#include <cxxabi.h>

#include <cstdint>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "scrollwork/current_error.h"

// Of kernel.js, by way of values.js.
extern "C" {
int kernelAdopt(void* object, const void* type) noexcept;
void kernelFail(int code, int message) noexcept;
}

namespace scrollwork::bindings {
namespace {

/// The numbers are those of kernel.js.
enum class EntryKind : int { kClass, kConstructor, kMethod, kProperty, kFunction };

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

int number(const void* address) { return static_cast<int>(reinterpret_cast<std::uintptr_t>(address)); }

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

void function(const char* name, Bound call) {
  entries().push_back({EntryKind::kFunction, name, nullptr, nullptr, call});
}

ClassEntry::ClassEntry(const char* name, const std::type_info& type, const std::type_info* base, Thunk destroy)
    : type_(&type) {
  entries().push_back({EntryKind::kClass, name, type_, base, {destroy, 0}});
}
ClassEntry& ClassEntry::constructor(Bound call) {
  entries().push_back({EntryKind::kConstructor, "", type_, nullptr, call});
  return *this;
}
ClassEntry& ClassEntry::function(const char* name, Bound call) {
  entries().push_back({EntryKind::kMethod, name, type_, nullptr, call});
  return *this;
}
ClassEntry& ClassEntry::property(const char* name, Bound getter) {
  entries().push_back({EntryKind::kProperty, name, type_, nullptr, getter});
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
