// ICU's compiled rules as data, and the tables that were made of them.
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
#include "reference/slow_words.h"
#include "text/segmenter/rules.h"
#include "text/segmenter/tables.h"
#include "text/tables/make_segmenter_tables_rules.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 11;

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
