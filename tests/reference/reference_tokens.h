// Tokens of a folded text by a plain icu::BreakIterator, or by general category.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leitong::reference {

enum class Unit { kWord, kChar };

struct Token {
  std::u16string text;
  std::size_t begin = 0;  // UTF-16 units into the folded text
  unsigned weight = 1;    // characters of script Han or Hiragana, or 1 if there are none
};

// kWord: segments of ICU's root word iterator with rule status 100 or more. Every dictionary of ICU
// is loaded before the first text: in ICU 72 the answers depend on it. kChar: code points of
// general category L, M or N, each of weight 1. May be called by several threads.
std::vector<Token> reference_tokens(std::u16string_view folded, Unit unit);

}  // namespace leitong::reference
