# Third-party libraries, each for the one module that may see it. All come from Debian 12 or 13.
# Global, so that a project which adds leitong with add_subdirectory can link its static libraries.
# leitong-config.cmake.in finds the same ones for users of an installed leitong.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc data)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET GLOBAL libxxhash)
pkg_check_modules(HWY REQUIRED IMPORTED_TARGET GLOBAL libhwy)
# Highway before 1.1 leaves out AVX-512 with VBMI2 (Ice Lake, Zen 4), which compresses 16-bit lanes.
target_compile_definitions(PkgConfig::HWY INTERFACE HWY_WANT_AVX3_DL)
find_package(simdjson REQUIRED)
find_package(LibArchive REQUIRED)
find_package(TBB REQUIRED)
# Not find_package(RocksDB), which asks for the headers of every library that RocksDB itself links.
pkg_check_modules(ROCKSDB REQUIRED IMPORTED_TARGET GLOBAL rocksdb)
