// Which format an input has that nobody named.
#pragma once

#include <string_view>

#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// kAuto: the name does not say.
[[nodiscard]] Format format_by_name(std::string_view name);

// kAuto: nothing but blanks, which fit any format. Fails (kUsage) on what is none of them and looks
// like something that is not read: to take it for text could only harm it.
[[nodiscard]] Result<Format> format_by_first_bytes(std::string_view bytes);

}  // namespace leitong
