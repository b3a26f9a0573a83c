// What a public call does where something throws: memory that is not there, the standard library.
#pragma once

#include <exception>
#include <expected>
#include <new>

#include "leitong/error.h"

namespace leitong {

// What `run()` gives, a Result; an exception becomes an error.
template <class Run>
[[nodiscard]] auto guarded(Run run) -> decltype(run()) {
  try {
    return run();
  } catch (const std::bad_alloc&) {
    return std::unexpected(Error{.what = "there is not enough memory"});
  } catch (const std::exception& exception) {
    return std::unexpected(Error{.what = exception.what()});
  }
}

}  // namespace leitong
