// MinHash by the definition of the format: every bin looks at every shingle in every round.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reference/shingles_hash.h"

namespace leitong::reference {

inline std::vector<std::uint32_t> minhash(std::span<const std::uint64_t> shingles, unsigned k) {
  const unsigned bits = k == 128 ? 7 : 8;
  std::vector<std::uint32_t> sketch;
  for (unsigned j = 0; j < k; ++j) {
    const auto flip = static_cast<std::uint32_t>(constant(256 + j));
    const auto multiplier = static_cast<std::uint32_t>(constant(512 + j)) | 1u;
    std::optional<std::pair<int, std::uint32_t>> least;  // round, value
    const auto offer = [&](int round, std::uint64_t value) {
      const std::pair<int, std::uint32_t> offered{round, static_cast<std::uint32_t>(value)};
      if (!least || offered < *least) least = offered;
    };
    for (const std::uint64_t h : shingles) {
      if (h >> (64 - bits) == j) offer(0, h);
      if ((h >> (64 - 2 * bits)) % k == j) offer(1, h >> (32 - 2 * bits));
      const auto lo = static_cast<std::uint32_t>(h), hi = static_cast<std::uint32_t>(h >> 32);
      offer(2, (lo ^ flip) * multiplier + hi);
    }
    sketch.push_back(least->second);
  }
  return sketch;
}

}  // namespace leitong::reference
