// Hashes of short tokens, as many at once as a vector has lanes. The same values on every target.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leitong {

// The longest token that the kernel can do, in units.
inline constexpr std::size_t kShortToken = 8;
// Tokens done together.
inline constexpr std::size_t kTokenBlock = 64;

// The hashes of the tokens [begin[i], end[i]) of `units`, of which there are at most kTokenBlock,
// to `out`, which has room for kTokenBlock. Returns in bit i whether token i is too long: then
// out[i] is not its hash.
[[nodiscard]] std::uint64_t hash_token_block(std::u16string_view units,
                                             std::span<const std::uint32_t> begin,
                                             std::span<const std::uint32_t> end,
                                             std::uint64_t* out);

// The hash of each unit as a token.
void hash_each_unit(std::u16string_view units, std::uint64_t* out);

}  // namespace leitong
