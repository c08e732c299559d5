// What takes the place of parts of the C++ runtime that no kernel uses, in sets without model files (CMakeLists.txt).
//
// Kernels catch an exception of any type, `catch (...)`, and ask what it is (current_error.h). So nobody searches a
// class's bases for the type that a handler names; but functions that do are named by each class's type_info, and come
// along with it. Here is nothing in their place. A handler that names a type needs them: it does not link. Nor does a
// version of the runtime that has more of them: its object file then brings these symbols a second time.
#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>

// The runtime's own names, which are not to be had otherwise.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
// The tables of the three kinds of classes. As each starts: two words, then its functions.
extern const void* const _ZTVN10__cxxabiv117__class_type_infoE[3] = {};
extern const void* const _ZTVN10__cxxabiv120__si_class_type_infoE[3] = {};
extern const void* const _ZTVN10__cxxabiv121__vmi_class_type_infoE[3] = {};

// The type_info of void, bool, the whole numbers, float and double, which come in the same object file. embind tells
// types apart by where these are, whatever they hold.
#define SCROLLWORK_TYPE(name) extern const void* const name[2] = {};
SCROLLWORK_TYPE(_ZTIv)
SCROLLWORK_TYPE(_ZTIb)
SCROLLWORK_TYPE(_ZTIc)
SCROLLWORK_TYPE(_ZTIa)
SCROLLWORK_TYPE(_ZTIh)
SCROLLWORK_TYPE(_ZTIs)
SCROLLWORK_TYPE(_ZTIt)
SCROLLWORK_TYPE(_ZTIi)
SCROLLWORK_TYPE(_ZTIj)
SCROLLWORK_TYPE(_ZTIl)
SCROLLWORK_TYPE(_ZTIm)
SCROLLWORK_TYPE(_ZTIx)
SCROLLWORK_TYPE(_ZTIy)
SCROLLWORK_TYPE(_ZTIf)
SCROLLWORK_TYPE(_ZTId)
#undef SCROLLWORK_TYPE

// Where nothing can go on, the module traps; the runtime's std::terminate writes first of what type the exception was.
// These take the place of the runtime's functions (the linker's --wrap).
[[noreturn]] void __wrap__ZSt9terminatev() { __builtin_trap(); }
std::terminate_handler __wrap__ZSt13get_terminatev() { return __wrap__ZSt9terminatev; }
std::terminate_handler __wrap__ZSt14get_unexpectedv() { return __wrap__ZSt9terminatev; }

// embind tells JavaScript of every type that C++ has by itself. Instead of its calls these are made, and what crosses
// here is told of below.
void __wrap__embind_register_integer(const void* /*type*/, const char* /*name*/, std::size_t /*size*/,
                                     std::int32_t /*low*/, std::uint32_t /*high*/) {}
void __wrap__embind_register_bigint(const void* /*type*/, const char* /*name*/, std::size_t /*size*/,
                                    std::int64_t /*low*/, std::uint64_t /*high*/) {}
void __wrap__embind_register_std_string(const void* /*type*/, const char* /*name*/) {}
void __wrap__embind_register_std_wstring(const void* /*type*/, std::size_t /*size*/, const char* /*name*/) {}
void __wrap__embind_register_memory_view(const void* /*type*/, unsigned /*array*/, const char* /*name*/) {}
void __real__embind_register_integer(const void* type, const char* name, std::size_t size, std::int32_t low,
                                     std::uint32_t high);
void __real__embind_register_memory_view(const void* type, unsigned array, const char* name);
}

namespace {

using emscripten::memory_view;
using emscripten::internal::TypeID;

template <typename T>
void registerInteger() {
  __real__embind_register_integer(TypeID<T>::get(), "", sizeof(T),
                                  static_cast<std::int32_t>(std::numeric_limits<T>::min()),
                                  static_cast<std::uint32_t>(std::numeric_limits<T>::max()));
}
template <typename T>
void registerView(unsigned array) {
  __real__embind_register_memory_view(TypeID<memory_view<T>>::get(), array, "");
}

EMSCRIPTEN_BINDINGS(types) {
  registerInteger<int>();
  registerInteger<unsigned long>();
  // With embind's numbers of typed arrays.
  registerView<unsigned char>(1);
  registerView<int>(4);
  registerView<float>(6);
  registerView<double>(7);
}

}  // namespace
// NOLINTEND(bugprone-reserved-identifier)
