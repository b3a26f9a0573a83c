#include "leitong/fold.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "reference/random_text.h"
#include "reference/reference_fold.h"

namespace leitong {
namespace {

using reference::reference_fold;

std::string to_utf8(std::u32string_view text) {
  icu::UnicodeString units;
  for (const char32_t character : text) units.append(static_cast<UChar32>(character));
  std::string utf8;
  return units.toUTF8String(utf8);
}

std::string to_utf8(std::u16string_view text) {
  std::string utf8;
  return icu::UnicodeString(false, text.data(), static_cast<int>(text.size())).toUTF8String(utf8);
}

std::u16string fold(std::string_view utf8, FoldOptions options = {}) {
  FoldedText out;
  Folder(options).fold(utf8, out);
  return out.units;
}

std::vector<FoldOptions> all_options() {
  std::vector<FoldOptions> result;
  for (unsigned bits = 0; bits < 16; ++bits) {
    result.push_back({(bits & 1) == 0, (bits & 2) == 0, (bits & 4) == 0, (bits & 8) == 0});
  }
  return result;
}

reference::Steps steps_of(const FoldOptions& options) {
  return {options.controls, options.compatibility, options.simplify, options.variants};
}

// Characters that do something to their neighbours, and some that do nothing.
std::u32string troublesome_characters() {
  using namespace std::string_view_literals;
  return std::u32string(
      U"aAſßéÅǰʼnαᾴΐΰᾳσςΣΩiIİı\u0300\u0301\u0308\u0323\u0327\u0345\u034F\u00AD\u200B\u200D"
      U"\uFE0F\uFEFF\u0000\u0001\u007F\u0085\t\n\r \u00A0\u1680\u2028\u3000各각가각ᅟㄱﾡﾾ"
      U"か゛\u3099\u309AがガカﾞﾟハパｶﾊＡ１，ﬁﷺ㍿㎏①½…‥ｱ"
      U"กำ\u0E38\u0E48ລຳক\u09BE\u09C7\u09CB\u0B47\u0B3E\u0BC6\u0BBE\u1025\u102E\u0F71\u0F72"
      U"\u0F73"
      U"中國国囯劒劍剑鬬鬥斗豈\uF900\u2F00\u2F800\uFA6C𠀀𪛕𠄢𝐀𝟘𞤀🙂🏽\U000E0001\U000E0100"
      U"\U000110BA"
      U"\U00011099\U0001D15E\U0001D165\U0001D16E于亏扵她他它牠一壹\uFFFD\uFFFE\uFFFF\U0010FFFF"sv);
}

TEST(Fold, FoldsTheNamedExamples) {
  EXPECT_EQ(fold("Ｈｅｌｌｏ，　ＷＯＲＬＤ"), u"hello, world");
  EXPECT_EQ(fold("軟體工程師"), u"软体工程师");
  EXPECT_EQ(fold("劒鬬敎勅裠彫昬囯"), u"剑斗教敕裙雕昏国");
  EXPECT_EQ(fold("㍿①ﬁ"), u"株式会社1fi");
  EXPECT_EQ(fold("a\tb\r\nc\x01\x7f"
                 "d"),
            u"a b  cd");
  EXPECT_EQ(fold("ﾊﾟﾝ"), u"パン");
}

TEST(Fold, KeepsWordsApartThatMustStayApart) {
  for (const std::string_view text : {"他她它", "一壹", "于亏", "はばぱ", "กาก่า"}) {
    EXPECT_EQ(to_utf8(fold(text)), text);
  }
}

TEST(Fold, MovesAboutAThousandVariants) {
  int moved = 0;
  for (char32_t character = 0x3400; character < 0x33480; ++character) {
    const char32_t to = reference::reference_variant(character);
    if (to == character) continue;
    ++moved;
    EXPECT_EQ(fold(to_utf8(std::u32string(1, character))), std::u16string(1, char16_t(to)));
  }
  EXPECT_GT(moved, 1000);
  EXPECT_LT(moved, 1300);
}

TEST(Fold, CountsIllFormedParts) {
  FoldedText out;
  Folder().fold("a\xFF\xE4\xB8z\xF0\x9F\x99", out);
  EXPECT_EQ(out.units, u"a\uFFFD\uFFFDz\uFFFD");
  EXPECT_EQ(out.ill_formed, 3U);
}

TEST(Fold, EveryCharacterInEveryContext) {
  const std::vector<std::u32string> before = {U"",   U"a",       U"가",    U"ᄀ",
                                              U"か", U"e\u0301", U"\u0001"};
  const std::vector<std::u32string> after = {U"",       U"\u0301",       U"ᅡ",
                                             U"\u3099", U"\u200D\u0323", U"b"};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const Folder folder;
  FoldedText out;
  for (char32_t character = 0; character < 0x110000; ++character) {
    if (character >= 0xD800 && character < 0xE000) continue;
    const std::string alone = to_utf8(std::u32string(1, character));
    folder.fold(alone, out);
    ASSERT_LE(out.units.size(), 6 * alone.size()) << std::hex << std::uint32_t(character);
    if (out.units != reference_fold(alone)) FAIL() << std::hex << std::uint32_t(character);
    // Most of planes 3 to 16 is inert: a sample shows it.
    if (casefold->isInert(static_cast<UChar32>(character)) && character % 64 != 0) continue;
    for (const auto& left : before) {
      for (const auto& right : after) {
        const std::string text = to_utf8(left + character + right);
        folder.fold(text, out);
        ASSERT_EQ(out.units, reference_fold(text)) << std::hex << std::uint32_t(character);
      }
    }
  }
}

TEST(Fold, EveryTripleOfTroublesomeCharacters) {
  const std::u32string characters = troublesome_characters();
  const Folder folder;
  FoldedText out;
  FoldedText again;
  for (const char32_t a : characters) {
    for (const char32_t b : characters) {
      const std::string pair = to_utf8(std::u32string{a, b});
      folder.fold(pair, out);
      ASSERT_EQ(out.units, reference_fold(pair)) << pair;
      for (std::size_t i = (a + b) % 5; i < characters.size(); i += 5) {
        const std::string text = to_utf8(std::u32string{a, b, characters[i]});
        folder.fold(text, out);
        ASSERT_EQ(out.units, reference_fold(text)) << text;
        folder.fold(to_utf8(out.units), again);
        ASSERT_EQ(again.units, out.units) << "not idempotent: " << text;
      }
    }
  }
}

class RandomFold : public testing::Test {
 protected:
  void SetUp() override {
    seed_ = std::random_device{}();
    random_.seed(seed_);
    RecordProperty("seed", std::to_string(seed_));
  }

