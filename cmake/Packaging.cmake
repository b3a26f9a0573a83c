# `cpack -G DEB` in the build folder makes leitong (the program) and libleitong-dev (the library).
# What the program links is found by dpkg-shlibdeps.
set(CPACK_PACKAGE_NAME leitong)
set(CPACK_PACKAGE_VENDOR "The leitong authors")
set(CPACK_PACKAGE_CONTACT "The leitong authors <leitong@example.org>"
  CACHE STRING "Maintainer of the packages that cpack makes")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds repeated text and keeps one copy of it")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/finish-deb.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME leitong)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION
"A filter for pipelines that finds repeated text (exact, near and partial),
keeps one copy, and writes the rest back byte for byte. Made for Chinese
first: Traditional and Simplified, full and half width compare as equal;
every other script works too.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libleitong-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libicu-dev, libxxhash-dev, libhwy-dev, libsimdjson-dev, libarchive-dev, libtbb-dev, librocksdb-dev")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"The library of leitong: headers, static archives, a CMake package and a
pkg-config file.")
include(CPack)
