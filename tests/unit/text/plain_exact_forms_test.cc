// Against the fold and the exact form, one after the other.
#include "text/plain_exact_forms.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "leitong/fold.h"
#include "unit/every_target.h"

namespace leitong {
namespace {

std::u16string slow_form(std::string_view text) {
  FoldedText folded;
  Folder().fold(text, folded);
  std::u16string form;
  exact_form(folded.units, form);
  return form;
}

// Whether the bytes [begin, end) were plain enough.
bool agrees_with_the_fold(const PlainExactForms& forms, std::string_view block, std::size_t begin,
                          std::size_t end) {
  const auto plain = forms.find(begin, end);
  if (!plain) return false;
  const std::string_view text = block.substr(begin, end - begin);
  EXPECT_EQ(std::u16string(plain->begin(), plain->end()), slow_form(text)) << text;
  return true;
}

bool agrees_with_the_fold(std::string_view text) {
  PlainExactForms forms;
  forms.assign(text);
  return agrees_with_the_fold(forms, text, 0, text.size());
}

TEST(PlainExactForms, OfEveryByteInEveryPlace) {
  on_every_target([] {
    int plain = 0;
    for (const std::size_t length : {1, 2, 15, 64, 65}) {
      for (std::size_t place = 0; place < length; ++place) {
        for (int byte = 0; byte < 256; ++byte) {
          std::string text(length, 'a');
          text[place] = static_cast<char>(byte);
          plain += agrees_with_the_fold(text) ? 1 : 0;
        }
      }
    }
    EXPECT_GT(plain, 147 * 90);  // of 147 places
  });
}

// Pieces of one block: what stands around a piece must not matter.
TEST(PlainExactForms, OfPiecesOfRandomBlocks) {
  const std::uint32_t seed = std::random_device{}();
  constexpr std::string_view kCharacters = "aZz09~ \t.\n\xC3";
  on_every_target([seed, kCharacters] {
    std::mt19937 random(seed);
    PlainExactForms forms;
    int plain = 0;
    int pieces = 0;
    for (int round = 0; round < 300; ++round) {
      std::string block;
      for (auto left = random() % 400; left > 0; --left) {
        block += kCharacters[random() % 12 == 0 ? random() % kCharacters.size() : random() % 6];
      }
      forms.assign(block);
      for (std::size_t begin = 0; begin < block.size(); ++pieces) {
        const std::size_t end = std::min(block.size(), begin + random() % 150);
        plain += agrees_with_the_fold(forms, block, begin, end) ? 1 : 0;
        begin = end + random() % 2;
      }
    }
    EXPECT_GT(plain, pieces / 10) << "seed " << seed;
    EXPECT_LT(plain, pieces) << "seed " << seed;
  });
}

TEST(PlainExactForms, LeaveTheRest) {
  PlainExactForms forms;
  for (const std::string_view text :
       {"", " ", "\t ", "a  b", "a\t b", "a\vb", "a\x7F", "\xC3\xA9", "a\r", "a\r\n", "a\nb"}) {
    forms.assign(text);
    EXPECT_FALSE(forms.find(0, text.size())) << text;
  }
  for (const std::string_view text : {"A\tb C", "  A b c", "a b C \t", "\ta b c"}) {
    forms.assign(text);
    EXPECT_EQ(forms.find(0, text.size()), "a b c") << text;
  }
}

}  // namespace
}  // namespace leitong
