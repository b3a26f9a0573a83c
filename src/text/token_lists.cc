// Everything is decided on bitmaps, 64 units at a time: which characters count, where words start
// and end. Lists are taken out of the bitmaps by compressing positions, so nothing loops over
// segments.
//
// The end of a word is the first start of a segment behind its own start. With N the units that
// start no segment and W the word starts, the sum N + (W << 1), carried through the whole text,
// sets just those bits: a carry runs from behind the word's start through the units of the word
// until it finds a zero of N, which is the next start. Only positions that start a segment are
// kept, so runs of N that no word precedes do no harm. (An alternative is to extract and deposit
// bits; the addition needs no special instruction.)
#include "text/token_lists.h"

#include <unicode/utf16.h>

#include <algorithm>

#include "text/member_rule.h"
#include "text/token_lists_kernel.h"

namespace leitong {
namespace {

const MemberRule& weighted_rule() {
  static const MemberRule rule = make_member_rule(is_han_or_hiragana);
  return rule;
}

const MemberRule& letter_rule() {
  static const MemberRule rule = make_member_rule(is_letter);
  return rule;
}

// A word beyond the text's own, so that bits can be read in groups of eight bytes.
void resize_bits(std::vector<std::uint64_t>& words, std::size_t units) {
  words.resize(units / 64 + 2);
  words.back() = 0;
}

void list_bits(std::span<const std::uint64_t> words, std::size_t count,
               std::vector<std::uint32_t>& out) {
  out.resize(count + kListPadding);
  list_set_bits(words, out.data());
  out.resize(count);
}

// Bit i: a word ends before unit i. The end of the text ends one too.
void find_word_ends(const Segmentation& segmentation, std::vector<std::uint64_t>& ends) {
  resize_bits(ends, segmentation.units);
  std::uint64_t carry = 0;
  std::uint64_t shifted_out = 0;
  for (std::size_t w = 0; w <= segmentation.units / 64; ++w) {
    std::uint64_t starts = segmentation.starts[w];
    if (w == segmentation.units / 64) starts |= std::uint64_t{1} << (segmentation.units % 64);
    const std::uint64_t behind = segmentation.words[w] << 1 | shifted_out;
    shifted_out = segmentation.words[w] >> 63;
    const std::uint64_t inside = ~starts;
    const std::uint64_t partial = inside + behind;
    const std::uint64_t sum = partial + carry;
    carry = std::uint64_t{partial < inside} | std::uint64_t{sum < partial};
    ends[w] = sum & starts;
  }
}

}  // namespace

void TokenLister::list_words(std::u16string_view text, const Segmentation& segmentation,
                             Tokens& out) {
  const std::size_t count = count_set_bits(segmentation.words);
  find_word_ends(segmentation, ends_);
  list_bits(segmentation.words, count, out.begin);
  list_bits(ends_, count, out.end);
  resize_bits(characters_, text.size());
  find_member_bits(text, weighted_rule(), characters_.data());
  if (std::ranges::count(characters_, 0U) == std::ranges::ssize(characters_)) {
    out.weight.assign(count, 1);
    return;
  }
  out.weight.resize(count);
  count_bits_in_ranges(characters_, out.begin, out.end, out.weight.data());
}

void TokenLister::list_characters(std::u16string_view text, Tokens& out) {
  resize_bits(characters_, text.size());
  find_member_bits(text, letter_rule(), characters_.data());
  const std::size_t count = count_set_bits(characters_);
  list_bits(characters_, count, out.begin);
  out.end.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    out.end[i] = out.begin[i] + 1 + U16_IS_LEAD(text[out.begin[i]]);
  }
  out.weight.assign(count, 1);
}

bool TokenLister::keep_characters(std::u16string_view text, std::u16string& out) {
  resize_bits(characters_, text.size());
  find_member_bits(text, letter_rule(), characters_.data());
  bool single = true;
  out.resize_and_overwrite(text.size() + kListPadding, [&](char16_t* units, std::size_t) {
    return keep_set_units(text, characters_, units, single);
  });
  return single;
}

}  // namespace leitong
