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

}  // namespace leitong
