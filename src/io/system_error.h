// Errors of the operating system as values, in the words a user knows.
#pragma once

#include <string>

#include "leitong/error.h"

namespace leitong {

// `code` is an errno value.
[[nodiscard]] Error system_error(Error::Kind kind, int code, const std::string& path);

}  // namespace leitong
