# The manual page and the completions, which the program itself prints. Cross-compiled it can't run
# without an emulator; then LEITONG_HOST_PROGRAM names a leitong of the same version that can, or
# nothing is made.
set(LEITONG_HOST_PROGRAM "" CACHE FILEPATH "A leitong that runs here, to print manual page and completions")
if(LEITONG_HOST_PROGRAM)
  set(printer ${LEITONG_HOST_PROGRAM})
elseif(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "No manual page and no completions: set LEITONG_HOST_PROGRAM to a leitong that runs here")
  return()
else()
  set(printer leitong_program)
endif()

# leitong_generated_file(KIND FILE FOLDER): `leitong --generate KIND`, to be installed in FOLDER.
function(leitong_generated_file kind file folder)
  set(output ${PROJECT_BINARY_DIR}/generated/${file})
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/generated
    COMMAND ${printer} --generate ${kind} > ${output}
    DEPENDS ${printer}
    VERBATIM
  )
  set_property(GLOBAL APPEND PROPERTY leitong_generated_files ${output})
  if(LEITONG_INSTALL)
    install(FILES ${output} DESTINATION ${folder} COMPONENT program)
  endif()
endfunction()

leitong_generated_file(man leitong.1 ${CMAKE_INSTALL_MANDIR}/man1)
leitong_generated_file(complete-bash leitong ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
leitong_generated_file(complete-fish leitong.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
leitong_generated_file(complete-zsh _leitong ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
get_property(generated_files GLOBAL PROPERTY leitong_generated_files)
add_custom_target(leitong_generated ALL DEPENDS ${generated_files})