  std::string next(std::size_t length) {
    if (random_() % 4 == 0) {
      std::string bytes;
      for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(random_());
      return bytes;
    }
    if (random_() % 2 == 0) return to_utf8(reference::random_text(random_, length));
    static const std::u32string characters = troublesome_characters();
    std::u32string text;
    for (std::size_t i = 0; i < length; ++i) text += characters[random_() % characters.size()];
    return to_utf8(text);
  }

  std::uint32_t seed_ = 0;
  std::mt19937 random_;
};

TEST_F(RandomFold, EqualsTheReferenceAndIsIdempotent) {
  const Folder folder;
  FoldedText out;
  FoldedText again;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = next(random_() % 40);
    folder.fold(text, out);
    ASSERT_EQ(out.units, reference_fold(text)) << "seed " << seed_ << " round " << round;
    ASSERT_EQ(out.ill_formed, reference::reference_decode(text).ill_formed) << "seed " << seed_;
    folder.fold(to_utf8(out.units), again);
    ASSERT_EQ(again.units, out.units) << "seed " << seed_ << " round " << round << ": " << text;
  }
}

TEST_F(RandomFold, LongTextsGoThroughManyChunks) {
  FoldedText out;
  for (int round = 0; round < 40; ++round) {
    const std::string text = next(20000);
    Folder().fold(text, out);
    ASSERT_EQ(out.units, reference_fold(text)) << "seed " << seed_ << " round " << round;
  }
}

TEST_F(RandomFold, EveryChoiceOfStepsEqualsTheReferenceAndIsIdempotent) {
  for (const FoldOptions& options : all_options()) {
    for (int round = 0; round < 600; ++round) {
      const std::string text = next(round == 0 ? 9000 : random_() % 40);
      const std::u16string folded = fold(text, options);
      ASSERT_EQ(folded, reference_fold(text, steps_of(options))) << "seed " << seed_;
      ASSERT_EQ(fold(to_utf8(folded), options), folded) << "seed " << seed_;
    }
  }
}

TEST(Fold, AStretchLongerThanAnyBufferIsNormalizedAsOne) {
  std::string text = "a";
  for (int i = 0; i < 5000; ++i) text += i % 2 == 0 ? "\u0323" : "\u0301\x01";
  text += "b";
  EXPECT_EQ(fold(text), reference_fold(text));
  EXPECT_EQ(fold(std::string(50000, '\0') + "x"), u"x");
}

TEST(Fold, TextThatGrowsFindsRoom) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "ﷺ";
  EXPECT_EQ(fold(text), reference_fold(text));
  EXPECT_EQ(fold("ﷺ"), reference_fold("ﷺ"));
}

