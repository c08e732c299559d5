#pragma once

#include <initializer_list>

#include "scrollwork/error.h"

namespace scrollwork {

/// For handlers `catch (...)`. A handler that names a type, `catch (const Error&)`, brings the search through the
/// tables of every frame into a WebAssembly module, 4 KB; what the models of an essay need does without.

/// The Error that is being handled; null when it is an exception of another type.
[[nodiscard]] const Error* currentError() noexcept;

/// Throws the Error that is being handled once more, with the parts before its message: "split 3: y: expected …". An
/// exception of another type is thrown as it is.
[[noreturn]] void rethrowWithin(std::initializer_list<MessagePart> where);

}  // namespace scrollwork
