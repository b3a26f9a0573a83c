// Everything is decided 64 units at a time: a bitmap says which units count, its population says
// how long the lists will be, so each is sized once, and set bits are taken out one by one with
// count-trailing-zeros. The work is linear in units plus tokens, whatever the text is.
//
// A word's weight is a difference of ranks: set bits before its end minus set bits before its
// start. Walking the words in order, each word of bits is counted once.
#include "text/token_lists.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <bit>

namespace leitong {
namespace {

bool is_weighted(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA;
}

bool is_letter(char32_t c) {
  return (U_MASK(u_charType(static_cast<UChar32>(c))) &
          (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

template <class IsMember>
UnitSet bmp_set(IsMember is_member) {
  UnitSet set;
  for (char32_t c = 0; c < 0x10000; ++c) {
    if (!U_IS_SURROGATE(c) && is_member(c)) set.insert(static_cast<char16_t>(c));
  }
  return set;
}

bool is_pair(std::u16string_view text, std::size_t i) {
  return U16_IS_LEAD(text[i]) && i + 1 < text.size() && U16_IS_TRAIL(text[i + 1]);
}

// Calls take(i) for each set bit i, in order.
template <class Take>
void for_each_bit(std::span<const std::uint64_t> words, Take take) {
  for (std::size_t w = 0; w < words.size(); ++w) {
    for (std::uint64_t bits = words[w]; bits != 0; bits &= bits - 1) {
      take(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }
}

std::size_t population(std::span<const std::uint64_t> words) {
  std::size_t count = 0;
  for (const std::uint64_t word : words) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

// Answers "set bits before position i" for ascending positions.
class Rank {
 public:
  explicit Rank(std::span<const std::uint64_t> words) : words_(words) {}

  std::uint32_t before(std::size_t i) {
    for (; word_ < i / 64; ++word_)
      passed_ += static_cast<std::uint32_t>(std::popcount(words_[word_]));
    const std::uint64_t below = (std::uint64_t{1} << (i % 64)) - 1;
    return passed_ + static_cast<std::uint32_t>(std::popcount(words_[word_] & below));
  }

 private:
  std::span<const std::uint64_t> words_;
  std::size_t word_ = 0;
  std::uint32_t passed_ = 0;
};

}  // namespace

template <class IsMember>
void CharacterBits::find(std::u16string_view text, const UnitSet& members, IsMember is_member) {
  words_.assign(text.size() / 64 + 1, 0);
  for (std::size_t start = 0; start < text.size(); start += 64) {
    const std::u16string_view part = text.substr(start, 64);
    std::uint64_t bits = 0;
    bool surrogates = false;
    for (std::size_t i = 0; i < part.size(); ++i) {
      bits |= members.contains(part[i]) << i;
      surrogates |= U16_IS_SURROGATE(part[i]);
    }
    if (surrogates) {
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (!is_pair(text, start + i)) continue;
        const auto c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(part[i], text[start + i + 1]));
        bits |= std::uint64_t{is_member(c)} << i;
      }
    }
    words_[start / 64] = bits;
  }
}

void CharacterBits::find_weighted(std::u16string_view text) {
  static const UnitSet members = bmp_set(is_weighted);
  find(text, members, is_weighted);
}

void CharacterBits::find_letters(std::u16string_view text) {
  static const UnitSet members = bmp_set(is_letter);
  find(text, members, is_letter);
}

void list_words(const Segmentation& segmentation, std::span<const std::uint64_t> weighted,
                Tokens& out) {
  const std::size_t count = population(segmentation.words);
  out.begin.resize(count);
  out.end.resize(count);
  out.weight.resize(count);
  if (count == 0) return;

  std::size_t token = 0;
  bool open = false;
  const auto close = [&](std::size_t end) {
    if (open) out.end[token++] = static_cast<std::uint32_t>(end);
  };
  for_each_bit(segmentation.starts, [&](std::size_t start) {
    close(start);
    open = (segmentation.words[start / 64] >> (start % 64) & 1) != 0;
    if (open) out.begin[token] = static_cast<std::uint32_t>(start);
  });
  close(segmentation.units);

  Rank rank(weighted);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t before = rank.before(out.begin[i]);
    out.weight[i] = std::max<std::uint32_t>(1, rank.before(out.end[i]) - before);
  }
}

void list_characters(std::u16string_view text, std::span<const std::uint64_t> letters,
                     Tokens& out) {
  const std::size_t count = population(letters);
  out.begin.resize(count);
  out.end.resize(count);
  out.weight.assign(count, 1);
  std::size_t token = 0;
  for_each_bit(letters, [&](std::size_t i) {
    out.begin[token] = static_cast<std::uint32_t>(i);
    out.end[token] = static_cast<std::uint32_t>(i + 1 + U16_IS_LEAD(text[i]));
    ++token;
  });
}

}  // namespace leitong
