// Exact similarity by merging two sorted sets. The merge advances without a branch that depends on
// the data: the hashes are random, so a branch would be mispredicted every other time.
#include "leitong/similarity.h"

#include "match/hash_sort.h"

namespace leitong {

void make_shingle_set(std::vector<std::uint64_t>& shingles) {
  shingles.resize(HashSorter().make_set(shingles));
}

double Overlap::jaccard() const {
  const std::size_t all = a + b - shared;
  return all == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(all);
}

double Overlap::containment() const {
  return a == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(a);
}

Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::uint64_t x = a[i], y = b[j];
    shared += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return {.shared = shared, .a = a.size(), .b = b.size()};
}

bool reaches(const Overlap& overlap, double threshold) {
  constexpr double kRounding = 1e-12;
  const auto all = static_cast<double>(overlap.a + overlap.b - overlap.shared);
  return static_cast<double>(overlap.shared) >= threshold * all * (1 - kRounding);
}

}  // namespace leitong
