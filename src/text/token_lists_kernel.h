// The loops over units and tokens behind token_lists.h, for the CPU at hand. The same answers on
// all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/member_rule.h"

namespace leitong {

// One bit a unit, 64 a word; of a supplementary character its first unit. `words` has
// units.size() / 64 + 1 words, which are overwritten.
void find_member_bits(std::u16string_view units, const MemberRule& rule, std::uint64_t* words);

inline constexpr std::size_t kListPadding = 32;

// Writes the positions of the set bits, in order, to `positions`, which has room for kListPadding
// more than there are.
void list_set_bits(std::span<const std::uint64_t> words, std::uint32_t* positions);

// weight[i] = set bits of `words` in [begin[i], end[i]), but at least 1. One more word than the
// ranges need can be read.
void count_bits_in_ranges(std::span<const std::uint64_t> words,
                          std::span<const std::uint32_t> begin, std::span<const std::uint32_t> end,
                          std::uint32_t* weight);

[[nodiscard]] std::size_t count_set_bits(std::span<const std::uint64_t> words);

// Writes the units whose bit is set, in order, and returns how many. `out` has room for
// kListPadding more than there are units. `single` becomes false if there is a first unit of two
// among them.
[[nodiscard]] std::size_t keep_set_units(std::u16string_view units,
                                         std::span<const std::uint64_t> words, char16_t* out,
                                         bool& single);

}  // namespace leitong
