// Each pass of the fast segmenter against the same in a few plain lines.
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/rbbi.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/random_text.h"
#include "reference/slow_dictionary.h"
#include "reference/slow_words.h"
#include "text/segmenter/classes.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/pieces.h"
#include "text/segmenter/rule_bits.h"
#include "text/segmenter/rules.h"
#include "text/segmenter/tables.h"
#include "text/tables/make_segmenter_tables_rules.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 11;

const SegmenterTables& tables() { return linked_tables()->tables; }

const reference::SlowDictionary& dictionary() {
  static const reference::SlowDictionary dictionary;
  return dictionary;
}

bool bit(std::uint64_t word, std::size_t i) { return (word >> (i % 64) & 1) != 0; }

// All passes over one text.
struct Passes {
  explicit Passes(std::u16string_view text)
      : blocks(text.size() / 64 + 1),
        codes(blocks * 64 + 16),
        classes(blocks + 1),
        rules(blocks),
        cells(blocks * 64),
        pairs(blocks),
        starts(blocks) {
    classify(text, tables(), ClassSets(tables()), codes.data(), classes.data());
    find_rule_bits(classes.data(), blocks, rules.data());
    find_pairs(tables(), classes.data(), blocks, codes.data(), cells.data(), pairs.data());
    Pieces(tables()).find_starts(classes.data(), pairs.data(), blocks, codes.data(), cells.data(),
                                 starts.data());
  }

  std::size_t blocks;
  std::vector<Code> codes;
  std::vector<ClassBits> classes;
  std::vector<RuleBits> rules;
  std::vector<Cell> cells;
  std::vector<PairBits> pairs;
  std::vector<std::uint64_t> starts;
};

// Characters of the dictionary that have a code of their own, without trouble between them.
std::u16string divided_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::u16string> words = [] {
    std::vector<std::u16string> list;
    for (const auto& [word, cost] : dictionary().costs()) {
      if (std::ranges::all_of(word,
                              [](char16_t c) { return tables().codes[c] >= kFirstDivided; })) {
        list.push_back(word);
      }
    }
    return list;
  }();
  std::u16string text;
  while (text.size() < length) {
    const std::u16string& word = words[random() % words.size()];
    const std::size_t from = random() % word.size();
    text += word.substr(from, 1 + random() % word.size());
  }
  return text;
}

TEST(Classes, AreThoseOfTheCodes) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    const std::u16string text = reference::random_text(random, random() % 200);
    const Passes passes(text);
    for (std::size_t i = 0; i < passes.blocks * 64; ++i) {
      const Code code = i < text.size() ? tables().codes[text[i]] : Code{kOther};
      const ClassBits& found = passes.classes[i / 64];
      ASSERT_EQ(bit(found.letter, i), code == kLetter) << i << " seed " << kSeed;
      ASSERT_EQ(bit(found.number, i), code == kNumber) << i;
      ASSERT_EQ(bit(found.joiner, i), code == kJoiner) << i;
      ASSERT_EQ(bit(found.space, i), code == kSpace) << i;
      ASSERT_EQ(bit(found.mid_letter, i), code == kMidLetter || code == kMidBoth) << i;
      ASSERT_EQ(bit(found.mid_number, i), code == kMidNumber || code == kMidBoth) << i;
      ASSERT_EQ(bit(found.hard, i), code == kHard) << i;
      ASSERT_EQ(bit(found.hangul, i), code == kHangul) << i;
      ASSERT_EQ(bit(found.katakana, i), code == kKatakanaOther || is_katakana_run(code)) << i;
      ASSERT_EQ(bit(found.run, i), is_katakana_run(code)) << i;
      ASSERT_EQ(bit(found.repeat, i), code == kRepeat || code == kRepeatOther) << i;
      ASSERT_EQ(bit(found.divided, i), code >= kFirstDivided) << i;
    }
  }
}

// The rules of the linked ICU, walked over all strings of classes up to this length.
TEST(RuleBits, AreTheRulesOverAllShortStringsOfClasses) {
  constexpr std::u16string_view kClassMembers = u"a1_ ·,.!中々カの가";
  const WordRules& rules = linked_tables()->rules;
  for (std::size_t length = 1; length <= 5; ++length) {
    std::vector<std::size_t> digits(length);
    std::u16string text(length, u' ');
    for (;;) {
      for (std::size_t i = 0; i < length; ++i) text[i] = kClassMembers[digits[i]];
      const Passes passes(text);
      const std::uint64_t joined = passes.rules[0].joined | passes.rules[0].inside;
      std::uint64_t expected = (std::uint64_t{1} << length) - 1;
      for (std::size_t i = 0; i < length;) {
        expected &= ~(std::uint64_t{1} << i);
        i += rules.first_segment(std::u16string_view(text).substr(i)).length;
      }
      ASSERT_EQ(joined & ((std::uint64_t{1} << length) - 1), expected)
          << std::string(text.begin(), text.end());
      std::size_t place = 0;
      while (place < length && ++digits[place] == kClassMembers.size()) digits[place++] = 0;
      if (place == length) break;
    }
  }
}

