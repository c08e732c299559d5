# cmake -DBUILD_DIR=… -DGENERATOR=… -P install_test.cmake: installs the build into an empty folder, compiles a program of
# somebody else's against it with find_package, and runs that. With -DPREFIX=… the library is installed there already.
set(work "${BUILD_DIR}/install_test")
file(REMOVE_RECURSE "${work}")
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
endfunction()

if(NOT PREFIX)
  set(PREFIX "${work}/prefix")
  run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${PREFIX}")
endif()
file(GLOB_RECURSE headers RELATIVE "${PREFIX}/include" "${PREFIX}/include/*.h")
list(TRANSFORM headers PREPEND "#include \"")
list(TRANSFORM headers APPEND "\"\n")
list(JOIN headers "" includes)
file(WRITE "${work}/include/all_headers.h" "${includes}")

run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${work}/build" -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${PREFIX}" "-DCMAKE_CXX_FLAGS=-I\"${work}/include\" -Wall -Wextra -Werror")
run("${CMAKE_COMMAND}" --build "${work}/build")
run("${work}/build/consumer")
run("${work}/build/storing")
