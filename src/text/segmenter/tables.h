// The dictionary as the fast segmenter reads it, made at build time by
// tables/make_segmenter_tables.
//
// A word of the dictionary is found by its codes, one after another. Its first two lead to a *cell*
// by `rows[4 * a + b % 4] + b`; each further one, c, to the cell `base + c`, where the base stands
// beside the cell before. Many rows share the cells. No two rows have one base, so a cell that
// carries the label b (or c) at base + b belongs to the row of this base: a match is exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leitong/error.h"
#include "text/segmenter/codes.h"
#include "text/segmenter/rules.h"

namespace leitong {

// label : 14 | third : 8 | spare : 2 | gain : 8, from the low bits up.
//
// `gain` is 255 less the cost of the word that ends here, 0 if none does. `third` has the bits of
// all next codes modulo 8. The label of an empty cell is no code.
using Cell = std::uint32_t;
inline constexpr Cell kLabelMask = (1U << kCodeBits) - 1;
inline constexpr Cell kEmptyCell = kLabelMask;
inline constexpr unsigned kThirdShift = kCodeBits;
inline constexpr unsigned kGainShift = 24;
inline constexpr std::uint32_t kMissingCost = 255;  // ICU's cost of a character without an entry

constexpr std::uint32_t gain(Cell cell) { return cell >> kGainShift; }
constexpr std::uint32_t cost(Cell cell) { return kMissingCost - gain(cell); }

struct DeepCell {
  Cell cell;
  std::uint32_t base;  // of the row of the next codes
};

struct SegmenterTables {
  // By UTF-16 unit.
  std::span<const Code, 65536> codes;
  // By code: cost of the character as a word, 255 if it has no entry.
  std::span<const std::uint8_t> singles;
  std::span<const std::uint32_t> rows;
  std::span<const Cell> pairs;
  // Beside `pairs`: base of the row of third codes, in `deep`.
  std::span<const std::uint32_t> thirds;
  std::span<const DeepCell> deep;
};

// How a table file begins. All numbers are in the order of the machine that built it, which is the
// one that reads it; arrays follow in the order of SegmenterTables, each aligned.
inline constexpr std::size_t kTableAlignment = 64;
struct SegmenterTablesHeader {
  static constexpr std::uint64_t kMagic = 0x31474553544C;  // "LTSEG1"

  std::uint64_t magic;
  std::uint64_t rules_hash;                  // of the rules these tables are for
  std::uint64_t dictionary_hash;             // and of the dictionary
  char icu_version[16];                      // and the library that knows scripts and normal forms
  std::uint32_t singles, rows, pairs, deep;  // how many of each
  char unusable[64];                         // why there are no tables; empty if there are
};

// The tables of a file. Fails (kInternal) if `bytes` is not one, or says that it is unusable.
[[nodiscard]] Result<SegmenterTables> view_tables(std::span<const std::byte> bytes);

struct LinkedTables {
  SegmenterTables tables;
  WordRules rules;  // those that are linked
};

// The tables that were compiled in, if they are for the rules and the dictionary that are linked.
// Fails (kInternal) and says why if not. Made once, for all threads.
[[nodiscard]] const Result<LinkedTables>& linked_tables();

// Calls found(length, cost) for each word of three characters and more that starts at `codes`,
// shortest first. `pair` is the index of the cell of the first two, which must match.
template <class Found>
void for_each_long_word(const SegmenterTables& tables, const Code* codes, std::size_t pair,
                        Found found) {
  std::uint32_t base = tables.thirds[pair];
  for (std::size_t length = 3;; ++length) {
    const Code code = codes[length - 1];
    const DeepCell next = tables.deep[base + code];
    if ((next.cell & kLabelMask) != code) return;
    if (gain(next.cell) != 0) found(length, cost(next.cell));
    base = next.base;
  }
}

inline std::size_t pair_index(const SegmenterTables& tables, Code a, Code b) {
  return tables.rows[std::size_t{4} * a + (b & 3)] + b;
}

}  // namespace leitong
