# Compiler and linker flags of everything that becomes WebAssembly: kernels, bindings and the test suite. They hold on
# Emscripten 3.1.6 (Debian 12), 3.1.69 (Debian 13) and 6.0.5.

# emcc has its own system headers and must not see /usr/include. It gets the two header-only libraries through a folder
# in the build tree that holds nothing else.
find_path(SCROLLWORK_EIGEN_DIR Eigen/Core PATHS /usr/include /usr/local/include /opt/homebrew/include $ENV{EIGEN3_ROOT}
          PATH_SUFFIXES eigen3 NO_CMAKE_FIND_ROOT_PATH)
find_path(SCROLLWORK_JSON_DIR nlohmann/json.hpp PATHS /usr/include /usr/local/include /opt/homebrew/include
          NO_CMAKE_FIND_ROOT_PATH)
if(NOT SCROLLWORK_EIGEN_DIR)
  message(FATAL_ERROR "Eigen (3.4 or later) was not found. On Debian: apt-get install libeigen3-dev. "
    "Elsewhere: give the folder that holds Eigen/Core with -DSCROLLWORK_EIGEN_DIR=…")
endif()
set(staged "${CMAKE_BINARY_DIR}/staged_include")
file(MAKE_DIRECTORY "${staged}")
file(CREATE_LINK "${SCROLLWORK_EIGEN_DIR}/Eigen" "${staged}/Eigen" SYMBOLIC)
if(SCROLLWORK_JSON_DIR)  # only model files and the tests need it
  file(CREATE_LINK "${SCROLLWORK_JSON_DIR}/nlohmann" "${staged}/nlohmann" SYMBOLIC)
  add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
  target_include_directories(nlohmann_json::nlohmann_json SYSTEM INTERFACE "${staged}")
else()
  set(SCROLLWORK_PERSISTENCE OFF)
  message(STATUS "nlohmann/json was not found: kernel-all is built without model files. On Debian: nlohmann-json3-dev")
endif()
add_library(Eigen3::Eigen INTERFACE IMPORTED)
target_include_directories(Eigen3::Eigen SYSTEM INTERFACE "${staged}")

find_program(SCROLLWORK_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)  # Emscripten runs on it
set(link_environment "")
# Debian's emcc takes its JavaScript parser from /usr/share/nodejs, where only Debian's own node looks by itself.
if(EXISTS /usr/share/nodejs/acorn)
  set(link_environment NODE_PATH=/usr/share/nodejs)
endif()

# What the compiler nests wrongly is mended between the linker and Binaryen. emcc lets nobody in there, so it is handed a
# folder of Binaryen's programs in which the first that it runs is ours, followed by Binaryen's.
find_program(SCROLLWORK_EM_CONFIG em-config HINTS "${EMSCRIPTEN_ROOT_PATH}" REQUIRED NO_CMAKE_FIND_ROOT_PATH)
execute_process(COMMAND "${SCROLLWORK_EM_CONFIG}" BINARYEN_ROOT
  OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(finalize wasm-emscripten-finalize)
set(programs "${CMAKE_BINARY_DIR}/binaryen/bin")
file(MAKE_DIRECTORY "${programs}")
file(GLOB binaryen_programs "${binaryen}/bin/wasm-*" "${binaryen}/bin/wasm2js")
foreach(program IN LISTS binaryen_programs)
  cmake_path(GET program FILENAME name)
  if(NOT name STREQUAL finalize)
    file(CREATE_LINK "${program}" "${programs}/${name}" SYMBOLIC)
  endif()
endforeach()
file(WRITE "${programs}/${finalize}" "#!/bin/sh
'${SCROLLWORK_NODE}' '${CMAKE_CURRENT_LIST_DIR}/mend_unwinding.node.js' \"$@\" && exec '${binaryen}/bin/${finalize}' \"$@\"
")
file(CHMOD "${programs}/${finalize}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
# Debian's emcc looks for the programs on the PATH, Emscripten's own under this root.
list(APPEND link_environment
  --modify "\"PATH=path_list_prepend:${programs}\"" "\"EM_BINARYEN_ROOT=${CMAKE_BINARY_DIR}/binaryen\"")
list(JOIN link_environment " " link_environment)
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env ${link_environment}")

# For whatever is not hot. At -Oz emcc forbids clang to inline and leaves that to Binaryen, which comes too late for the
# thousand one-line functions of Eigen and the standard library. Allowed again, objects are half as large, the module for
# the first essay is 10 KB smaller after gzip, and fits and surfaces take a quarter to nine tenths of the time.
set(SCROLLWORK_SMALL -Oz -finline-functions)

add_compile_options(
  -O3                # -Os does not make the module smaller after gzip, only slower
  # The linker compiles what a module takes as a whole, each function at its own level.
  -flto
  # A conversion to a whole number is one instruction instead of a comparison, a branch and one that traps; one that
  # extends a sign instead of two shifts. Every browser with the exceptions below has them.
  -mnontrapping-fptoint -msign-ext
  -fwasm-exceptions  # the engine's own exceptions: no cost until one is thrown; every supported browser has them
  # SIMD through Eigen's SSE code; why and how is written in eigen_simd.h.
  -msimd128 -msse4.1 -D__MMINTRIN_H
  "SHELL:-include \"${CMAKE_CURRENT_LIST_DIR}/eigen_simd.h\""
  "SHELL:-isystem \"${staged}\"")
add_link_options(
  -O3 -fwasm-exceptions
  # Later versions pass whole numbers of 64 bits as BigInts by default, and then leave out the program of Binaryen's before
  # which wrong nesting is mended. No kernel takes or gives such a number.
  -sWASM_BIGINT=0
  # Of another file only what makes the caller no larger; within a file it is done by then.
  -Wl,-mllvm,-inline-threshold=0)
