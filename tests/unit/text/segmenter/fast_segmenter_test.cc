// The fast segmenter against ICU itself, word for word.
#include "text/segmenter/fast_segmenter.h"

#include <gtest/gtest.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/fold.h"
#include "reference/random_text.h"
#include "reference/slow_dictionary.h"
#include "unit/every_target.h"
#include "unit/text/segmenter/comparison.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 4;

void append(std::u16string& text, char32_t c) {
  if (c > 0xFFFF) {
    text += static_cast<char16_t>(U16_LEAD(c));
    text += static_cast<char16_t>(U16_TRAIL(c));
  } else {
    text += static_cast<char16_t>(c);
  }
}

// All code points, and those of the planes where characters are also in many contexts.
TEST(FastSegmenter, EveryCodePointInContext) {
  constexpr std::u16string_view kContexts[][2] = {
      {u"", u""},     {u"中", u"国"}, {u"a", u"b"},   {u"1", u"2"},          {u"カ", u"カ"},
      {u"a.", u".1"}, {u"の", u"の"}, {u"한", u"국"}, {u"_", u"_"},          {u" ", u"\u0301"},
      {u"א", u"\"א"}, {u"ก", u"ข"},   {u"々", u"ー"}, {u"\u200D", u"\u200D"}};
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::u16string text;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const bool is_in_use = c < 0x34000 || (c >= 0xE0000 && c < 0xE0200);
    for (const auto& [before, after] :
         std::span(kContexts).first(is_in_use ? std::size(kContexts) : 2)) {
      text += before;
      append(text, c);
      text += after;
      text += u'\n';
    }
    if (text.size() < 100000 && c != 0x10FFFF) continue;
    ASSERT_TRUE(comparison.same(*segmenter, text)) << "up to U+" << std::hex << std::uint32_t{c};
    text.clear();
  }
}

TEST(FastSegmenter, RandomTroubleInWindowsOfAllSizes) {
  Comparison comparison;
  std::mt19937 random(kSeed);
  for (const std::size_t window : {64, 65, 127, 200, 4096}) {
    const auto segmenter = fast_segmenter(window);
    for (int round = 0; round < 1500; ++round) {
      const std::u16string text = reference::random_text(random, random() % 120);
      ASSERT_TRUE(comparison.same(*segmenter, text)) << "seed " << kSeed << " window " << window;
    }
  }
}

std::vector<std::u16string> dictionary() {
  const reference::SlowDictionary dictionary;
  std::vector<std::u16string> words;
  for (const auto& [word, cost] : dictionary.costs()) words.push_back(word);
  return words;
}

TEST(FastSegmenter, EveryWordOfTheDictionaryAloneAndInARow) {
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::u16string lines;
  std::u16string row;
  for (const std::u16string& word : dictionary()) {
    lines += word + u'\n';
    row += word;
  }
  EXPECT_TRUE(comparison.same(*segmenter, lines));
  EXPECT_TRUE(comparison.same(*segmenter, row.substr(0, 300000)));
}

// Beginnings, ends and middles of words, so that nearly everything overlaps.
TEST(FastSegmenter, FragmentsOfWords) {
  const std::vector<std::u16string> words = dictionary();
  std::vector<std::u16string> folded;
  const Folder folder;
  FoldedText unchanged;
  for (const std::u16string& word : words) {
    folder.fold(utf8(word), unchanged);
    if (unchanged.units == word) folded.push_back(word);
  }
  ASSERT_GT(folded.size(), 100000U);
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    std::u16string text;
    while (text.size() < 300) {
      const std::u16string& word = folded[random() % folded.size()];
      const std::size_t from = random() % word.size();
      text += word.substr(from, 1 + random() % (word.size() - from));
      if (random() % 32 == 0) text += u'，';
    }
    ASSERT_TRUE(comparison.same(*segmenter, text)) << "seed " << kSeed;
  }
}

