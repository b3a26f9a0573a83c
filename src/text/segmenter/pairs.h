// Second pass: which two neighbours are a word of the dictionary, and where a longer one may start.
#pragma once

#include <cstddef>
#include <cstdint>

#include "text/segmenter/classes.h"
#include "text/segmenter/tables.h"

namespace leitong {

struct PairBits {
  std::uint64_t word = 0;  // this character and the next are a word
  std::uint64_t longer =
      0;  // … or begin a longer one, as far as the third character's low bits say
};

// `codes` has two more behind the last block, kOther. cells[i] is the cell of the characters i and
// i + 1, 0 if there is none; it is written only for divided characters.
void find_pairs(const SegmenterTables& tables, const ClassBits* blocks, std::size_t block_count,
                const Code* codes, Cell* cells, PairBits* pairs);

}  // namespace leitong
