// Hash functions that every module shares. All values are the same on every machine.
#pragma once

#include <cstdint>
#include <string_view>

#include "leitong/hash.h"

namespace leitong {

// XXH3-64 of bytes.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

// A bijection of 64-bit numbers that spreads every bit over all others (the finalizer of
// splitmix64; Steele, Lea and Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

// The i-th number of the splitmix64 sequence from `seed`: where constants come from.
[[nodiscard]] constexpr std::uint64_t splitmix64(std::uint64_t seed, std::uint64_t i) {
  return mix64(seed + (i + 1) * 0x9E3779B97F4A7C15ULL);
}

}  // namespace leitong
