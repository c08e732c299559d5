# Finds Emscripten (on the PATH, or through $EMSDK) and hands over to its own CMake toolchain file, so that
# `cmake --preset wasm` needs no wrapper.
find_program(SCROLLWORK_EMXX em++ HINTS "$ENV{EMSDK}/upstream/emscripten" "$ENV{EMSCRIPTEN}")
if(NOT SCROLLWORK_EMXX)
  message(FATAL_ERROR "Emscripten's em++ is neither on the PATH nor under $EMSDK. "
    "On Debian: apt-get install emscripten. Elsewhere: https://emscripten.org/docs/getting_started/downloads.html")
endif()
file(REAL_PATH "${SCROLLWORK_EMXX}" real_emxx)  # Debian's /usr/bin/em++ is a link into /usr/share/emscripten
cmake_path(GET real_emxx PARENT_PATH emscripten_root)
include("${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
