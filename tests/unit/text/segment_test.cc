#include "leitong/segment.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/random_text.h"
#include "reference/slow_words.h"

namespace leitong {
namespace {

std::unique_ptr<Segmenter> segmenter(SegmenterKind kind) {
  auto made = make_segmenter(kind);
  EXPECT_TRUE(made.has_value());
  return std::move(*made);
}

bool bit(const std::vector<std::uint64_t>& bits, std::size_t i) {
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}

// "ab| |cd" with the words in brackets: "[ab] [cd]".
std::string show(Segmenter& segmenter, std::u16string_view text) {
  Segmentation result;
  segmenter.segment(text, result);
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && !bit(result.starts, end)) ++end;
    const bool word = bit(result.words, i);
    std::string segment;
    icu::UnicodeString(text.data() + i, static_cast<int>(end - i)).toUTF8String(segment);
    shown += word ? "[" + segment + "]" : segment;
    i = end;
  }
  return shown;
}

std::vector<reference::Word> words_of(const Segmentation& result) {
  std::vector<reference::Word> words;
  for (std::size_t i = 0; i < result.units; ++i) {
    if (bit(result.starts, i)) {
      words.push_back({static_cast<std::uint32_t>(i), 0, bit(result.words, i)});
    } else {
      EXPECT_FALSE(bit(result.words, i)) << "a word flag inside a segment, at " << i;
    }
    if (words.empty()) return words;
    words.back().end = static_cast<std::uint32_t>(i + 1);
  }
  return words;
}

class Segment : public testing::TestWithParam<SegmenterKind> {};

TEST_P(Segment, ExamplesOfTheDesign) {
  const auto s = segmenter(GetParam());
  // ICU 72 takes an address for one word, ICU 76 does not.
  EXPECT_EQ(show(*s, u"user@example.com"),
            icu_version().starts_with("72.") ? "[user@example.com]" : "[user]@[example.com]");
  EXPECT_EQ(show(*s, u"3.14"), "[3.14]");
  EXPECT_EQ(show(*s, u"foo_bar"), "[foo_bar]");
  EXPECT_EQ(show(*s, u"C++ 5,999.00"), "[C]++ [5,999.00]");
  EXPECT_EQ(show(*s, u"软件工程师"), "[软件][工程][师]");
  EXPECT_EQ(show(*s, u"3月14日，iPhone15拍照"), "[3][月][14][日]，[iPhone15][拍照]");
}

TEST_P(Segment, EmptyText) {
  const auto s = segmenter(GetParam());
  Segmentation result;
  s->segment(u"中文", result);
  s->segment(u"", result);
  EXPECT_EQ(result.units, 0U);
  EXPECT_EQ(result.starts, std::vector<std::uint64_t>{0});
  EXPECT_EQ(result.words, std::vector<std::uint64_t>{0});
}

TEST_P(Segment, BitmapsHaveOneWordBeyondTheText) {
  const auto s = segmenter(GetParam());
  Segmentation result;
  s->segment(std::u16string(128, u' '), result);
  EXPECT_EQ(result.units, 128U);
  EXPECT_EQ(result.starts.size(), 3U);
  EXPECT_EQ(result.words.size(), 3U);
  EXPECT_EQ(result.starts[2], 0U);
}

TEST_P(Segment, LoneSurrogates) {
  const auto s = segmenter(GetParam());
  for (const std::u16string_view text : {u"\xD800", u"\xDC00", u"a\xD800", u"\xDC00\xD800",
                                         u"中\xD840文\xDC00", u"\xD840\xDC00\xDC00"}) {
    Segmentation result;
    s->segment(text, result);
    EXPECT_EQ(words_of(result), reference::segments(text));
  }
}

// ICU 72 gives one word in a process that has met no Han and no kana, two in any other.
TEST_P(Segment, ProlongedSoundMarkWhateverWasReadBefore) {
  const auto s = segmenter(GetParam());
  const std::string first = show(*s, u"ージョン");
  show(*s, u"漢字とカタカナ、ไทย");
  EXPECT_EQ(show(*s, u"ージョン"), first);
  EXPECT_EQ(show(*segmenter(GetParam()), u"ージョン"), first);
}

// Nobody's characters, from scripts without an engine, must not teach an iterator anything either.
TEST_P(Segment, CharactersWithoutEngineLeaveNoTrace) {
  constexpr std::u16string_view kText = u"\u1A20ージョン\u1980ージョン〆ージョン";
  const std::string first = show(*segmenter(GetParam()), kText);
  const auto s = segmenter(GetParam());
  show(*s, u"\u1A20\u1980\u1950\uAA80\u3006");
  EXPECT_EQ(show(*s, kText), first);
}

TEST_P(Segment, RandomTextEqualsADirectLoop) {
  const auto s = segmenter(GetParam());
  constexpr unsigned kSeed = 20261122;
  std::mt19937 random(kSeed);
  Segmentation result;
  for (int round = 0; round < 1500; ++round) {
    const std::u16string text = reference::random_text(random, random() % 60);
    s->segment(text, result);
    ASSERT_EQ(result.units, text.size());
    ASSERT_EQ(words_of(result), reference::segments(text))
        << "seed " << kSeed << " round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Segment, testing::Values(SegmenterKind::kAuto, SegmenterKind::kIcu),
                         [](const auto& kind) {
                           return kind.param == SegmenterKind::kAuto ? "Auto" : "Icu";
                         });

TEST(Identity, NamesIcuAndItsDictionary) {
  EXPECT_NE(dictionary_hash(), 0U);
  EXPECT_EQ(dictionary_hash(), dictionary_hash());
  EXPECT_EQ(icu_version().substr(0, 2), std::to_string(U_ICU_VERSION_MAJOR_NUM));
}

}  // namespace
}  // namespace leitong
