// Keys are equal just where exact forms are, or, without one, bytes.
#include "engine/exact_keys.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitong/fold.h"

namespace leitong {
namespace {

// What a key stands for.
std::pair<std::u16string, std::string> meaning(std::string_view text, const FoldOptions& options) {
  FoldedText folded;
  Folder(options).fold(text, folded);
  std::u16string form;
  exact_form(folded.units, form);
  return {form, form.empty() ? std::string(text) : std::string()};
}

TEST(ExactKeys, AreEqualWhereTheExactFormsAre) {
  const std::uint32_t seed = std::random_device{}();
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"a",  "A",      "Ａ",     " ",      "  ",
                                           "\t", "\u3000", "\u200B", "中",     "國",
                                           "国", "\xE4",   "\xFF",   "\uFFFF", "\u6161"};
  FoldOptions no_compatibility;
  no_compatibility.compatibility = false;
  for (const FoldOptions& options : {FoldOptions{}, no_compatibility}) {
    ExactKeys keys(options);
    std::map<Hash128, std::pair<std::u16string, std::string>> meanings;
    std::map<std::pair<std::u16string, std::string>, Hash128> known;
    for (int round = 0; round < 300; ++round) {
      std::string block;
      std::vector<std::pair<std::size_t, std::size_t>> spans;
      for (auto lines = random() % 60; lines > 0; --lines) {
        const std::size_t begin = block.size();
        for (auto left = random() % 5; left > 0; --left) block += pieces[random() % pieces.size()];
        // Longer than what is gathered.
        if (random() % 500 == 0) block += std::string(70000, 'x') + "ｙ";
        spans.emplace_back(begin, block.size() - begin);
        block += '\n';
      }
      std::vector<std::string_view> texts;
      for (const auto& [begin, size] : spans) {
        texts.push_back(std::string_view(block).substr(begin, size));
      }
      std::vector<Hash128> got(3);  // which stay
      keys.append(block, texts, got);
      ASSERT_EQ(got.size(), texts.size() + 3);
      const std::size_t ill_formed = keys.ill_formed();
      std::size_t ill_formed_singly = 0;
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const Hash128 key = got[i + 3];
        ASSERT_EQ(keys.of(texts[i]), key) << "seed " << seed << ": " << texts[i];
        ill_formed_singly += keys.ill_formed();
        const auto stands_for = meaning(texts[i], options);
        ASSERT_EQ(meanings.emplace(key, stands_for).first->second, stands_for) << "seed " << seed;
        ASSERT_EQ(known.emplace(stands_for, key).first->second, key)
            << "seed " << seed << ": " << texts[i];
      }
      ASSERT_EQ(ill_formed, ill_formed_singly) << "seed " << seed;
    }
    EXPECT_GT(known.size(), 100U);
  }
}

// The same bytes: as ASCII, as UTF-16, and of a text without exact form.
TEST(ExactKeys, TellFormsOfTheSameBytesApart) {
  ExactKeys keys{FoldOptions{}};
  const Hash128 ascii = keys.of("aa");
  EXPECT_NE(ascii, keys.of("\u6161"));
  EXPECT_EQ(ascii, keys.of("\uFF21\uFF21"));
  EXPECT_EQ(keys.length(), 2U);
  EXPECT_NE(keys.of("\u200B"), keys.of("\u200B\u200B"));
}

}  // namespace
}  // namespace leitong
