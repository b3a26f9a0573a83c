// Are the word rules of the linked ICU those that segmenter/rule_bits.cc has as bitmaps?
#pragma once

#include "text/segmenter/rules.h"

namespace leitong {

// Tries all strings of up to five classes against ICU's table of states: where segments start, and
// which of them are words. Rules look at no more than two neighbours, so that is all there is.
[[nodiscard]] bool rules_are_known(const WordRules& rules);

}  // namespace leitong
