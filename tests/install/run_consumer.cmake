# cmake -D source=… -D binary=… -D expected=… -D "options=…" -P run_consumer.cmake: configures and
# builds a small project that uses leitong, runs its program `deduplicate` and compares the output.
file(REMOVE_RECURSE ${binary})
foreach(command IN ITEMS
    "${CMAKE_COMMAND};-S;${source};-B;${binary};-G;Ninja;${options}"
    "${CMAKE_COMMAND};--build;${binary}")
  execute_process(COMMAND ${command} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(status)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
endforeach()
execute_process(COMMAND ${binary}/deduplicate RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
file(READ ${expected} wanted)
if(status OR NOT output STREQUAL wanted)
  message(FATAL_ERROR "deduplicate ended with ${status} and printed\n${output}instead of\n${wanted}")
endif()
