// Every pair of records at or above a threshold, without LSH: nothing is missed, nothing estimated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reference/reference_similarity.h"

namespace leitong::reference {

// Each set: sorted numbers below some millions, without repeats, not empty. `threshold` in (0, 1].
// Pairs by first, then second.
std::vector<Pair> exact_join(std::span<const std::vector<std::uint32_t>> given, double threshold);

// The same by comparing all pairs: for small inputs.
std::vector<Pair> all_pairs(std::span<const std::vector<std::uint32_t>> sets, double threshold);

// How many elements two such sets share; or, if these are fewer than `least`, any number below
// that, found sooner.
std::size_t count_shared(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                         std::size_t least);

}  // namespace leitong::reference
