# Third-party libraries, each for the one module that DESIGN.md names. All come from Debian 12 or 13.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc data)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(HWY REQUIRED IMPORTED_TARGET libhwy)
find_package(simdjson REQUIRED)
find_package(LibArchive REQUIRED)
find_package(TBB REQUIRED)
