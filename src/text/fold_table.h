// The fold as data: what becomes of each character, made at build time by
// tables/make_fold_table.cc.
//
// A plain character has a normalization boundary before it and folds to one unit: its entry is that
// unit, and bits 16 to 30 are 0. Everything else has kFoldSpecial and one of four kinds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leitong {

inline constexpr std::uint32_t kFoldSpecial = 1U << 31;
inline constexpr std::uint32_t kFoldKindMask = kFoldSpecial | 3U << 29;

// Folds to nothing, wherever it stands. It hides no neighbour from another, so it is no boundary.
inline constexpr std::uint32_t kFoldVanishes = kFoldSpecial | 0U << 29;
// May compose or change places with what stands before: the stretch since the last boundary is
// normalized as a whole.
inline constexpr std::uint32_t kFoldJoins = kFoldSpecial | 1U << 29;
// A boundary before, and two units or more: `fold_expansions`, from bits 0 to 15 on, bits 16 to 20
// of them.
inline constexpr std::uint32_t kFoldExpands = kFoldSpecial | 2U << 29;
// Half of a character above the BMP: see kFoldAstral.
inline constexpr std::uint32_t kFoldSurrogate = kFoldSpecial | 3U << 29;

constexpr std::uint32_t expansion_offset(std::uint32_t entry) { return entry & 0xFFFF; }
constexpr std::uint32_t expansion_length(std::uint32_t entry) { return entry >> 16 & 31; }

// The step of a single Han character, sorted by `from`.
struct HanPair {
  char32_t from;
  char32_t to;
};

// Generated. Characters above the BMP: kFoldAstralPages[(c >> 8) - 256] is the number of a block of
// 256 entries; in a plain entry bits 0 to 20 are c ^ fold(c), so that the untouched share one
// block.
extern const std::uint32_t kFoldBmp[0x10000];
extern const std::uint8_t kFoldAstralPages[0x1000];
extern const std::uint32_t kFoldAstral[];
extern const char16_t kFoldExpansions[];
extern const std::span<const HanPair> kFoldSimplified;
extern const std::span<const HanPair> kFoldVariants;
extern const std::uint64_t kFoldTableHash;

inline std::uint32_t fold_astral_entry(char32_t character) {
  const std::uint32_t block = kFoldAstralPages[(character >> 8) - 0x100];
  return kFoldAstral[block * 256 + (character & 0xFF)];
}

}  // namespace leitong
