#include "leitong/evaluation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/evaluation/exact_pairs.h"
#include "engine/evaluation/plain_sets.h"
#include "engine/evaluation/planter.h"
#include "engine/evaluation/record_sample.h"
#include "reference/reference_shingles.h"
#include "reference/reference_similarity.h"
#include "temporary_files.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 20261122;

// Sentences of Chinese and English words, of a stock large enough that no two texts are alike.
std::string random_text(std::mt19937& random, std::size_t words) {
  static const std::vector<std::string> kStock = {
      "图书馆", "开放", "时间",    "今年",   "研究", "报告", "软件", "网络",
      "城市",   "环境", "历史",    "文化",   "音乐", "价格", "法律", "医院",
      "森林",   "飞机", "library", "window", "C++",  "2026", "的",   "在",
      "了",     "和",   "，",      "。",     "\n",   "𠮷野", "ﾃﾞｰﾀ", "e\u0301t"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += kStock[random() % kStock.size()];
    if (random() % 3 == 0) text += " n" + std::to_string(random() % 100'000) + " ";
  }
  return text;
}

std::string lines_of(std::size_t count, unsigned seed = kSeed) {
  std::mt19937 random(seed);
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = random_text(random, 60 + random() % 60);
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    lines += text + '\n';
  }
  return lines;
}

EvaluationOptions options_for(const std::string& path) {
  return {.inputs = {path}, .format = Format::kLines, .sample = 300, .seconds = 0};
}

Evaluation run(const EvaluationOptions& options) {
  Result<Evaluation> result = evaluate(options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message());
  return result ? *result : Evaluation{};
}

TEST(Evaluation, FindsWhatIsStatedAndRemovesNothingWrongly) {
  const TemporaryFiles files;
  for (const TokenKind tokens : {TokenKind::kWord, TokenKind::kChar}) {
    EvaluationOptions options = options_for(files.write("in", lines_of(600)));
    options.comparison.tokens = tokens;
    options.pairs = 3;
    const Evaluation found = run(options);
    EXPECT_EQ(found.records_read, 600U);
    EXPECT_EQ(found.sampled, 300U);
    EXPECT_EQ(found.planted, 300U);
    EXPECT_EQ(found.wrong_removals, 0U);
    EXPECT_EQ(found.wrong_similarities, 0U);
    EXPECT_GT(found.true_copies, 150U);
    EXPECT_LT(found.true_copies, 280U);
    EXPECT_GE(static_cast<double>(found.found), 0.98 * static_cast<double>(found.true_copies));
    EXPECT_NEAR(found.expected, static_cast<double>(found.true_copies), 4);
    EXPECT_EQ(found.repeats, 0U);
    for (const Evaluation::Bin& bin : found.bins) {
      EXPECT_TRUE(bin.to > 0.8 || bin.removed == 0) << bin.from;
    }
    ASSERT_EQ(found.above.size(), 3U);
    ASSERT_EQ(found.below.size(), 3U);
    EXPECT_GE(found.above[0].similarity, 0.8);
    EXPECT_LT(found.below[0].similarity, 0.8);
    EXPECT_LE(found.above[0].similarity, found.above[1].similarity);
    EXPECT_FALSE(found.below[0].removed);
  }
}

TEST(Evaluation, LowRecallIsSeen) {
  const TemporaryFiles files;
  EvaluationOptions options = options_for(files.write("in", lines_of(300)));
  options.comparison.recall = 0.3;
  const Evaluation found = run(options);
  EXPECT_LT(found.found, found.true_copies - 10);
  EXPECT_NEAR(static_cast<double>(found.found), found.expected,
              0.12 * static_cast<double>(found.true_copies));
}

TEST(Evaluation, SimhashFindsLittleAndSaysSo) {
  const TemporaryFiles files;
  EvaluationOptions options = options_for(files.write("in", lines_of(300)));
  options.comparison.method = Method::kSimhash;
  const Evaluation found = run(options);
  EXPECT_EQ(found.wrong_removals, 0U);
  EXPECT_LT(found.found, found.true_copies / 2 + 60);
  EXPECT_NEAR(static_cast<double>(found.found), found.expected,
              0.15 * static_cast<double>(found.true_copies));
}

