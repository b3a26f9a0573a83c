// Marks, joiners, Hebrew, emoji, all that is outside the BMP: here ICU's own table of states is
// walked, a character at a time, as ICU does. Where the rules keep Han and kana together the
// dictionary's answer, which the passes before have found, stays: it depends on nothing but the run
// of such characters, and marks end a run.
//
// What a dictionary divides and our tables do not know (South-East Asian scripts, Han that the fold
// never yields) is ICU's own: it segments the whole stretch.
#include "text/segmenter/hard.h"

#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <utility>

namespace leitong {
namespace {

bool bit(std::span<const std::uint64_t> bits, std::size_t i) {
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}

void put_bit(std::span<std::uint64_t> bits, std::size_t i, bool value) {
  const std::uint64_t mask = std::uint64_t{1} << (i % 64);
  bits[i / 64] = value ? bits[i / 64] | mask : bits[i / 64] & ~mask;
}

// Copies the bits [0, count) of `from` to the bits from `begin` on of `to`.
void copy_bits(std::span<const std::uint64_t> from, std::size_t count, std::span<std::uint64_t> to,
               std::size_t begin) {
  for (std::size_t done = 0; done < count;) {
    const std::size_t at = begin + done;
    const std::size_t take = std::min({64 - at % 64, 64 - done % 64, count - done});
    const std::uint64_t mask = take == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << take) - 1;
    const std::uint64_t bits = from[done / 64] >> (done % 64) & mask;
    to[at / 64] = (to[at / 64] & ~(mask << (at % 64))) | bits << (at % 64);
    done += take;
  }
}

// Characters that ICU's CJK engine takes into its runs, whatever the rules call them.
bool is_of_cjk_engine(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F;
}

}  // namespace

HardStretches::HardStretches(const WordRules& rules, std::unique_ptr<Segmenter> icu)
    : rules_(rules), icu_(std::move(icu)) {}

bool HardStretches::needs_dictionary(char32_t hard) const {
  return rules_.category(hard) >= rules_.first_dictionary_category() || is_of_cjk_engine(hard);
}

void HardStretches::segment(std::u16string_view text, std::size_t begin, std::size_t end,
                            std::size_t base, std::span<const ClassBits> classes,
                            std::span<std::uint64_t> starts, std::span<std::uint64_t> words) {
  const auto is_divided = [&](std::size_t i) {
    return (classes[(i - base) / 64].divided >> (i % 64) & 1) != 0;
  };
  const auto is_hard = [&](std::size_t i) {
    return (classes[(i - base) / 64].hard >> (i % 64) & 1) != 0;
  };
  const std::u16string_view stretch = text.substr(begin, end - begin);
  for (std::size_t i = 0; i < stretch.size();) {
    const bool hard = is_hard(begin + i);
    UChar32 c;
    U16_NEXT(stretch, i, stretch.size(), c);
    if (!hard || !needs_dictionary(static_cast<char32_t>(c))) continue;
    icu_->segment(stretch, answer_);
    copy_bits(answer_.starts, stretch.size(), starts, begin);
    copy_bits(answer_.words, stretch.size(), words, begin);
    return;
  }

  walked_units_ += stretch.size();
  for (std::size_t at = begin; at < end;) {
    const WordRules::Segment segment = rules_.first_segment(text.substr(at, end - at));
    for (std::size_t i = at; i < at + segment.length; ++i) {
      const bool inside = i > at && is_divided(i) && is_divided(i - 1);
      const bool starts_here = i == at || (inside && bit(starts, i));
      put_bit(starts, i, starts_here);
      put_bit(words, i, starts_here && segment.is_word);
    }
    at += segment.length;
  }
}

}  // namespace leitong
