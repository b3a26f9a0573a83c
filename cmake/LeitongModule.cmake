# One static library a module. `leitong_module(text SOURCES … MODULES base THIRD_PARTY …)` makes the
# target leitong_text (alias leitong::text), which sees only the modules named: docs/design.md section 3.
# Third-party libraries stay private: no public header includes one.
function(leitong_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;MODULES;THIRD_PARTY" ${ARGN})
  set(target leitong_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(leitong::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_compile_features(${target} PUBLIC cxx_std_23)
  target_include_directories(${target}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/src
  )
  foreach(module IN LISTS arg_MODULES)
    target_link_libraries(${target} PUBLIC leitong_${module})
  endforeach()
  target_link_libraries(${target} PRIVATE ${arg_THIRD_PARTY})
  leitong_developer_options(${target})
  set_property(GLOBAL APPEND PROPERTY leitong_modules ${name})
endfunction()

# Warnings and sanitizers for our own targets; a consumer of the library inherits none of them.
function(leitong_developer_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees both in its own std::string when it inlines (GCC bug 105329).
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(LEITONG_DEVELOPER_WARNINGS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(LEITONG_BUILD_FUZZERS)
    # What the fuzzer steers by; on its own it changes nothing a program does.
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    target_link_options(${target} PUBLIC -fsanitize=fuzzer-no-link)
  endif()
  if(LEITONG_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${LEITONG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${LEITONG_SANITIZE})
  endif()
endfunction()

# A GoogleTest program tests/unit/<module>/NAME.cc, which may include the private headers of src/ and
# the oracles of tests/reference. Labelled with its folder's name, which also makes a target: `cmake
# --build … --target unit_engine`, `ctest -L engine`.
function(leitong_unit_test name)
  cmake_parse_arguments(arg "" "" "MODULES;LIBRARIES" ${ARGN})
  add_executable(${name} ${name}.cc)
  foreach(module IN LISTS arg_MODULES)
    target_link_libraries(${name} PRIVATE leitong_${module})
  endforeach()
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gtest_main)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE LEITONG_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  leitong_developer_options(${name})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME label)
  if(NOT TARGET unit_${label})
    add_custom_target(unit_${label})
  endif()
  add_dependencies(unit_${label} ${name})
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 120 PROPERTIES LABELS ${label})
endfunction()