TEST(Evaluation, IsTheSameForTheSameSeed) {
  const TemporaryFiles files;
  EvaluationOptions options = options_for(files.write("in", lines_of(400)));
  options.pairs = 2;
  const auto without_speed = [](Evaluation evaluation) {
    evaluation.bytes_a_second = 0;
    return evaluation.json();
  };
  const std::string first = without_speed(run(options));
  EXPECT_EQ(without_speed(run(options)), first);
  options.seed = 2;
  EXPECT_NE(without_speed(run(options)), first);
}

TEST(Evaluation, CountsWhatTheTextRepeatsOfItself) {
  const TemporaryFiles files;
  const std::string lines = lines_of(50);
  EvaluationOptions options = options_for(files.write("in", lines + lines));
  const Evaluation found = run(options);
  EXPECT_EQ(found.sampled, 100U);
  EXPECT_EQ(found.planted, 0U);  // all have a like
  EXPECT_EQ(found.repeats, 50U);
  EXPECT_EQ(found.true_pairs, 50U);
  EXPECT_EQ(found.true_pairs_found, 50U);
  ASSERT_EQ(found.some_repeats.size(), 5U);
  EXPECT_TRUE(found.some_repeats[0].record.ends_with("in:51"));
  EXPECT_TRUE(found.some_repeats[0].leader.ends_with("in:1"));
}

TEST(Evaluation, RefusesWhatHasNoMeaning) {
  const TemporaryFiles files;
  EvaluationOptions options = options_for(files.write("in", "one\n"));
  options.comparison.method = Method::kExact;
  EXPECT_EQ(evaluate(options).error().what, "only near methods can miss anything");
  options = options_for(files.write("in", "\n"));
  EXPECT_EQ(evaluate(options).error().what, "there is no record to try it on");
  options = options_for(files.write("in.txt", "one\n"));
  options.format = Format::kAuto;
  EXPECT_EQ(evaluate(options).error().what, "text has no records to sample");
}

TEST(Evaluation, TextsTooShortForAShingleAreNoTrouble) {
  const TemporaryFiles files;
  const Evaluation found = run(options_for(files.write("in", "a\nb\n。。\n\xFF\n!\n中\n")));
  EXPECT_EQ(found.sampled, 6U);
  EXPECT_EQ(found.wrong_removals, 0U);
}

TEST(ExactPairs, AreThoseOfAllComparisons) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    std::vector<PlainSet> sets(20 + random() % 20);
    for (PlainSet& set : sets) {
      const auto offset = static_cast<std::uint32_t>(random() % 3 * 12);
      for (std::uint32_t element = 0; element < 24; ++element) {
        if (random() % 5 != 0) set.push_back(offset + element);
      }
      if (set.empty()) set.push_back(0);
    }
    for (const double least : {0.3, 0.5, 0.8, 1.0}) {
      std::vector<ExactPair> expected;
      for (std::size_t i = 0; i < sets.size(); ++i) {
        for (std::size_t j = i + 1; j < sets.size(); ++j) {
          const double similarity = reference::reference_jaccard(sets[i], sets[j]);
          if (similarity >= least) expected.push_back({i, j, similarity});
        }
      }
      const std::vector<ExactPair> found = find_exact_pairs(sets, least);
      ASSERT_EQ(found.size(), expected.size()) << "seed " << kSeed << ", round " << round;
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].first, expected[i].first);
        EXPECT_EQ(found[i].second, expected[i].second);
        EXPECT_DOUBLE_EQ(found[i].similarity, expected[i].similarity);
      }
    }
  }
}

TEST(PlainSets, HaveTheSimilarityOfTheReference) {
  std::mt19937 random(kSeed);
  for (const bool words : {true, false}) {
    Comparison comparison;
    comparison.tokens = words ? TokenKind::kWord : TokenKind::kChar;
    const reference::Rule rule{.unit = words ? reference::Unit::kWord : reference::Unit::kChar};
    Result<PlainSets> sets = PlainSets::create(comparison);
    ASSERT_TRUE(sets);
    for (int round = 0; round < 60; ++round) {
      const std::string a = random_text(random, random() % 40);
      std::string b = a;
      b.replace(b.size() / 2, random() % 3, random_text(random, random() % 4));
      EXPECT_DOUBLE_EQ(plain_similarity(sets->of(a), sets->of(b)),
                       reference::reference_jaccard(reference::reference_record(a, rule),
                                                    reference::reference_record(b, rule)))
          << "seed " << kSeed << ", round " << round << ": " << a;
    }
  }
}