// What stands before and behind a safe boundary is segmented each by itself.
TEST(RuleBits, SafeBoundariesAreSafe) {
  std::mt19937 random(kSeed);
  reference::WordLoop icu;
  std::size_t tried = 0;
  for (int round = 0; round < 400; ++round) {
    const std::u16string text = reference::random_text(random, 12);
    const Passes passes(text);
    const std::vector<reference::Word> whole = icu.segments(text);
    for (std::size_t g = 1; g < text.size(); ++g) {
      if (!bit(passes.rules[g / 64].safe, g)) continue;
      std::vector<reference::Word> parts = icu.segments(std::u16string_view(text).substr(0, g));
      for (reference::Word word : icu.segments(std::u16string_view(text).substr(g))) {
        word.begin += static_cast<std::uint32_t>(g);
        word.end += static_cast<std::uint32_t>(g);
        parts.push_back(word);
      }
      ASSERT_EQ(parts, whole) << "cut at " << g << ", seed " << kSeed;
      ++tried;
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(Pairs, AreTheWordsOfTwoThatAreNotDominated) {
  std::mt19937 random(kSeed);
  const auto edge = [](std::u16string_view word) { return dictionary().edge(word); };
  for (int round = 0; round < 300; ++round) {
    const std::u16string text = divided_text(random, 130);
    const Passes passes(text);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const std::u16string_view pair = std::u16string_view(text).substr(i, 2);
      const bool is_kept =
          edge(pair) >= 0 && edge(pair) <= edge(pair.substr(0, 1)) + edge(pair.substr(1));
      ASSERT_EQ(bit(passes.pairs[i / 64].word, i), is_kept) << "at " << i << " seed " << kSeed;
      if (is_kept) {
        ASSERT_EQ(cost(passes.cells[i]), edge(pair));
      }
    }
  }
}

TEST(Pieces, AreTheCheapestPath) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    const std::u16string text = divided_text(random, 1 + random() % 150);
    const Passes passes(text);
    const std::vector<std::size_t> expected = dictionary().starts(text);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (bit(passes.starts[i / 64], i)) found.push_back(i);
    }
    ASSERT_EQ(found, expected) << "seed " << kSeed << " round " << round;
  }
}

TEST(WordRules, WalkedAreIcusSegmentsWhereNoDictionaryIs) {
  const WordRules& rules = linked_tables()->rules;
  std::mt19937 random(kSeed);
  reference::WordLoop icu;
  for (int round = 0; round < 2000; ++round) {
    std::u16string text;
    for (const char16_t unit : reference::random_text(random, 30)) {
      if (U16_IS_SURROGATE(unit)) continue;
      if (rules.category(unit) < rules.first_dictionary_category()) text += unit;
    }
    std::vector<reference::Word> walked;
    for (std::uint32_t i = 0; i < text.size();) {
      const WordRules::Segment segment = rules.first_segment(std::u16string_view(text).substr(i));
      const auto end = i + static_cast<std::uint32_t>(segment.length);
      walked.push_back({i, end, segment.is_word});
      i = end;
    }
    ASSERT_EQ(walked, icu.segments(text)) << "seed " << kSeed;
  }
}

std::vector<std::uint8_t> compiled(icu::BreakIterator& iterator) {
  std::uint32_t length = 0;
  const std::uint8_t* const bytes =
      dynamic_cast<icu::RuleBasedBreakIterator&>(iterator).getBinaryRules(length);
  return {bytes, bytes + length};
}

TEST(WordRules, OthersAreNotTakenForThem) {
  EXPECT_TRUE(rules_are_known(linked_tables()->rules));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> characters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  const auto rules = WordRules::read(compiled(*characters));
  EXPECT_TRUE(!rules || !rules_are_known(*rules));
}

TEST(WordRules, DamagedOnesAreRefused) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const std::vector<std::uint8_t> bytes = compiled(*words);
  ASSERT_TRUE(WordRules::read(bytes).has_value());
  for (const std::size_t length : {0, 10, 80, 500, 2000}) {
    EXPECT_FALSE(WordRules::read(std::span(bytes).first(length)).has_value()) << length;
  }
  std::vector<std::uint8_t> newer = bytes;
  ++newer[4];  // the format
  EXPECT_FALSE(WordRules::read(newer).has_value());
  std::vector<std::uint8_t> looking_ahead = bytes;
  const std::size_t first_row = looking_ahead[16] + 20;
  looking_ahead[first_row + 1] = 2;
  EXPECT_FALSE(WordRules::read(looking_ahead).has_value());
}

TEST(Tables, BytesThatAreNoneAreRefused) {
  EXPECT_FALSE(view_tables({}).has_value());
  std::vector<std::byte> zeros(4096);
  EXPECT_FALSE(view_tables(zeros).has_value());
  SegmenterTablesHeader header{.magic = SegmenterTablesHeader::kMagic,
                               .rules_hash = 0,
                               .dictionary_hash = 0,
                               .icu_version = "72.1",
                               .singles = 1000,
                               .rows = 4000,
                               .pairs = 1000000,
                               .deep = 1000,
                               .unusable = {}};
  std::vector<std::byte> cut_off(300000);
  std::ranges::copy(std::as_bytes(std::span(&header, 1)), cut_off.begin());
  EXPECT_FALSE(view_tables(cut_off).has_value());
  header.pairs = 1000;
  header.deep = 100;
  std::ranges::copy(std::as_bytes(std::span(&header, 1)), cut_off.begin());
  EXPECT_TRUE(view_tables(cut_off).has_value());
  std::string_view("the rules are new").copy(header.unusable, sizeof header.unusable - 1);
  std::ranges::copy(std::as_bytes(std::span(&header, 1)), cut_off.begin());
  const auto unusable = view_tables(cut_off);
  ASSERT_FALSE(unusable.has_value());
  EXPECT_EQ(unusable.error().what, "the rules are new");
}

}  // namespace
}  // namespace leitong
