// Exact similarity of two records as sets of shingle hashes. Only this removes anything: sketches
// propose, and may reject, but never decide. Exact up to collisions of 64-bit hashes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitong {

// Sorts and removes repeats, in place.
void make_shingle_set(std::vector<std::uint64_t>& shingles);

struct Overlap {
  std::size_t shared = 0;
  std::size_t a = 0;  // size of the first set
  std::size_t b = 0;  // size of the second set

  // |A ∩ B| / |A ∪ B|; two empty sets are equal: 1.
  [[nodiscard]] double jaccard() const;
  // The share of the first set that stands in the second; 1 if the first is empty.
  [[nodiscard]] double containment() const;
};

// Both sorted and without repeats. Pure.
[[nodiscard]] Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

// Whether the Jaccard similarity is at or above the threshold, which stands for the decimal
// fraction that the user wrote: 4/5 reaches 0.8, and 7/10 reaches 0.7, however these are rounded. A
// relative 1e-12 is allowed for that; a fraction truly below comes so near only for unions above
// 10^10.
[[nodiscard]] bool reaches(const Overlap& overlap, double threshold);

}  // namespace leitong
