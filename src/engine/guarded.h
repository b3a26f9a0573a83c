// What a public call does where something throws: memory that is not there, the standard library.
#pragma once

#include <exception>
#include <expected>
#include <new>
#include <string_view>

#include "leitong/error.h"

namespace leitong {

[[nodiscard]] inline Error not_enough_memory() {
  return {.what = "there is not enough memory", .advice = "fewer --threads take less"};
}

// What `run()` gives, a Result; an exception becomes an error.
template <class Run>
[[nodiscard]] auto guarded(Run run) -> decltype(run()) {
  try {
    return run();
  } catch (const std::bad_alloc&) {
    return std::unexpected(not_enough_memory());
  } catch (const std::exception& exception) {
    // oneTBB's words for a thread without room for its stack.
    if (std::string_view(exception.what()).starts_with("pthread_create")) {
      return std::unexpected(not_enough_memory());
    }
    return std::unexpected(Error{.what = exception.what()});
  }
}

}  // namespace leitong
