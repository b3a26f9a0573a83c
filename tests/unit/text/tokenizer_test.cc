#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/tokens.h"
#include "reference/random_text.h"
#include "reference/slow_words.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

Tokenizer tokenizer(TokenKind kind) {
  auto made = Tokenizer::create(kind, SegmenterKind::kAuto);
  EXPECT_TRUE(made.has_value());
  return std::move(*made);
}

std::vector<reference::Token> listed(const Tokens& tokens) {
  EXPECT_EQ(tokens.end.size(), tokens.size());
  EXPECT_EQ(tokens.weight.size(), tokens.size());
  std::vector<reference::Token> list;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    list.push_back({tokens.begin[i], tokens.end[i], tokens.weight[i]});
  }
  return list;
}

std::vector<reference::Token> tokens_of(TokenKind kind, std::u16string_view text) {
  Tokens tokens;
  tokenizer(kind).tokenize(text, tokens);
  return listed(tokens);
}

using List = std::vector<reference::Token>;

TEST(WordTokens, WeighTheirHanAndHiragana) {
  EXPECT_EQ(tokens_of(TokenKind::kWord, u"软件 engineer, です"),
            (List{{0, 2, 2}, {3, 11, 1}, {13, 15, 2}}));
}

TEST(WordTokens, PunctuationAndSpaceAreNone) {
  EXPECT_EQ(tokens_of(TokenKind::kWord, u" ，。…！ ++"), List{});
  EXPECT_EQ(tokens_of(TokenKind::kWord, u"C++"), tokens_of(TokenKind::kWord, u"C"));
}

TEST(WordTokens, KatakanaWeighsOneAWord) {
  EXPECT_EQ(tokens_of(TokenKind::kWord, u"カタカナ"), (List{{0, 4, 1}}));
}

TEST(WordTokens, SupplementaryHanWeighsOneACharacter) {
  EXPECT_EQ(tokens_of(TokenKind::kWord, u"\U00020000\U00020001"), (List{{0, 2, 1}, {2, 4, 1}}));
}

TEST(CharacterTokens, AreLettersMarksAndNumbers) {
  EXPECT_EQ(tokens_of(TokenKind::kChar, u"a,中\u0301 ①\U00020000☺\xD800"),
            (List{{0, 1, 1}, {2, 3, 1}, {3, 4, 1}, {5, 6, 1}, {6, 8, 1}}));
}

TEST(CharacterTokens, EmptyText) { EXPECT_EQ(tokens_of(TokenKind::kChar, u""), List{}); }

TEST(CharacterTokens, PairAcrossWordsOfBits) {
  const std::u16string text = std::u16string(63, u' ') + u"\U00020000a";
  EXPECT_EQ(tokens_of(TokenKind::kChar, text), (List{{63, 65, 1}, {65, 66, 1}}));
}

TEST(Tokens, RandomTextEqualsTheSlowLists) {
  static constexpr unsigned kSeed = 7;
  on_every_target([] {
    std::mt19937 random(kSeed);
    Tokenizer words = tokenizer(TokenKind::kWord);
    Tokenizer characters = tokenizer(TokenKind::kChar);
    Tokens tokens;
    for (int round = 0; round < 400; ++round) {
      const std::u16string text = reference::random_text(random, random() % 200);
      words.tokenize(text, tokens);
      ASSERT_EQ(listed(tokens), reference::word_tokens(text))
          << "seed " << kSeed << " round " << round;
      characters.tokenize(text, tokens);
      ASSERT_EQ(listed(tokens), reference::character_tokens(text))
          << "seed " << kSeed << " round " << round;
      std::u16string expected;
      bool single = true;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        expected.append(text, tokens.begin[i], tokens.end[i] - tokens.begin[i]);
        single = single && tokens.end[i] - tokens.begin[i] == 1;
      }
      std::u16string units;
      ASSERT_EQ(characters.tokenize_to_units(text, units), single)
          << "seed " << kSeed << " round " << round;
      if (single) {
        ASSERT_EQ(units, expected) << "seed " << kSeed << " round " << round;
      }
      ASSERT_FALSE(words.tokenize_to_units(text, units));
    }
  });
}

// One token that is longer than any word of bits, weighed across several.
TEST(WordTokens, ALongWordWeighsOneWithoutHan) {
  const std::u16string text = u"中 " + std::u16string(300, u'a') + u" 中";
  const List expected = {{0, 1, 1}, {2, 302, 1}, {303, 304, 1}};
  EXPECT_EQ(tokens_of(TokenKind::kWord, text), expected);
}

TEST(CharacterTokens, EveryCodePoint) {
  std::u16string text;
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    if (c > 0xFFFF) text += static_cast<char16_t>(U16_LEAD(c));
    text += static_cast<char16_t>(c > 0xFFFF ? U16_TRAIL(c) : c);
  }
  EXPECT_EQ(tokens_of(TokenKind::kChar, text), reference::character_tokens(text));
}

}  // namespace
}  // namespace leitong
