// White space, as Unicode's property White_Space has it: 25 characters, all in the BMP, unchanged
// since Unicode 6.3.
#pragma once

namespace leitong {

[[nodiscard]] constexpr bool is_white_space(char16_t unit) {
  if (unit <= 0x20) return unit == 0x20 || (unit >= 0x09 && unit <= 0x0D);
  if (unit < 0x85 || unit > 0x3000) return false;
  return unit == 0x85 || unit == 0xA0 || unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200A) ||
         unit == 0x2028 || unit == 0x2029 || unit == 0x202F || unit == 0x205F || unit == 0x3000;
}

}  // namespace leitong
