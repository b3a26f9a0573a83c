// The last round of the fill sketch: all shingles times the bins that are still empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace leitong {

inline constexpr std::uint64_t kEmptyBin = std::numeric_limits<std::uint64_t>::max();

// `table` holds for each bin kEmptyBin, or a value in its lower half and a round in its upper half.
// Writes the values, and for each empty bin j the least (lo ^ c[j]) * a[j] + hi of all shingles
// (minhash.cc). 128 or 256 bins. The same values on every target.
void finish_sketch(std::span<const std::uint64_t> shingles, std::span<const std::uint64_t> table,
                   std::span<std::uint32_t> sketch);

}  // namespace leitong
