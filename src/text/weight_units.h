// Where the weight of a text stands, for passages that begin and end anywhere.
//
// Characters of script Han or Hiragana carry weight 1 each, and letters of the scripts that are
// written without spaces between words (Line_Break=SA: Thai, Lao, Khmer, Burmese). Of any other run
// of word characters (general category L, M or N) the first unit carries 1. So a stretch that
// begins with a unit that carries weight weighs the same wherever it stands.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace leitong {

// Whether the unit at `i` does.
[[nodiscard]] bool carries_weight(std::u16string_view text, std::size_t i);

// Of all units at once. Keeps its memory. Not for use by two threads at once.
class WeightLister {
 public:
  // Overwrites `positions` by those of the units that carry weight, in order. Of fewer than 2^32
  // units.
  void list(std::u16string_view text, std::vector<std::uint32_t>& positions);

 private:
  std::vector<std::uint64_t> single_;
  std::vector<std::uint64_t> in_run_;
};

}  // namespace leitong
