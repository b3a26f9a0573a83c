// Against the fold and the exact form, one after the other.
#include "text/plain_exact_form.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "leitong/fold.h"

namespace leitong {
namespace {

// Whether the text was plain enough.
bool agrees_with_the_fold(std::string_view text) {
  std::u16string plain;
  if (!plain_exact_form(text, plain)) return false;
  FoldedText folded;
  Folder().fold(text, folded);
  std::u16string expected;
  exact_form(folded.units, expected);
  EXPECT_EQ(plain, expected) << text;
  EXPECT_EQ(folded.units.size(), text.size());
  EXPECT_EQ(folded.ill_formed, 0u);
  return true;
}

TEST(PlainExactForm, OfEveryByteInEveryPlace) {
  int plain = 0;
  for (const std::size_t length : {1, 2, 15, 16, 17, 33}) {
    for (std::size_t place = 0; place < length; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(length, 'a');
        text[place] = static_cast<char>(byte);
        plain += agrees_with_the_fold(text) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(plain, 84 * 90);  // of 84 places
}

TEST(PlainExactForm, OfRandomText) {
  constexpr std::string_view kCharacters = "aZz09~ \t.";
  std::mt19937 random(20261122);
  int plain = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) {
      text += kCharacters[random() % kCharacters.size()];
    }
    plain += agrees_with_the_fold(text) ? 1 : 0;
  }
  EXPECT_GT(plain, 1000);
  EXPECT_LT(plain, 15000);
}

TEST(PlainExactForm, LeavesTheRest) {
  std::u16string out;
  for (const std::string_view text : {"", " ", " a", "a ", "a  b", "a\t b", "a\vb", "a\x7F",
                                      "\xC3\xA9", "abcdefghijklmnopqrstuvwxyz  ", "a\r"}) {
    EXPECT_FALSE(plain_exact_form(text, out)) << text;
  }
  EXPECT_TRUE(plain_exact_form("A\tb C", out));
  EXPECT_EQ(out, u"a b c");
}

}  // namespace
}  // namespace leitong
