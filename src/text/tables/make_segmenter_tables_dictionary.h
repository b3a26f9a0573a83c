// ICU's CJK dictionary, reduced to the words that can decide anything in folded text.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "leitong/error.h"

namespace leitong {

struct Word {
  std::u16string text;
  std::uint32_t cost = 0;
};

// Every word of the dictionary. Fails if its format is new or it has a cost that no cell can hold.
[[nodiscard]] Result<std::vector<Word>> read_dictionary();

// Leaves out each word of two characters and more that costs strictly more than the cheapest way to
// spell it with shorter ones. It is on no cheapest path anywhere: replacing it by that spelling
// makes the path cheaper. A word that only ties stays, for ICU prefers the earlier start.
[[nodiscard]] std::vector<Word> without_dominated(const std::vector<Word>& words);

}  // namespace leitong
