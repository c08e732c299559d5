// One libFuzzer program a target: SCROLLWORK_FUZZ_TARGET is csv, modelJson or calls.

#include "fuzz/targets.h"

using scrollwork::fuzz::SCROLLWORK_FUZZ_TARGET;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SCROLLWORK_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifdef SCROLLWORK_FUZZ_JSON
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned int seed) {
  // One in eight as bytes, for the parser itself.
  const std::size_t length =
      seed % 8 == 0 ? 0 : scrollwork::fuzz::mutateModelJson(reinterpret_cast<char*>(data), size, maxSize, seed);
  return length > 0 ? length : LLVMFuzzerMutate(data, size, maxSize);
}
#endif
