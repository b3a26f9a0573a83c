// The table's part of the fold: UTF-16 to UTF-16, a chunk at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/fold_table.h"

namespace leitong {

// The entry of the character at units[at], and how many units it has.
struct FoldEntry {
  std::uint32_t entry;
  std::size_t units;
};

inline FoldEntry fold_entry_at(std::u16string_view units, std::size_t at) {
  const std::uint32_t entry = kFoldBmp[units[at]];
  if ((entry & kFoldKindMask) != kFoldSurrogate) return {entry, 1};
  const char32_t character = (static_cast<char32_t>(units[at]) << 10) + units[at + 1] -
                             ((0xD800U << 10) + 0xDC00U - 0x10000U);
  return {fold_astral_entry(character), 2};
}

// Whether a text may be cut before a character with this entry.
inline bool has_boundary_before(std::uint32_t entry) {
  const std::uint32_t kind = entry & kFoldKindMask;
  return kind != kFoldVanishes && kind != kFoldJoins;
}

// The last place after the first character where `units` may be cut, or 0 if there is none.
[[nodiscard]] std::size_t last_boundary(std::u16string_view units);

struct ChunkProgress {
  std::size_t read = 0;
  std::size_t written = 0;
};

// Folds `units` (well-formed, from one boundary to another or to the end of the text) with all
// steps into `out`, which must have room for units.size() + reserve. Stops early, at a boundary,
// where something grew and `out` would not hold it, a unit for each one unread, and `reserve`.
[[nodiscard]] ChunkProgress fold_chunk(std::u16string_view units, std::span<char16_t> out,
                                       std::size_t reserve);

}  // namespace leitong
