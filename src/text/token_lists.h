// Lists of positions out of bitmaps with a bit for each UTF-16 unit, as tokens are handed on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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

// Bits of a text's characters; the bit of a supplementary character is that of its first unit.
class CharacterBits {
 public:
  // Script Han or Hiragana.
  void find_weighted(std::u16string_view text);
  // General category L, M or N.
  void find_letters(std::u16string_view text);

  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

 private:
  template <class IsMember>
  void find(std::u16string_view text, const UnitSet& members, IsMember is_member);

  std::vector<std::uint64_t> words_;
};

// The words of a segmentation, each with its number of set bits in `weighted` (but at least 1).
void list_words(const Segmentation& segmentation, std::span<const std::uint64_t> weighted,
                Tokens& out);

// One token of weight 1 for each set bit: one unit, or two where a supplementary character starts.
void list_characters(std::u16string_view text, std::span<const std::uint64_t> letters, Tokens& out);

}  // namespace leitong
