// What repeats in a text, by a suffix array: slow, and as everybody knows it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace leitong::reference {

// For each unit: does it stand in a stretch of `length` units that occurs at an earlier place too?
// No stretch reaches over a unit whose bit in `border` is set. The array is sorted by the first
// `length` units of each suffix, which is all that is asked.
inline std::vector<bool> repeated_units(std::u16string_view text, const std::vector<bool>& border,
                                        std::size_t length) {
  std::vector<std::size_t> suffixes;
  for (std::size_t begin = 0, next_border = 0; begin < text.size(); ++begin) {
    next_border = std::max(next_border, begin);
    while (next_border < text.size() && !border[next_border]) ++next_border;
    if (next_border - begin >= length) suffixes.push_back(begin);
  }
  std::ranges::sort(suffixes, [&](std::size_t a, std::size_t b) {
    const int order = text.substr(a, length).compare(text.substr(b, length));
    return order != 0 ? order < 0 : a < b;
  });
  std::vector<bool> repeated(text.size(), false);
  for (std::size_t i = 1; i < suffixes.size(); ++i) {
    if (text.substr(suffixes[i], length) != text.substr(suffixes[i - 1], length)) continue;
    for (std::size_t unit = 0; unit < length; ++unit) repeated[suffixes[i] + unit] = true;
  }
  return repeated;
}

}  // namespace leitong::reference
