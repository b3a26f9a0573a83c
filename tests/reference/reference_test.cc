// The oracles against examples written by hand, and against each other where there are two ways.
#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "reference/exact_join.h"
#include "reference/reference_fold.h"
#include "reference/reference_shingles.h"
#include "reference/reference_similarity.h"
#include "reference/reference_tokens.h"

namespace leitong::reference {
namespace {

std::string utf8(std::u16string_view text) {
  std::string result;
  icu::UnicodeString(text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(result);
  return result;
}

std::string folded(std::string_view text, const Steps& steps = {}) {
  return utf8(reference_fold(text, steps));
}

TEST(ReferenceDecode, ExamplesOfTheStandard) {  // Unicode 15, tables 3-8 to 3-11
  const auto decode = [](std::string_view text) { return reference_decode(text).text; };
  EXPECT_EQ(decode("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(decode("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(decode("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
            U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB");
  EXPECT_EQ(decode("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), U"\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(reference_decode("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41").ill_formed, 4u);
  EXPECT_EQ(reference_decode("\xEF\xBF\xBD").ill_formed, 0u);
  EXPECT_EQ(decode("雷\xF0\xA0\x80\x80"), U"雷𠀀");
}

TEST(ReferenceDecode, EqualsIcuOnRandomBytes) {
  const unsigned seed = 1;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string bytes =
      "\x41\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF";
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (unsigned i = random() % 8; i > 0; --i) text += bytes[random() % bytes.size()];
    std::string mine;
    const std::u32string decoded = reference_decode(text).text;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(decoded.data()),
                                  static_cast<std::int32_t>(decoded.size()))
        .toUTF8String(mine);
    std::string icus;
    icu::UnicodeString::fromUTF8(text).toUTF8String(icus);
    ASSERT_EQ(mine, icus);
  }
}

TEST(ReferenceFold, Steps) {
  EXPECT_EQ(folded("a\tb\x01"
                   "c\r\nd\x7F\xC2\x85"
                   "e\xC2\x80"),
            "a bc  d e");
  EXPECT_EQ(folded("a\tb\x01", {.controls = false}), "a\tb\x01");
  EXPECT_EQ(folded("ＡＢＣ　ｶﾞ Straße ﬁ ①"), "abc ガ strasse fi 1");
  EXPECT_EQ(folded("Ａ", {.compatibility = false}), "Ａ");
  EXPECT_EQ(folded("e\xCC\x81"), "é");
  EXPECT_EQ(folded("soft\xC2\xADhyphen\xE2\x80\x8B\xEF\xBB\xBF"), "softhyphen");
  EXPECT_EQ(folded("雷同軟體漢語"), "雷同软体汉语");
  EXPECT_EQ(folded("漢語", {.simplify = false}), "漢語");
  EXPECT_EQ(folded("劒鬬敎勅裠彫昬囯"), "剑斗教敕裙雕昏国");
  EXPECT_EQ(folded("敎", {.variants = false}), "敎");
  EXPECT_EQ(folded("他她它牠一壹于亏扵"), "他她它牠一壹于亏扵");
  EXPECT_EQ(folded("「著名螢幕」"), "「着名萤幕」");
  EXPECT_EQ(folded("がか\xE3\x82\x99 ก็"), "がが ก็");  // marks stay
  EXPECT_EQ(folded("a\xFF"), "a\xEF\xBF\xBD");
}

TEST(ReferenceFold, HanCharactersReachAFixedPointInsideTheRule) {
  std::size_t simplified = 0, variants = 0;
  for (char32_t character = 0; character < 0x110000; ++character) {
    const char32_t simple = reference_simplified(character);
    const char32_t variant = reference_variant(character);
    simplified += simple != character;
    variants += variant != character;
    ASSERT_EQ(reference_simplified(simple), simple);
    ASSERT_EQ(reference_variant(variant), variant);
    if (variant != character) {
      ASSERT_EQ(simple, character);
      ASSERT_EQ(reference_simplified(variant), variant);
    }
  }
  EXPECT_GT(simplified, 2'500u);
  EXPECT_GT(variants, 1'000u);  // 1,145 with Unicode 15
  EXPECT_LT(variants, 1'300u);
  EXPECT_EQ(reference_simplified(U'苧'), U'苎');
  EXPECT_EQ(reference_simplified(U'薴'), U'苎');
  EXPECT_EQ(reference_simplified(U'苎'), U'苎');
}

TEST(ReferenceFold, ExactForm) {
  EXPECT_EQ(reference_exact_form(u"  一 \u3000\n二。 "), u"一 二。");
  EXPECT_EQ(reference_exact_form(u" \t "), u"");
}

std::vector<std::string> texts(const std::vector<Token>& tokens) {
  std::vector<std::string> result;
  result.reserve(tokens.size());
  for (const Token& token : tokens) {
    result.push_back(utf8(token.text) + "/" + std::to_string(token.weight));
  }
  return result;
}

TEST(ReferenceTokens, Words) {
  using List = std::vector<std::string>;
  EXPECT_EQ(texts(reference_tokens(u"example.com 3.14, foo_bar!", Unit::kWord)),
            (List{"example.com/1", "3.14/1", "foo_bar/1"}));
  EXPECT_EQ(texts(reference_tokens(u"我们去北京，再见。", Unit::kWord)),
            (List{"我们/2", "去/1", "北京/2", "再见/2"}));
  EXPECT_EQ(texts(reference_tokens(u"カタカナ", Unit::kWord)), (List{"カタカナ/1"}));
  EXPECT_EQ(texts(reference_tokens(u"ภาษาไทย", Unit::kWord)), (List{"ภาษา/1", "ไทย/1"}));
  EXPECT_EQ(reference_tokens(u"a b", Unit::kWord).at(1).begin, 2u);
  EXPECT_TRUE(reference_tokens(u"", Unit::kWord).empty());
}

TEST(ReferenceTokens, Characters) {
  EXPECT_EQ(texts(reference_tokens(u"a1-ก็ 𠀀。+", Unit::kChar)),
            (std::vector<std::string>{"a/1", "1/1", "ก/1", "็/1", "𠀀/1"}));
}

TEST(ReferenceShingles, ReachTheirWeight) {
  const std::vector<Token> tokens = {{u"我们", 0, 2}, {u"去", 2, 1}, {u"北京", 3, 2}, {u"x", 5, 1}};
  const std::u16string end(1, char16_t{0xD800});
  EXPECT_EQ(reference_shingle_list(tokens, 3),
            (std::vector<std::u16string>{u"我们" + end + u"去" + end, u"去" + end + u"北京" + end,
                                         u"北京" + end + u"x" + end}));
  EXPECT_TRUE(reference_shingle_list(tokens, 7).empty());
  EXPECT_EQ(reference_shingle_list(tokens, 6).size(), 1u);
}

TEST(ReferenceShingles, LightRecordsAreTheirExactForm) {
  const Rule rule;
  EXPECT_EQ(reference_record("A  b", rule), reference_record(" ａ b\n", rule));
  EXPECT_NE(reference_record("a b", rule), reference_record("a, b", rule));
  EXPECT_NE(reference_record(" ", rule), reference_record("  ", rule));
  EXPECT_EQ(reference_record("", rule).size(), 1u);
  EXPECT_NE(reference_record("a", {.n = 2}), reference_record("a", {.n = 1}));
}

TEST(ReferenceSimilarity, Jaccard) {
  EXPECT_EQ(reference_jaccard({u"a", u"b", u"c"}, {u"b", u"c", u"d"}), 0.5);
  EXPECT_EQ(reference_jaccard({u"a"}, {u"b"}), 0.0);
  const std::vector<std::uint32_t> a = {1, 2, 3, 4}, b = {1, 2, 3, 4, 5};
  EXPECT_EQ(reference_jaccard(a, b), 0.8);
}

TEST(ReferenceSimilarity, LeadersAreKept) {
  // A chain 0 ~ 1 ~ 2 does not drop 2 for 0's sake; 3 has two kept leaders and takes the better.
  const std::vector<Pair> pairs = {{0, 1, 0.9}, {1, 2, 0.9}, {2, 3, 0.9}, {0, 3, 0.8}};
  const auto leaders = reference_leaders(4, pairs);
  EXPECT_EQ(leaders, (std::vector<std::optional<std::size_t>>{{}, 0, {}, 0}));
}

TEST(ExactJoin, EqualsAllPairs) {
  const unsigned seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937 generator(seed);
  const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    const unsigned alphabet = 2 + random() % 40;
    std::vector<std::vector<std::uint32_t>> sets(1 + random() % 60);
    for (auto& set : sets) {
      if (&set != &sets.front() && random() % 2 == 0) {  // an edited copy of an earlier one
        set = sets[random() % static_cast<std::size_t>(&set - sets.data())];
      }
      for (unsigned i = random() % 10; i > 0; --i) set.push_back(random() % alphabet);
      set.push_back(random() % alphabet);
      std::ranges::sort(set);
      const auto repeats = std::ranges::unique(set);
      set.erase(repeats.begin(), repeats.end());
    }
    for (const double threshold : {0.1, 0.5, 0.7, 0.8, 0.9, 1.0}) {
      const std::vector<Pair> expected = all_pairs(sets, threshold);
      ASSERT_EQ(exact_join(sets, threshold), expected);
      found += expected.size();
    }
  }
  EXPECT_GT(found, 10'000u);
}

}  // namespace
}  // namespace leitong::reference
