// MinHash by the fill sketch: one-permutation throws, R rounds, then a min-wise fill of the bins
// that stayed empty. Each (shingle, bin) has one fixed value whatever else is in the set, so every
// bin is an exact min-wise sample, and the share of equal bins estimates the Jaccard similarity
// without bias for sets of any size.
//
// Sources: Broder 1997; Li, Owen and Zhang 2012 (one permutation); Dahlgaard, Knudsen and Thorup
// 2017 (fast similarity sketching), cut off after R = 2 rounds and finished by brute force.
// k, R, seed and multipliers are the format: no option changes them, and the values are the same on
// every CPU. Test vectors: tests/data/minhash_vectors.txt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leitong {

// Bins of a sketch. 256 halves the variance at twice the memory.
enum class SketchSize : std::uint16_t { k128 = 128, k256 = 256 };

[[nodiscard]] constexpr std::size_t bins(SketchSize size) { return static_cast<std::size_t>(size); }

// Writes bins(size) values to `sketch`. `shingles` may hold repeats, in any order, and must not be
// empty. Pure; any thread.
void minhash(std::span<const std::uint64_t> shingles, SketchSize size,
             std::span<std::uint32_t> sketch);

// Share of equal bins of two sketches of one size: the estimate of their Jaccard similarity.
[[nodiscard]] double estimate_jaccard(std::span<const std::uint32_t> a,
                                      std::span<const std::uint32_t> b);

}  // namespace leitong
