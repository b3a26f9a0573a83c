// Two segmentations held against each other: where they first differ, for a person to read.
#pragma once

#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "leitong/segment.h"

namespace leitong {

inline std::string utf8(std::u16string_view text) {
  std::string result;
  icu::UnicodeString(text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(result);
  return result;
}

// Empty if they are the same.
inline std::string difference(std::u16string_view text, const Segmentation& found,
                              const Segmentation& expected) {
  if (found.units == expected.units && found.starts == expected.starts &&
      found.words == expected.words) {
    return {};
  }
  const auto bit = [](const std::vector<std::uint64_t>& bits, std::size_t i) {
    return (bits.at(i / 64) >> (i % 64) & 1) != 0;
  };
  std::size_t at = 0;
  while (at < text.size() && bit(found.starts, at) == bit(expected.starts, at) &&
         bit(found.words, at) == bit(expected.words, at)) {
    ++at;
  }
  if (at == text.size()) return "behind the text";
  const std::size_t from = at < 20 ? 0 : at - 20;
  return "at unit " + std::to_string(at) + " of " + std::to_string(text.size()) + ": start " +
         std::to_string(bit(found.starts, at)) + " and not " +
         std::to_string(bit(expected.starts, at)) + ", word " +
         std::to_string(bit(found.words, at)) + " and not " +
         std::to_string(bit(expected.words, at)) + ", in \"" + utf8(text.substr(from, at - from)) +
         "><" + utf8(text.substr(at, 20)) + "\"";
}

}  // namespace leitong
