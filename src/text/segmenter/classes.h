// First pass: the code of every unit, and a bitmap for each class of the word rules.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/segmenter/tables.h"

namespace leitong {

// 64 units of text: bit i of each word is unit i of the block.
struct ClassBits {
  std::uint64_t letter = 0;
  std::uint64_t number = 0;
  std::uint64_t joiner = 0;
  std::uint64_t space = 0;
  std::uint64_t mid_letter = 0;  // kMidLetter or kMidBoth
  std::uint64_t mid_number = 0;  // kMidNumber or kMidBoth
  std::uint64_t hard = 0;
  // The rest is never ASCII.
  std::uint64_t hangul = 0;
  std::uint64_t katakana = 0;  // in the sense of the rules
  std::uint64_t run = 0;       // katakana of a katakana run
  std::uint64_t repeat = 0;
  std::uint64_t divided = 0;  // all from kFirstDivided on
};
inline constexpr std::size_t kClasses = sizeof(ClassBits) / sizeof(std::uint64_t);
inline constexpr std::size_t kAsciiClasses = 7;

// The bit h of lanes[l] says that byte 16 * h + l is a member. Bytes from 112 on count as 112 + l.
using ByteSet = std::array<std::uint8_t, 16>;

// Membership in each class, in the order of ClassBits, of ASCII bytes and of codes cut off at 255.
struct ClassSets {
  explicit ClassSets(const SegmenterTables& tables);

  std::array<ByteSet, kAsciiClasses> of_ascii = {};
  std::array<ByteSet, kClasses> of_code = {};
};

// Fills blocks (units / 64 + 1 of them; what lies beyond the text is kOther) and codes, as many as
// 64 times the blocks. Codes of a block that is all ASCII are kOther; all others are exact.
void classify(std::u16string_view text, const SegmenterTables& tables, const ClassSets& sets,
              Code* codes, ClassBits* blocks);

}  // namespace leitong
