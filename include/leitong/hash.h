// 128-bit XXH3 (xxHash, canonical little-endian form): what equality of texts is decided by. With
// 10^10 texts the odds of one collision are about 10^-19.
#pragma once

#include <cstdint>
#include <string_view>

namespace leitong {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  auto operator<=>(const Hash128&) const = default;
};

[[nodiscard]] Hash128 hash128(std::string_view bytes);

}  // namespace leitong
