// What the parts of the sketch format share: where their constants come from, and the finalizer.
#pragma once

#include <cstdint>

#include "base/hash.h"

namespace leitong {

// "leitong1" in ASCII: the seed of every constant of the sketch format.
inline constexpr std::uint64_t kFormatSeed = 0x6C6569746F6E6731ULL;

// Constants by number: 0-3 tokens and finalizer; 256 + j and 512 + j bin j of MinHash.
[[nodiscard]] constexpr std::uint64_t format_constant(std::uint64_t number) {
  return splitmix64(kFormatSeed, number);
}

inline constexpr std::uint64_t kFinalMultiplier = format_constant(2) | 1;

// What a token's units are joined with: token_hash.cc.
[[nodiscard]] constexpr std::uint64_t with_surrogates(std::uint64_t key, std::uint64_t lanes) {
  return (key & 0xFFFFFFFF) | lanes << 32;
}
inline constexpr std::uint64_t kTokenKey0 = with_surrogates(format_constant(0), 0xD8B3D8E5);
inline constexpr std::uint64_t kTokenKey1 = with_surrogates(format_constant(1), 0xD8A9D89D);
inline constexpr std::uint64_t kTokenLength = format_constant(3) | 1;

// A bijection that carries every bit to the upper and the middle bits.
[[nodiscard]] constexpr std::uint64_t finalize(std::uint64_t v) {
  v ^= v >> 32;
  v *= kFinalMultiplier;
  return v ^ v >> 29;
}

}  // namespace leitong
