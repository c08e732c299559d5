// Copying and filling memory, by an instruction each in place of the C library's loops (and, for long pieces, a call of
// JavaScript's). Every browser that has WebAssembly's exceptions has them. Compiled by itself (CMakeLists.txt):
// whatever else might use them, wherever a struct is copied, would be slower for short ones.
#include <cstddef>

extern "C" {
void* memcpy(void* to, const void* from, std::size_t n) { return __builtin_memcpy(to, from, n); }
void* memmove(void* to, const void* from, std::size_t n) { return __builtin_memmove(to, from, n); }
void* memset(void* to, int value, std::size_t n) { return __builtin_memset(to, value, n); }
}
