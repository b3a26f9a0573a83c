// The rules of UAX #29 section 4.1.1 as ICU has them, for characters that are neither marks nor
// joiners nor Hebrew: whether two of them are joined depends on no more than one neighbour on
// either side, so 64 places are decided at once by shifting bitmaps. A test holds this against
// ICU's own state table over all short strings of classes.
//
// WB3d space × space; WB5, WB8, WB9, WB10 letters and digits; WB6, WB7 letter × mid × letter; WB11,
// WB12 number × mid × number; WB13, WB13a, WB13b katakana and `_`. ICU adds Hangul × Hangul, and
// keeps Han and kana together, to be divided by the dictionary.
//
// Why a boundary is safe: a hard character can only reach past one unit, and only if that unit is
// of a mid class. So where two units on either side of a boundary are not hard, it stays.
#include "text/segmenter/rule_bits.h"

namespace leitong {
namespace {

// The word moved up by one, so that each unit sees what the unit before it is.
std::uint64_t before(std::uint64_t word, std::uint64_t previous_word) {
  return word << 1 | previous_word >> 63;
}

std::uint64_t after(std::uint64_t word, std::uint64_t next_word) {
  return word >> 1 | next_word << 63;
}

}  // namespace

void find_rule_bits(const ClassBits* blocks, std::size_t block_count, RuleBits* bits) {
  constexpr ClassBits kNothing;
  std::uint64_t last_mid = 0;
  for (std::size_t i = 0; i < block_count; ++i) {
    const ClassBits& last = i == 0 ? kNothing : blocks[i - 1];
    const ClassBits& now = blocks[i];
    const ClassBits& next = blocks[i + 1];

    const std::uint64_t alphanumeric = now.letter | now.number;
    const std::uint64_t last_alphanumeric = last.letter | last.number;
    const std::uint64_t joinable = alphanumeric | now.katakana;
    const std::uint64_t last_joinable = last_alphanumeric | last.katakana;

    const std::uint64_t mid =
        (now.mid_letter & before(now.letter, last.letter) & after(now.letter, next.letter)) |
        (now.mid_number & before(now.number, last.number) & after(now.number, next.number));

    bits[i].joined = (now.space & before(now.space, last.space)) |
                     (alphanumeric & before(alphanumeric, last_alphanumeric)) |
                     (now.joiner & before(joinable | now.joiner, last_joinable | last.joiner)) |
                     (joinable & before(now.joiner, last.joiner)) |
                     (now.hangul & before(now.hangul, last.hangul)) |  //
                     mid | before(mid, last_mid);
    bits[i].inside = now.divided & before(now.divided, last.divided);

    const std::uint64_t hard_before = before(now.hard, last.hard);
    const std::uint64_t near_hard = now.hard | after(now.hard, next.hard) | hard_before |
                                    hard_before << 1 | (last.hard >> 62 & 1);
    bits[i].safe = ~(bits[i].joined | bits[i].inside | near_hard);
    last_mid = mid;
  }
}

}  // namespace leitong
