// What stands in two texts, in the words of src/passage/shared_stretches.h: quadratic and worse.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leitong::reference {

struct TextWithWeights {
  std::u16string units;
  std::vector<bool> carries_weight;
};

// Whether the `size` units of `a` from `at` on are those of `b` from `place` on.
inline bool same_units(const TextWithWeights& a, std::size_t at, const TextWithWeights& b,
                       std::size_t place, std::size_t size) {
  if (at + size > a.units.size() || place + size > b.units.size()) return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (a.units[at + i] != b.units[place + i]) return false;
  }
  return true;
}

// A window, and the earliest place in the other text where it stands.
struct SharedWindow {
  std::size_t begin, end, place;
};

inline std::vector<SharedWindow> shared_windows(const TextWithWeights& text,
                                                const TextWithWeights& other,
                                                std::size_t min_weight) {
  std::vector<SharedWindow> found;
  for (std::size_t begin = 0; begin < text.units.size(); ++begin) {
    if (!text.carries_weight[begin]) continue;
    std::size_t end = begin;
    for (std::size_t weight = 0; weight < min_weight && end < text.units.size(); ++end) {
      weight += text.carries_weight[end] ? 1 : 0;
      if (weight == min_weight) {
        for (std::size_t place = 0; place < other.units.size(); ++place) {
          if (!other.carries_weight[place]) continue;
          if (!same_units(text, begin, other, place, end + 1 - begin)) continue;
          found.push_back({begin, end + 1, place});
          break;
        }
      }
    }
  }
  return found;
}

}  // namespace leitong::reference
