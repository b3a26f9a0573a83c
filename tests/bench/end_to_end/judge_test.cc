// The judge against pairs whose similarity is plain to see, and against all pairs of random texts.
#include "bench/end_to_end/judge.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace leitong::bench {
namespace {

// Shingles of five letters: 6 of them; 5 of those, 5/6; 3 shared of 9, 3/9; none.
const std::vector<std::string> kTexts = {"abcdefghij", "abcdefghi", "defghijklm", "0123456789"};

Verdict verdict(const std::vector<bool>& kept, double threshold = 0.8) {
  Truth truth = make_truth(kTexts, Definition::kPlainChars, threshold);
  return judge(truth, kept);
}

TEST(Judge, KnowsTheTruePairs) {
  const Truth truth = make_truth(kTexts, Definition::kPlainChars, 0.8);
  ASSERT_EQ(truth.pairs.size(), 1u);
  EXPECT_EQ(truth.pairs[0], (reference::Pair{0, 1, 5.0 / 6.0}));
}

TEST(Judge, NothingDropped) {
  const Verdict seen = verdict({true, true, true, true});
  EXPECT_EQ(seen.kept, 4u);
  EXPECT_EQ(seen.pairs, 1u);
  EXPECT_EQ(seen.found, 0u);
  EXPECT_EQ(seen.wrong, 0u);
  EXPECT_EQ(seen.lost, 0u);
}

TEST(Judge, EitherCopyMayGo) {
  for (const std::vector<bool>& kept :
       {std::vector<bool>{true, false, true, true}, {false, true, true, true}}) {
    const Verdict seen = verdict(kept);
    EXPECT_EQ(seen.kept, 3u);
    EXPECT_EQ(seen.found, 1u);
    EXPECT_EQ(seen.wrong, 0u);
  }
}

TEST(Judge, BothCopiesGoneIsWrongTwice) {
  const Verdict seen = verdict({false, false, true, true});
  EXPECT_EQ(seen.found, 1u);
  EXPECT_EQ(seen.wrong, 2u);
  EXPECT_EQ(seen.lost, 2u);
}

TEST(Judge, NearEnoughToBeNoLossIsStillWrong) {
  const Verdict at_90 = verdict({true, false, true, true}, 0.9);
  EXPECT_EQ(at_90.pairs, 0u);
  EXPECT_EQ(at_90.wrong, 1u);
  EXPECT_EQ(at_90.lost, 0u);
  const Verdict unlike = verdict({true, true, false, true});
  EXPECT_EQ(unlike.wrong, 1u);
  EXPECT_EQ(unlike.lost, 1u);
}

TEST(Judge, DefinitionsDiffer) {
  const std::vector<std::string> texts = {"軟體工程師寫程式，每天都寫。",
                                          "软体工程师写程式每天都写"};
  EXPECT_TRUE(make_truth(texts, Definition::kPlainChars, 0.2).pairs.empty());
  for (const Definition own : {Definition::kOwnWords, Definition::kOwnChars}) {
    const Truth truth = make_truth(texts, own, 1.0);
    ASSERT_EQ(truth.pairs.size(), 1u);
    EXPECT_EQ(truth.pairs[0].similarity, 1.0);
  }
  EXPECT_EQ(definition_of("own-word"), Definition::kOwnWords);
  EXPECT_THROW(definition_of("words"), std::runtime_error);
}

// Every count by its definition, from real strings.
TEST(Judge, AgreesWithTheDefinitions) {
  constexpr double kThreshold = 0.6;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<std::string> texts(30);
    for (std::string& text : texts) {
      if (random() % 2 == 0) text = texts[random() % texts.size()];
      while (text.size() < 8 + random() % 20) text += static_cast<char>('a' + random() % 3);
    }
    std::vector<bool> kept(texts.size());
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = random() % 2 == 0;

    std::vector<std::set<std::u16string>> sets(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t at = 0; at + 5 <= texts[i].size(); ++at) {
        sets[i].emplace(texts[i].begin() + at, texts[i].begin() + at + 5);
      }
    }
    Verdict expected;
    for (std::size_t a = 0; a < texts.size(); ++a) {
      double best = 0;
      for (std::size_t b = 0; b < texts.size(); ++b) {
        if (a == b) continue;
        const double similarity = reference::reference_jaccard(sets[a], sets[b]);
        if (kept[b]) best = std::max(best, similarity);
        if (a < b && similarity >= kThreshold) {
          ++expected.pairs;
          expected.found += !kept[a] || !kept[b];
        }
      }
      expected.kept += kept[a];
      expected.wrong += !kept[a] && best < kThreshold;
      expected.lost += !kept[a] && best < 0.5;
    }
    Truth truth = make_truth(texts, Definition::kPlainChars, kThreshold);
    const Verdict seen = judge(truth, kept);
    EXPECT_EQ(seen.kept, expected.kept);
    EXPECT_EQ(seen.pairs, expected.pairs);
    EXPECT_EQ(seen.found, expected.found);
    EXPECT_EQ(seen.wrong, expected.wrong);
    EXPECT_EQ(seen.lost, expected.lost);
  }
}

}  // namespace
}  // namespace leitong::bench
