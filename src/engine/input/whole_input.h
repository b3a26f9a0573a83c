// An input that is wanted as a whole.
#pragma once

#include <string>

#include "leitong/error.h"

namespace leitong {

// All bytes of the input, decompressed; "-" is standard input. Fails if it breaks off.
[[nodiscard]] Result<std::string> read_whole_input(const std::string& path);

}  // namespace leitong