// A small alphabet whose words overlap in every way.
TEST(FastSegmenter, RandomStringsOverFewCharacters) {
  constexpr std::u16string_view kAlphabets[] = {u"中国人民大学生活动", u"一二三十月日年",
                                                u"のことはがです",     u"アイスクリーム",
                                                u"アの一ー々",         u"北京大学生"};
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 6000; ++round) {
    const std::u16string_view alphabet = kAlphabets[round % std::size(kAlphabets)];
    std::u16string text;
    for (std::size_t length = 1 + random() % 100; length != 0; --length) {
      text += alphabet[random() % alphabet.size()];
    }
    ASSERT_TRUE(comparison.same(*segmenter, text)) << "seed " << kSeed;
  }
}

// Fragments of all words, those too that the fold would change, between every kind of trouble.
TEST(FastSegmenter, FragmentsAndTrouble) {
  const std::vector<std::u16string> words = dictionary();
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 3000; ++round) {
    std::u16string text;
    for (std::size_t length = random() % 60; length != 0; --length) {
      const std::u16string& word = words[random() % words.size()];
      const std::size_t from = random() % word.size();
      text += word.substr(from, 1 + random() % (word.size() - from));
      if (random() % 3 == 0) text += reference::random_text(random, 1);
    }
    ASSERT_TRUE(comparison.same(*segmenter, text)) << "seed " << kSeed << " round " << round;
  }
}

TEST(FastSegmenter, KatakanaRunsOfEveryLength) {
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  std::mt19937 random(kSeed);
  for (std::size_t length = 0; length < 150; ++length) {
    for (const std::u16string_view before : {u"", u"a", u"中", u"の", u"_", u"ア・", u"1"}) {
      std::u16string run;
      for (std::size_t i = 0; i < length; ++i) run += static_cast<char16_t>(0x30A1 + random() % 90);
      ASSERT_TRUE(comparison.same(*segmenter, std::u16string(before) + run + u"国"));
      ASSERT_TRUE(
          comparison.same(*segmenter, std::u16string(before) + std::u16string(length, u'ー')));
    }
  }
}

TEST(FastSegmenter, TextWithoutASafePlace) {
  const auto segmenter = fast_segmenter();
  Comparison comparison;
  for (const std::u16string_view unit :
       {u"a", u" ", u"一", u"中国", u"ア", u"ก", u"e\u0301", u"가", u"\xD800"}) {
    std::u16string text;
    while (text.size() < 20000) text += unit;
    EXPECT_TRUE(comparison.same(*segmenter, text));
  }
}

TEST(FastSegmenter, TheSameOnEveryCpu) {
  Comparison comparison;
  on_every_target([&] {
    const auto segmenter = fast_segmenter(256);
    std::mt19937 random(kSeed);
    for (int round = 0; round < 500; ++round) {
      ASSERT_TRUE(comparison.same(*segmenter, reference::random_text(random, 100)))
          << "seed " << kSeed << " round " << round;
    }
  });
}

// What was segmented before must not matter: not what ICU was asked, not the size of a window.
TEST(FastSegmenter, TheSameFirstAndLast) {
  std::mt19937 random(kSeed);
  std::vector<std::u16string> texts = {u"ージョン", u"〆ージョン々", u"\u1A20ー\u1980ー"};
  for (int i = 0; i < 300; ++i) texts.push_back(reference::random_text(random, random() % 200));
  std::vector<Segmentation> first(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) fast_segmenter()->segment(texts[i], first[i]);
  const auto segmenter = fast_segmenter();
  Segmentation found;
  for (int round = 0; round < 2000; ++round) {
    const std::size_t i = random() % texts.size();
    segmenter->segment(texts[i], found);
    ASSERT_EQ(difference(texts[i], found, first[i]), "") << "seed " << kSeed;
  }
}

TEST(FastSegmenter, CountsWhatWentToIcu) {
  const auto segmenter = fast_segmenter();
  Segmentation found;
  segmenter->segment(u"软件工程师 and C", found);
  EXPECT_EQ(segmenter->counts().units, 11U);
  EXPECT_EQ(segmenter->counts().icu_units, 0U);
  EXPECT_EQ(segmenter->counts().walked_units, 0U);
  segmenter->segment(u"中国 e\u0301 人民", found);
  EXPECT_EQ(segmenter->counts().icu_units, 0U);
  EXPECT_EQ(segmenter->counts().walked_units, 6U);
  segmenter->segment(u"中国 ภาษา 人民", found);
  EXPECT_EQ(segmenter->counts().icu_units, 10U);
}

}  // namespace
}  // namespace leitong