TEST(Fold, ReusesItsOutput) {
  FoldedText out;
  Folder().fold(std::string(10000, 'A'), out);
  const char16_t* memory = out.units.data();
  Folder().fold("中國", out);
  EXPECT_EQ(out.units, u"中国");
  EXPECT_EQ(out.units.data(), memory);
}

bool may_be_cut_before(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
  return !control && casefold->hasBoundaryBefore(static_cast<UChar32>(character));
}

// A cut before any character that has a boundary, by ICU's own word for it.
TEST_F(RandomFold, IsContextFreeFromOneBoundaryToTheNext) {
  for (int round = 0; round < 3000; ++round) {
    std::u32string text = reference::reference_decode(next(20)).text;
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
      if (!may_be_cut_before(text[cut])) continue;
      const std::u32string_view view = text;
      ASSERT_EQ(fold(to_utf8(view.substr(0, cut))) + fold(to_utf8(view.substr(cut))),
                fold(to_utf8(view)))
          << "seed " << seed_ << " cut " << cut;
    }
  }
}

TEST_F(RandomFold, OriginsAreTheStartsOfCharactersInOrder) {
  for (const FoldOptions& options : all_options()) {
    const Folder folder(options);
    FoldedText plain;
    FoldedText mapped;
    for (int round = 0; round < 400; ++round) {
      const std::string text = next(random_() % 40);
      folder.fold(text, plain);
      folder.fold_with_origin(text, mapped);
      ASSERT_EQ(mapped.units, plain.units) << "seed " << seed_;
      ASSERT_EQ(mapped.ill_formed, plain.ill_formed) << "seed " << seed_;
      ASSERT_EQ(mapped.origin.size(), mapped.units.size() + 1) << "seed " << seed_;
      ASSERT_EQ(mapped.origin.back(), text.size());
      for (std::size_t i = 0; i + 1 < mapped.origin.size(); ++i) {
        ASSERT_LE(mapped.origin[i], mapped.origin[i + 1]) << "seed " << seed_;
        ASSERT_LT(mapped.origin[i], text.size()) << "seed " << seed_;
        if (i > 0 && mapped.origin[i - 1] == mapped.origin[i]) continue;
        const std::string_view rest = std::string_view(text).substr(mapped.origin[i]);
        if (!may_be_cut_before(reference::reference_decode(rest).text[0])) continue;
        folder.fold(rest, plain);
        ASSERT_EQ(plain.units, mapped.units.substr(i)) << "seed " << seed_ << " unit " << i;
      }
    }
  }
}

TEST(Fold, OriginsOfAnExample) {
  FoldedText out;
  Folder().fold_with_origin(
      "Ａ㎏e\u0301\x01"
      "ก่國",
      out);
  EXPECT_EQ(out.units, u"akg\u00E9ก่国");
  EXPECT_EQ(out.origin, (std::vector<std::size_t>{0, 3, 3, 6, 10, 13, 16, 19}));
}

TEST(Fold, TheTableHasAName) { EXPECT_NE(fold_table_hash(), 0U); }

}  // namespace
}  // namespace leitong
