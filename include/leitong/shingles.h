// Shingles: runs of consecutive tokens, as 64-bit hashes. A record is compared as the set of these.
//
// From each token on, a shingle is the shortest run of consecutive tokens whose weight reaches n; a
// token from which the rest of the text is too light starts none. Part of the sketch format
// (docs/design.md section 5): the values are fixed, on every machine. All functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leitong {

// One hash for each token, of the UTF-16 units [begin[i], end[i]) of `units`. Overwrites `out`.
void hash_tokens(std::span<const char16_t> units, std::span<const std::uint32_t> begin,
                 std::span<const std::uint32_t> end, std::vector<std::uint64_t>& out);

// The shingles in reading order, repeated ones too. `weights` are at least 1 and as many as the
// hashes; n is at least 1. Writes them from the front of `out`, which has room for as many as there
// are tokens, and returns how many: none where the text is too light for one.
[[nodiscard]] std::size_t hash_shingles(std::span<const std::uint64_t> token_hashes,
                                        std::span<const std::uint32_t> weights, unsigned n,
                                        std::span<std::uint64_t> out);

// The same where every token is one unit, and weighs 1.
[[nodiscard]] std::size_t hash_unit_shingles(std::u16string_view units, unsigned n,
                                             std::span<std::uint64_t> out);

}  // namespace leitong
