// Third pass: where the word rules break, hard characters and the dictionary left aside.
#pragma once

#include <cstddef>
#include <cstdint>

#include "text/segmenter/classes.h"

namespace leitong {

struct RuleBits {
  std::uint64_t joined = 0;  // no boundary before this unit, by the rules
  std::uint64_t inside = 0;  // divided like the unit before: the dictionary decides
  // A boundary before this unit that no hard character, however near, can take away: what stands
  // before it and what stands after it may be segmented each by itself.
  std::uint64_t safe = 0;
};

// `blocks` has one more behind the last, empty.
void find_rule_bits(const ClassBits* blocks, std::size_t block_count, RuleBits* bits);

// Which of the segments that start here are words (rule status 100 or more), as bits of units. Of
// `starts` and of `rule_starts`, where the rules alone break, the bits one unit later are wanted
// too. `_` is a word only with another character; 々 too, but for it what the rules join counts.
[[nodiscard]] constexpr std::uint64_t word_bits(const ClassBits& classes, std::uint64_t starts,
                                                std::uint64_t later_starts,
                                                std::uint64_t rule_starts,
                                                std::uint64_t later_rule_starts) {
  const std::uint64_t words =
      classes.letter | classes.number | classes.hangul | (classes.joiner & ~later_starts) |
      (classes.divided & ~(classes.repeat & rule_starts & later_rule_starts));
  return starts & words;
}

}  // namespace leitong
