// UTF-8 to UTF-16. Each maximal subpart of an ill-formed sequence (Unicode 15, section 3.9, as
// WHATWG's decoder does it) becomes one U+FFFD.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace leitong {

struct Utf8Progress {
  std::size_t bytes = 0;  // read
  std::size_t units = 0;  // written
  std::size_t ill_formed = 0;
};

// Room without which decoding is slower.
inline constexpr std::size_t kUtf8Room = 96;

// Decodes whole characters from the front of `utf8` until it is at its end, or `out` is full: less
// than kUtf8Room units are left. In less room than that from the start it decodes some, if it is at
// least two units. No byte gives more than one unit.
[[nodiscard]] Utf8Progress decode_utf8(std::string_view utf8, std::span<char16_t> out);

// One character from the front of `utf8`, which must not be empty.
struct Utf8Character {
  char32_t character;
  std::size_t bytes;
  bool well_formed;
};
[[nodiscard]] Utf8Character decode_character(std::string_view utf8);

}  // namespace leitong
