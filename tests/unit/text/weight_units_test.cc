#include "text/weight_units.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "reference/random_text.h"

namespace leitong {
namespace {

std::vector<std::uint32_t> weights(std::u16string_view text) {
  WeightLister lister;
  std::vector<std::uint32_t> positions;
  lister.list(text, positions);
  return positions;
}

using Positions = std::vector<std::uint32_t>;

TEST(WeightUnits, HanAndHiraganaEachOthersByTheRun) {
  EXPECT_EQ(weights(u"图书馆"), (Positions{0, 1, 2}));
  EXPECT_EQ(weights(u"the quick, brown"), (Positions{0, 4, 11}));
  EXPECT_EQ(weights(u"cpu架构x86的"), (Positions{0, 3, 4, 5, 8}));
  EXPECT_EQ(weights(u"これはカメラ"), (Positions{0, 1, 2, 3}));
  EXPECT_EQ(weights(u"한국어 위키"), (Positions{0, 4}));
  EXPECT_EQ(weights(u"——……。"), (Positions{}));
  EXPECT_EQ(weights(u""), (Positions{}));
}

TEST(WeightUnits, ScriptsWithoutSpacesByTheLetter) {
  EXPECT_EQ(weights(u"ภาษาไทย"), (Positions{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(weights(u"กำ"), (Positions{0, 1}));
  EXPECT_EQ(weights(u"กิน"), (Positions{0, 2})) << "the vowel above is a mark";
}

TEST(WeightUnits, CharactersAboveTheBmp) {
  EXPECT_EQ(weights(u"\U00020000\U0002A6D6"), (Positions{0, 2}));
  EXPECT_EQ(weights(u"\U00010330\U00010331 \U00010332"), (Positions{0, 5})) << "Gothic: words";
}

// The definition, a character at a time.
Positions by_definition(std::u16string_view text) {
  Positions positions;
  bool run_before = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U16_NEXT(text.data(), i, text.size(), c);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    const bool spaceless = u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
    const bool alone = script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
                       (spaceless && (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0);
    const bool run =
        !alone && !spaceless && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
    if (alone || (run && !run_before)) positions.push_back(static_cast<std::uint32_t>(begin));
    run_before = run;
  }
  return positions;
}

TEST(WeightUnits, RandomTexts) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    const std::u16string text = reference::random_text(random, random() % 200);
    const Positions positions = by_definition(text);
    ASSERT_EQ(weights(text), positions) << "seed " << seed << " round " << round;
    Positions one_by_one;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (carries_weight(text, i)) one_by_one.push_back(i);
    }
    ASSERT_EQ(one_by_one, positions) << "seed " << seed << " round " << round;
  }
}

// A stretch that begins with weight weighs the same wherever it stands.
TEST(WeightUnits, WeightFollowsFromTheUnits) {
  const unsigned seed = 7;
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    const std::u16string text = reference::random_text(random, 40);
    const Positions all = weights(text);
    if (all.empty()) continue;
    const std::size_t first = random() % all.size();
    const Positions stretch = weights(std::u16string_view(text).substr(all[first]));
    ASSERT_EQ(stretch.size(), all.size() - first) << "seed " << seed << " round " << round;
    for (std::size_t i = 0; i < stretch.size(); ++i) {
      ASSERT_EQ(stretch[i] + all[first], all[first + i]) << "seed " << seed << " round " << round;
    }
  }
}

}  // namespace
}  // namespace leitong
