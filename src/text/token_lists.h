// Lists of positions out of bitmaps with a bit for each UTF-16 unit, as tokens are handed on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/segment.h"
#include "leitong/tokens.h"

namespace leitong {

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
