// SimHash (Charikar 2002): 64 bits, of which two similar sets differ in few. Bit i is the majority
// of bit i over the distinct shingles, a tie giving 0. For nearly identical texts only: at Jaccard
// 0.8 the mean distance is 10 bits, so distance 3 means about 0.98.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

namespace leitong {

// `shingles` are distinct, at least one, in any order. Pure; any thread.
[[nodiscard]] std::uint64_t simhash(std::span<const std::uint64_t> shingles);

[[nodiscard]] inline int hamming_distance(std::uint64_t a, std::uint64_t b) {
  return std::popcount(a ^ b);
}

}  // namespace leitong
