// What leitong/passages.h says, in the words of the definition: cubic, and obvious.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leitong::reference {

struct Paragraph {
  std::uint32_t paragraph_class;
  std::uint64_t weight;
  bool cut_before = false;  // no run reaches across the place before it
};

// For each paragraph: is it in a run that repeats an earlier one and weighs enough?
inline std::vector<bool> in_repeated_run(const std::vector<Paragraph>& text,
                                         std::uint64_t min_weight) {
  std::vector<bool> removed(text.size(), false);
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    for (std::size_t earlier = 0; earlier < begin; ++earlier) {
      std::uint64_t weight = 0;
      for (std::size_t i = 0; begin + i < text.size(); ++i) {
        if (text[begin + i].paragraph_class != text[earlier + i].paragraph_class) break;
        if (i > 0 && (text[begin + i].cut_before || text[earlier + i].cut_before)) break;
        weight += text[begin + i].weight;
        if (weight < min_weight) continue;
        for (std::size_t j = 0; j <= i; ++j) removed[begin + j] = true;
      }
    }
  }
  return removed;
}

}  // namespace leitong::reference
