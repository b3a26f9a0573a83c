// Shingle hashes, as many at once as a vector has lanes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leitong {

// The longest shingle (n) that the kernel can do.
inline constexpr unsigned kMaxKernelLength = 16;

// Writes the first shingles of `out`, all but the last few (fewer than 64 + n), and returns how
// many. `out` is as long as there are shingles; 1 <= n <= kMaxKernelLength. The same values on
// every target.
std::size_t hash_runs_kernel(std::span<const std::uint64_t> hashes,
                             std::span<const std::uint32_t> weights, unsigned n,
                             std::span<std::uint64_t> out);

// The same where every weight is 1.
std::size_t hash_uniform_runs_kernel(std::span<const std::uint64_t> hashes, unsigned n,
                                     std::span<std::uint64_t> out);

}  // namespace leitong
