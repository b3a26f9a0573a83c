// Lists of positions out of bitmaps with a bit for each UTF-16 unit, as tokens are handed on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/segment.h"
#include "leitong/tokens.h"

namespace leitong {

// A set of BMP code points. 8 KB, of which a text touches little.
class UnitSet {
 public:
  void insert(char16_t unit) { words_[unit >> 6] |= std::uint64_t{1} << (unit & 63); }
  [[nodiscard]] std::uint64_t contains(char16_t unit) const {
    return words_[unit >> 6] >> (unit & 63) & 1;
  }

 private:
  std::array<std::uint64_t, 1024> words_ = {};
};

// Makes token lists; keeps the memory of its bitmaps. Not for use by two threads at once.
class TokenLister {
 public:
  // The words of a segmentation of `text`, each with its number of characters of script Han or
  // Hiragana, but at least 1.
  void list_words(std::u16string_view text, const Segmentation& segmentation, Tokens& out);

  // The characters of general category L, M or N, each of weight 1.
  void list_characters(std::u16string_view text, Tokens& out);

  // The same characters themselves; false if one of them is above the BMP.
  [[nodiscard]] bool keep_characters(std::u16string_view text, std::u16string& out);

 private:
  std::vector<std::uint64_t> characters_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace leitong
