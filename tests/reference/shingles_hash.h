// The hashes of tokens and shingles, by the definition of the format, without a fast path.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leitong::reference {

// The i-th number of splitmix64 from the seed "leitong1".
inline std::uint64_t constant(std::uint64_t i) {
  std::uint64_t z = 0x6C6569746F6E6731ULL;
  for (std::uint64_t step = 0; step <= i; ++step) z += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

inline std::uint64_t finalize(std::uint64_t v) {
  v = v ^ (v >> 32);
  v = v * (constant(2) | 1);
  return v ^ (v >> 29);
}

inline std::uint64_t rotate_left(std::uint64_t v, unsigned by) {
  return (v << by) | (v >> (64 - by));
}

// Low 64 bits of the product ^ high 64 bits, from four products of halves.
inline std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t a0 = a & 0xFFFFFFFF, a1 = a >> 32, b0 = b & 0xFFFFFFFF, b1 = b >> 32;
  const std::uint64_t middle1 = a1 * b0 + (a0 * b0 >> 32);
  const std::uint64_t middle2 = a0 * b1 + (middle1 & 0xFFFFFFFF);
  const std::uint64_t high = a1 * b1 + (middle1 >> 32) + (middle2 >> 32);
  return (a * b) ^ high;
}

inline std::uint64_t hash_token(std::span<const char16_t> token) {
  const std::uint64_t key0 = (constant(0) & 0xFFFFFFFF) | 0xD8B3D8E500000000ULL;
  const std::uint64_t key1 = (constant(1) & 0xFFFFFFFF) | 0xD8A9D89D00000000ULL;
  std::vector<char16_t> units(token.begin(), token.end());
  while (units.empty() || units.size() % 8 != 0) units.push_back(0);
  std::uint64_t state = 0;
  for (std::size_t at = 0; at < units.size(); at += 8) {
    std::uint64_t x = 0, y = 0;
    for (unsigned u = 0; u < 4; ++u) {
      x |= std::uint64_t{units[at + u]} << (16 * u);
      y |= std::uint64_t{units[at + 4 + u]} << (16 * u);
    }
    state = fold_product(x ^ key0 ^ state, y ^ key1 ^ rotate_left(state, 32));
  }
  return finalize(state + (constant(3) | 1) * token.size());
}

// From each token on, tokens are added until their weight reaches n.
inline std::vector<std::uint64_t> hash_shingles(std::span<const std::uint64_t> hashes,
                                                std::span<const std::uint32_t> weights,
                                                unsigned n) {
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::uint64_t a = 0, weight = 0;
    std::size_t d = 0;
    for (; i + d < hashes.size() && weight < n; ++d) {
      if (d > 0 && d % 32 == 0) a = finalize(a);
      a = rotate_left(a, 13) + hashes[i + d];
      weight += weights[i + d];
    }
    if (weight >= n) shingles.push_back(finalize(a));
  }
  return shingles;
}

}  // namespace leitong::reference
