// White space, and how it is made one space.
#pragma once

#include <cstddef>
#include <string_view>

namespace leitong {

// Unicode's property White_Space: 25 characters, all in the BMP, unchanged since Unicode 6.3.
[[nodiscard]] constexpr bool is_white_space(char16_t unit) {
  if (unit <= 0x20) return unit == 0x20 || (unit >= 0x09 && unit <= 0x0D);
  if (unit < 0x85 || unit > 0x3000) return false;
  return unit == 0x85 || unit == 0xA0 || unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200A) ||
         unit == 0x2028 || unit == 0x2029 || unit == 0x202F || unit == 0x205F || unit == 0x3000;
}

// How many units may be written behind those that count.
inline constexpr std::size_t kSqueezeSlack = 96;

// Writes `text` to `out`, which has room for it and kSqueezeSlack more, with every run of white
// space as one space, and returns how many units that are.
[[nodiscard]] std::size_t squeeze_white_space(std::u16string_view text, char16_t* out);

// One space less at the front and one at the back, where there is one.
[[nodiscard]] constexpr std::u16string_view without_outer_space(std::u16string_view text) {
  if (text.starts_with(u' ')) text.remove_prefix(1);
  if (text.ends_with(u' ')) text.remove_suffix(1);
  return text;
}

}  // namespace leitong
