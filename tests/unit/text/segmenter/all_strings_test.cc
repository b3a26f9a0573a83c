// The fast segmenter against ICU over all short strings of an alphabet that has a member of each
// category of the rules; the members are looked for, none is written down.
//
// Every run takes all strings of up to four categories, and a share of those of five and of those
// of four *kinds*, of which there are about twice as many. With LEITONG_EXHAUSTIVE=1 in the
// environment it takes all: two minutes.
#include <gtest/gtest.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "text/segmenter/codes.h"
#include "text/segmenter/tables.h"
#include "unit/text/segmenter/comparison.h"

namespace leitong {
namespace {

// What makes a difference to any stage: the category of the rules; the class (of the codes from
// kFirstKatakana on, which group); in a script of ICU's CJK engine; a lone surrogate.
using Kind = std::tuple<unsigned, unsigned, bool, bool>;

constexpr unsigned kBeyondTheBmp = 65535;

Kind kind_of(char32_t c) {
  unsigned code = kBeyondTheBmp;
  if (c <= 0xFFFF) {
    code = linked_tables()->tables.codes[c];
    if (code >= kFirstHan) code = kFirstHan;
    if (is_katakana_run(static_cast<Code>(code))) code = kFirstKatakana;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  const bool is_cjk =
      script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
  return {linked_tables()->rules.category(c), code, is_cjk, U_IS_SURROGATE(c)};
}

using Alphabet = std::vector<char32_t>;

// One member of each kind; and of each category the one whose code is the highest, which the fast
// way knows, if it knows any. Some more, so that there are words, runs and repetition marks.
struct Alphabets {
  Alphabets() {
    std::map<Kind, char32_t> by_kind;
    for (const char32_t c : std::u32string_view(U"中のア")) by_kind.emplace(kind_of(c), c);
    for (char32_t c = 0; c <= 0x10FFFF; ++c) by_kind.emplace(kind_of(c), c);
    std::map<unsigned, char32_t> by_category;
    for (const auto& [kind, member] : by_kind) {
      kinds.push_back(member);
      const auto [category, code, is_cjk, is_surrogate] = kind;
      const bool is_new = by_category.emplace(category, member).second;
      if (!is_new && code != kHard && code != kBeyondTheBmp) by_category[category] = member;
    }
    for (const auto& [category, member] : by_category) categories.push_back(member);
    for (const char32_t c : std::u32string_view(U"国々")) categories.push_back(c);
    for (const char32_t c : std::u32string_view(U"国ー")) kinds.push_back(c);
  }

  Alphabet kinds;
  Alphabet categories;
};

const Alphabets& alphabets() {
  static const Alphabets alphabets;
  return alphabets;
}

// Calls found(text) for every `stride`-th string of exactly `length` members.
template <class Found>
std::size_t for_each_string(const Alphabet& alphabet, std::size_t length, std::size_t stride,
                            Found found) {
  std::size_t strings = 1;
  for (std::size_t i = 0; i < length; ++i) strings *= alphabet.size();
  std::u16string text;
  for (std::size_t number = 0; number < strings; number += stride) {
    text.clear();
    for (std::size_t i = 0, rest = number; i < length; ++i, rest /= alphabet.size()) {
      const char32_t member = alphabet[rest % alphabet.size()];
      if (member > 0xFFFF) {
        text += {U16_LEAD(member), U16_TRAIL(member)};
      } else {
        text += static_cast<char16_t>(member);
      }
    }
    found(text);
    if (testing::Test::HasFatalFailure()) break;
  }
  return (strings + stride - 1) / stride;
}

// Each a text by itself.
void compare_texts(const Alphabet& alphabet, std::size_t length, std::size_t stride) {
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  const std::size_t strings = for_each_string(
      alphabet, length, stride,
      [&](const std::u16string& text) { ASSERT_TRUE(comparison.same(*segmenter, text)); });
  std::printf("%zu strings of %zu of %zu members\n", strings, length, alphabet.size());
}

// Lines of long texts, so that they stand at all places of a word of bits.
void compare_lines(const Alphabet& alphabet, std::size_t length) {
  constexpr std::size_t kLongText = 200000;
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::u16string lines;
  const std::size_t strings = for_each_string(alphabet, length, 1, [&](const std::u16string& text) {
    lines += text;
    lines += u'\n';
    if (lines.size() < kLongText) return;
    ASSERT_TRUE(comparison.same(*segmenter, lines));
    lines.clear();
  });
  ASSERT_TRUE(comparison.same(*segmenter, lines));
  std::printf("%zu strings of %zu of %zu members, as lines\n", strings, length, alphabet.size());
}

std::size_t every(std::size_t stride) {
  return std::getenv("LEITONG_EXHAUSTIVE") != nullptr ? 1 : stride;
}

TEST(AllStrings, AlphabetHasEveryCategory) {
  EXPECT_GE(alphabets().categories.size(), 25U);
  EXPECT_GE(alphabets().kinds.size(), 45U);
}

TEST(AllStrings, OfUpToThreeKinds) {
  for (std::size_t length = 0; length <= 3; ++length) {
    ASSERT_NO_FATAL_FAILURE(compare_texts(alphabets().kinds, length, 1));
  }
}

TEST(AllStrings, OfFourKinds) { compare_texts(alphabets().kinds, 4, every(7)); }

TEST(AllStrings, OfFourCategories) { compare_texts(alphabets().categories, 4, 1); }

TEST(AllStrings, OfFiveCategories) { compare_texts(alphabets().categories, 5, every(31)); }

TEST(AllStrings, AsLines) {
  compare_lines(alphabets().kinds, 3);
  compare_lines(alphabets().categories, 4);
}

}  // namespace
}  // namespace leitong
