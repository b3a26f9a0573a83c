# Run by CPack on what is about to be packed: Debian wants manual pages and changelogs compressed, a
# file `copyright` for every package, and completions of zsh in a folder of their own.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  if(component STREQUAL "program")
    set(package leitong)
  else()
    set(package libleitong-dev)
  endif()
  set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
  file(REMOVE_RECURSE ${share}/doc)
  file(MAKE_DIRECTORY ${share}/doc/${package})
  file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/debian-copyright ${share}/doc/${package}/copyright)
  file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/../CHANGELOG.md ${share}/doc/${package}/NEWS.md)
  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  file(WRITE ${share}/doc/${package}/changelog
"leitong (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * See NEWS.md.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
  if(EXISTS ${share}/zsh/site-functions)
    file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
  endif()
  file(GLOB compressed ${share}/man/man1/*.1 ${share}/doc/${package}/changelog ${share}/doc/${package}/NEWS.md)
  execute_process(COMMAND gzip -9n ${compressed} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
