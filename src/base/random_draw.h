// Random numbers that are the same on every machine: the standard fixes what mt19937_64 gives, but
// not what its distributions make of it.
#pragma once

#include <cstdint>
#include <random>

namespace leitong {

using Random = std::mt19937_64;

// Evenly from [0, limit), limit at least 1. What lies beyond the last multiple of the limit is
// drawn again, so no number is likelier than another.
inline std::uint64_t draw_below(Random& random, std::uint64_t limit) {
  const std::uint64_t excess = (Random::max() % limit + 1) % limit;
  std::uint64_t number = random();
  while (number > Random::max() - excess) number = random();
  return number % limit;
}

// Evenly from [0, 1).
inline double draw_share(Random& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

}  // namespace leitong