bool is_utf8(const std::string& text) {
  FoldedText folded;
  Folder().fold(text, folded);
  return folded.ill_formed == 0;
}

TEST(Planter, CopiesComeNearTheSimilarityAskedFor) {
  std::mt19937 texts(kSeed);
  const Comparison comparison;
  Result<PlainSets> sets = PlainSets::create(comparison);
  ASSERT_TRUE(sets);
  const Planter planter(comparison.fold);
  Random random(kSeed);
  for (const CopyKind kind : kCopyKinds) {
    const bool same = kind == CopyKind::kVerbatim || kind == CopyKind::kVariants;
    for (const double wanted : {0.5, 0.8, 0.95}) {
      const std::string original = random_text(texts, 300);
      const std::string donor = random_text(texts, 300);
      const PlainSet set = sets->of(original);
      const auto similarity = [&](const std::string& copy) {
        return plain_similarity(set, sets->of(copy));
      };
      const std::string copy = planter.copy(original, donor, kind, wanted, similarity, random);
      EXPECT_TRUE(is_utf8(copy)) << name_of(kind);
      // Sentences can't be moved so much that little is left.
      const double most = kind == CopyKind::kMoved ? 0.3 : 0.03;
      EXPECT_NEAR(similarity(copy), same ? 1 : wanted, most) << name_of(kind) << " " << wanted;
      EXPECT_EQ(copy == original, kind == CopyKind::kVerbatim) << name_of(kind);
    }
  }
}

// Traditional characters and full width are planted only as far as the fold takes them back.
TEST(Planter, VariantsAreThoseOfTheFold) {
  Random random(kSeed);
  const auto never = [](const std::string& /*copy*/) { return 0.0; };
  const auto variant = [&](const FoldOptions& fold) {
    return Planter(fold).copy("软件 ab", "", CopyKind::kVariants, 1, never, random);
  };
  EXPECT_EQ(variant({}), "軟件 ａｂ");
  EXPECT_EQ(variant({.simplify = false}), "软件 ａｂ");
  EXPECT_EQ(variant({.compatibility = false}), "軟件 ab");
}

TEST(Planter, EmptyTextsStayEmpty) {
  Random random(kSeed);
  const Planter planter({});
  const auto never = [](const std::string& /*copy*/) { return 0.0; };
  for (const CopyKind kind : kCopyKinds) {
    EXPECT_EQ(planter.copy("", "donor", kind, 0.5, never, random), "");
    // Nothing to insert is no trouble either.
    (void)planter.copy("a", "", kind, 0.5, never, random);
  }
}

TEST(RecordSample, EachRecordIsAsLikelyAsAnother) {
  const TemporaryFiles files;
  constexpr std::size_t kLines = 40;
  constexpr int kRounds = 600;
  std::string lines;
  for (std::size_t i = 0; i < kLines; ++i) lines += "line " + std::to_string(i) + "\n\n";
  FilterOptions options{.inputs = {files.write("in", lines)}, .format = Format::kLines};
  std::vector<int> drawn(kLines);
  for (int round = 0; round < kRounds; ++round) {
    const auto sample = sample_records(options, {}, 10, 1 << 20, static_cast<unsigned>(round));
    ASSERT_TRUE(sample);
    ASSERT_EQ(sample->read, kLines);
    ASSERT_EQ(sample->records.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i) {
      ++drawn[sample->records[i].order];
      EXPECT_EQ(sample->records[i].text, "line " + std::to_string(sample->records[i].order));
      EXPECT_TRUE(sample->records[i].name.ends_with(
          ":" + std::to_string(2 * sample->records[i].order + 1)));
    }
    EXPECT_TRUE(std::ranges::is_sorted(sample->records, {}, &SampledRecord::order));
  }
  for (const int count : drawn) EXPECT_NEAR(count, kRounds / 4, 55);
}

TEST(RecordSample, TakesNoMoreBytesThanAllowed) {
  const TemporaryFiles files;
  FilterOptions options{.inputs = {files.write("in", lines_of(100))}, .format = Format::kLines};
  const auto sample = sample_records(options, {}, 100, 5000, 1);
  ASSERT_TRUE(sample);
  std::size_t bytes = 0;
  for (const SampledRecord& record : sample->records) bytes += record.text.size();
  EXPECT_LE(bytes, 5000U);
  EXPECT_GT(bytes, 3000U);
}

}  // namespace
}  // namespace leitong
