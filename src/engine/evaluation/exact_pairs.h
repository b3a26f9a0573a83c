// Every pair of similar records, whatever bands say.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/evaluation/plain_sets.h"

namespace leitong {

struct ExactPair {
  std::size_t first = 0;  // the smaller number
  std::size_t second = 0;
  double similarity = 0;
};

// All pairs of sets with at least this similarity, above 0, by first and second. No set is empty.
[[nodiscard]] std::vector<ExactPair> find_exact_pairs(std::span<const PlainSet> sets, double least);

}  // namespace leitong
