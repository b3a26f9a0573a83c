#include "text/exact_form.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <random>
#include <string>

#include "leitong/fold.h"
#include "reference/reference_fold.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

std::u16string exact_form_of(std::u16string_view folded) {
  std::u16string out = u"what was there before";
  exact_form(folded, out);
  return out;
}

TEST(ExactForm, WhiteSpaceIsTheUnicodeProperty) {
  for (UChar32 character = 0; character < 0x110000; ++character) {
    const bool expected = u_isUWhiteSpace(character);
    ASSERT_EQ(character < 0x10000 && is_white_space(static_cast<char16_t>(character)), expected)
        << std::hex << character;
  }
}

TEST(ExactForm, MakesEveryRunOneSpaceAndTrims) {
  on_every_target([] {
    EXPECT_EQ(exact_form_of(u""), u"");
    EXPECT_EQ(exact_form_of(u" \u2028 "), u"");
    EXPECT_EQ(exact_form_of(u"a"), u"a");
    EXPECT_EQ(exact_form_of(u"  a, \t\u1680 b  "), u"a, b");
    EXPECT_EQ(exact_form_of(u"一二三四五六七八九十 "), u"一二三四五六七八九十");
    EXPECT_EQ(exact_form_of(std::u16string(200, u' ')), u"");
  });
}

TEST(ExactForm, OfEveryUnitBetweenOthers) {
  on_every_target([] {
    for (unsigned unit = 0; unit < 0x10000; ++unit) {
      std::u16string text(70, u'x');
      text[unit % text.size()] = static_cast<char16_t>(unit);
      ASSERT_EQ(exact_form_of(text), reference::reference_exact_form(text)) << unit;
    }
  });
}

TEST(ExactForm, EqualsTheReferenceOnRandomTexts) {
  const std::uint32_t seed = std::random_device{}();
  const std::u16string alphabet = u"abc中文“” \t\n\u0084\u0085\u0086\u00A0\u1680\u2028\u3000\u3001";
  on_every_target([&] {
    std::mt19937 random(seed);
    for (int round = 0; round < 20000; ++round) {
      const std::size_t kinds = 1 + random() % alphabet.size();
      std::u16string text;
      for (std::size_t length = random() % 200; length > 0; --length) {
        text +=
            random() % 3 == 0 ? alphabet[random() % alphabet.size()] : alphabet[random() % kinds];
      }
      ASSERT_EQ(exact_form_of(text), reference::reference_exact_form(text))
          << "seed " << seed << " round " << round;
    }
  });
}

}  // namespace
}  // namespace leitong
