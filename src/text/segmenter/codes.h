// Codes: what the fast segmenter knows of a UTF-16 unit, in one small number.
//
// The first are classes of the word rules; then comes a code for each katakana, and from kFirstHan
// on one for each hiragana and Han character of the dictionary.
#pragma once

#include <cstdint>

namespace leitong {

using Code = std::uint16_t;

enum ClassCode : Code {
  kOther,      // a segment of its own, and no word
  kHard,       // whatever we are not certain of: ICU is asked
  kLetter,     // ALetter
  kNumber,     // Numeric
  kJoiner,     // ExtendNumLet
  kSpace,      // WSegSpace
  kMidLetter,  // joins letters
  kMidNumber,  // joins numbers
  kMidBoth,    // MidNumLet and the single quote: join either
  kHangul,     // Hangul syllables
  // From here on ICU's CJK engine divides, with our tables.
  kRepeat,         // 々, a Han character that is no word by itself
  kRepeatOther,    // … of these, one that the dictionary does not have
  kKatakanaOther,  // katakana for the rules that are in no katakana run
  kUnknown,        // Han and hiragana that the dictionary does not have

  kFirstKatakana = 16,  // … of a katakana run
  kUnknownKatakana = 16,
  kFirstHan = 112,
};
inline constexpr Code kFirstDivided = kRepeat;
// Codes fit in the label of a cell.
inline constexpr unsigned kCodeBits = 14;

// In ICU's terms: U+30A1 to U+30FE but for the middle dot.
constexpr bool is_katakana_run(Code code) { return code >= kFirstKatakana && code < kFirstHan; }

}  // namespace leitong
