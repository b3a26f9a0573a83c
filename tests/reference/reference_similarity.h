// Exact similarity of sets of interned shingles, and the leader rule on the true pairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace leitong::reference {

struct Pair {
  std::size_t first = 0, second = 0;  // first < second: numbers of records
  double similarity = 0;

  bool operator==(const Pair&) const = default;
};

// |A ∩ B| / |A ∪ B|; two empty sets are equal: 1.
double reference_jaccard(const std::set<std::u16string>& a, const std::set<std::u16string>& b);

// The same of sorted numbers without repeats.
double reference_jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

// The leader rule in input order (`--keep first`) if every true pair were a candidate: the leader
// of each record, none for those that are kept. `pairs` are all pairs at or above the threshold.
std::vector<std::optional<std::size_t>> reference_leaders(std::size_t records,
                                                          std::span<const Pair> pairs);

}  // namespace leitong::reference
