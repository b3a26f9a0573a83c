// What a text that is not UTF-8 may be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitong {

// The encoding that `bytes` look like, by a name that iconv(1) knows ("GB18030", "BIG5",
// "UTF-16LE"); nothing for UTF-8 or where ICU's detector is not sure. A few kilobytes are enough.
[[nodiscard]] std::optional<std::string> guess_encoding(std::string_view bytes);

}  // namespace leitong
