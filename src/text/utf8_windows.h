// UTF-8 to UTF-16 for what nearly all text is: well-formed, and without characters above the BMP.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace leitong {

// Bytes looked at together.
inline constexpr std::size_t kUtf8Window = 64;
// How many units may be written behind those that count.
inline constexpr std::size_t kUtf8WindowSlack = 32;

struct Utf8WindowProgress {
  std::size_t bytes = 0;  // read
  std::size_t units = 0;  // written
};

// Decodes whole characters from the front of `utf8`, to its end, or to a character in a window that
// holds anything else, or until less than kUtf8Window + kUtf8WindowSlack units of `out` are left.
[[nodiscard]] Utf8WindowProgress decode_utf8_windows(std::string_view utf8,
                                                     std::span<char16_t> out);

}  // namespace leitong
