// Against the fold and the exact form, text by text, of tests/reference.
#include "text/exact_forms.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/fold.h"
#include "reference/reference_fold.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

std::u16string slow_form(std::string_view text, std::size_t& ill_formed) {
  FoldedText folded;
  Folder().fold(text, folded);
  ill_formed += folded.ill_formed;
  return reference::reference_exact_form(folded.units);
}

void expect_forms(ExactForms& forms, const std::vector<std::string>& texts) {
  forms.clear();
  for (const std::string& text : texts) forms.add(text);
  ASSERT_EQ(forms.size(), texts.size());
  forms.compute();
  std::size_t ill_formed = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    ASSERT_EQ(forms.text(i), texts[i]);
    ASSERT_EQ(forms.form(i), slow_form(texts[i], ill_formed)) << texts[i];
  }
  ASSERT_EQ(forms.ill_formed(), ill_formed);
}

TEST(ExactForms, NoTextHasToDoWithTheNext) {
  on_every_target([] {
    ExactForms forms{FoldOptions{}};
    expect_forms(forms, {});
    expect_forms(forms, {""});
    expect_forms(forms, {"", "", " ", "a"});
    // What would compose, reorder or complete a character, were it one text.
    expect_forms(forms, {"e", "\u0301", "\u1100", "\u1161\u11A8", "a\u0323", "\u0302\u0301"});
    expect_forms(forms, {"\xE4\xB8", "\xAD", "\xF0", "\x9F\x98\x80", "\xC2", "\xEF\xBF", "\xBF"});
    expect_forms(forms, {"\u200B", "\u200Ba", "a\u200B", " a\u00A0", "\u3000", "\u1680x "});
  });
}

TEST(ExactForms, ATextMayHoldTheMarkItself) {
  on_every_target([] {
    ExactForms forms{FoldOptions{}};
    expect_forms(forms, {"a", "\uFFFF", " \uFFFFb \xFF ", "", "\uFFFF\uFFFF", "國"});
    expect_forms(forms, {"a", "b"});
  });
}

TEST(ExactForms, OfRandomTexts) {
  const std::uint32_t seed = std::random_device{}();
  const std::vector<std::string> pieces = {
      "a", "B", " ",  "  ", "\t", "中",   "國",   "，",     "Ａ",     "\u0301", "\u200B", "\u1680",
      "é", "ﬁ", "\0", "\r", "𠀀", "\xE4", "\x80", "\u3000", "\u1161", "\uFDFA", "。",     "xyz"};
  on_every_target([&] {
    std::mt19937 random(seed);
    ExactForms forms{FoldOptions{}};
    for (int round = 0; round < 60; ++round) {
      std::vector<std::string> texts(random() % 200);
      const std::size_t kinds = 1 + random() % pieces.size();
      for (std::string& text : texts) {
        for (auto left = random() % 50; left > 0; --left) text += pieces[random() % kinds];
      }
      expect_forms(forms, texts);
      if (HasFatalFailure()) FAIL() << "seed " << seed << " round " << round;
    }
  });
}

}  // namespace
}  // namespace leitong
