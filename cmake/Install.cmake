# Headers, one static library a module, the program, and what find_package(leitong) reads.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY leitong_modules)
list(TRANSFORM modules PREPEND leitong_ OUTPUT_VARIABLE targets)
install(TARGETS leitong ${targets}
  EXPORT leitong-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/leitong)
install(EXPORT leitong-targets NAMESPACE leitong:: DESTINATION ${config_dir})
configure_package_config_file(cmake/leitong-config.cmake.in
  ${PROJECT_BINARY_DIR}/leitong-config.cmake
  INSTALL_DESTINATION ${config_dir}
)
# Before 1.0 a new minor version may break its users.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/leitong-config-version.cmake
  COMPATIBILITY SameMinorVersion
)
install(FILES
  ${PROJECT_BINARY_DIR}/leitong-config.cmake
  ${PROJECT_BINARY_DIR}/leitong-config-version.cmake
  DESTINATION ${config_dir}
)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET leitong_program)
  install(TARGETS leitong_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
