// The places of the set bits of a byte, for vectors that can't compress lanes themselves.
#pragma once

#include <array>
#include <cstdint>

namespace leitong {

// kSetBits[byte][i]: the place of the i-th lowest set bit; 0 where there are fewer.
inline constexpr auto kSetBits = [] {
  std::array<std::array<std::uint8_t, 8>, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned count = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) table[byte][count++] = static_cast<std::uint8_t>(bit);
    }
  }
  return table;
}();

}  // namespace leitong
