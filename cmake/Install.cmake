# Headers, one static library a module, the program, and what find_package(leitong) and pkg-config
# read. Two components: program and development.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY leitong_modules)
list(TRANSFORM modules PREPEND leitong_ OUTPUT_VARIABLE targets)
install(TARGETS leitong ${targets}
  EXPORT leitong-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/leitong)
install(EXPORT leitong-targets NAMESPACE leitong:: DESTINATION ${config_dir} COMPONENT development)
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
  COMPONENT development
)

# The same for pkg-config, in the order in which a linker reads archives: who uses before who is used.
set(pc_archives "")
foreach(target IN LISTS targets)
  string(PREPEND pc_archives "-l${target} ")
endforeach()
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(PREPEND pc_prefix "\${pcfiledir}/")
configure_file(cmake/leitong.pc.in ${PROJECT_BINARY_DIR}/leitong.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/leitong.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

if(TARGET leitong_program)
  install(TARGETS leitong_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
include(cmake/Packaging.cmake)
