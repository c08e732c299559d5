#include "scrollwork/current_error.h"

#ifdef __EMSCRIPTEN__
#include <cxxabi.h>

#include <cstring>
#include <exception>
#include <typeinfo>
#endif

namespace scrollwork {

#ifdef __EMSCRIPTEN__
const Error* currentError() noexcept {
  if (*abi::__cxa_current_exception_type() != typeid(Error)) return nullptr;
  const std::exception_ptr current = std::current_exception();
  const Error* error = nullptr;  // the address of what was thrown is all that an exception_ptr holds
  static_assert(sizeof(error) == sizeof(current));
  std::memcpy(&error, &current, sizeof(error));
  return error;
}
#else
const Error* currentError() noexcept {
  try {
    throw;
  } catch (const Error& error) {
    return &error;
  } catch (...) {
    return nullptr;
  }
}
#endif

void rethrowWithin(std::initializer_list<MessagePart> where) {
  const Error* error = currentError();
  if (error == nullptr) throw;
  fail(error->code(), {joinMessage(where), error->what()});
}

}  // namespace scrollwork
