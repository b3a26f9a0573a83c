// Every record of small random inputs is explained, and held against the audit of the same run, and
// against all pairs of plain sets.
#include "leitong/explanation.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/evaluation/plain_sets.h"
#include "temporary_files.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 20261123;
constexpr std::size_t kRecords = 24;

using Verdict = Explanation::Verdict;

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kWords = {"图书馆", "昨天",   "开放",  "读者", "大桥",
                                                  "rain",   "museum", "ridge", "天气", "预报"};
  std::string text;
  for (auto i = 12 + random() % 20; i > 0; --i) text += kWords[random() % kWords.size()] + " ";
  return text;
}

// Half of them edited copies of others, few of them much edited.
std::vector<std::string> random_texts(std::mt19937& random) {
  std::vector<std::string> texts;
  while (texts.size() < kRecords) {
    std::string text = random_text(random);
    if (!texts.empty() && random() % 2 == 0) {
      text = texts[random() % texts.size()];
      for (auto edits = random() % 3; edits > 0; --edits) {
        text = text.substr(0, text.rfind(' ', text.size() - 2) + 1);
        if (random() % 2 == 0) text += "edited ";
      }
    }
    texts.push_back(text);
  }
  return texts;
}

struct Removal {
  std::uint64_t leader = 0;
  double similarity = 0;
};

// By record number.
std::map<std::uint64_t, Removal> audit_of(const TemporaryFiles& files, FilterOptions options) {
  options.removed = files.path("audit");
  files.filter(options);
  std::map<std::uint64_t, Removal> removals;
  std::istringstream lines(files.read("audit"));
  for (std::string line; std::getline(lines, line);) {
    const auto number_behind = [&](const char* name, std::size_t from) {
      return std::stod(line.substr(line.find(name, from) + std::string(name).size()));
    };
    const auto record = static_cast<std::uint64_t>(number_behind("\"record\":", 0));
    removals[record] = {
        static_cast<std::uint64_t>(number_behind("\"record\":", line.find("\"leader\""))),
        number_behind("\"similarity\":", 0)};
  }
  return removals;
}

struct Setting {
  const char* name;
  FilterOptions options;
};

class EveryRecord : public testing::TestWithParam<Setting> {};

TEST_P(EveryRecord, AgreesWithTheAuditAndAllPairs) {
  const TemporaryFiles files;
  std::mt19937 random(kSeed);
  SCOPED_TRACE(kSeed);
  FilterOptions options = GetParam().options;
  const std::vector<std::string> texts = random_texts(random);
  std::string content;
  std::vector<std::uint64_t> numbers;
  std::uint64_t line = 1;
  for (const std::string& text : texts) {
    numbers.push_back(line);
    // A record of CSV has two lines, one of lines is followed by a blank one.
    content += options.format == Format::kCsv ? "\"" + text + "\n\"\n" : text + "\n\n";
    line += 2;
  }
  options.header = options.format != Format::kCsv;
  if (options.format == Format::kCsv) options.field = "1";
  options.inputs = {files.write("input", content)};
  options.threads = 1;
  options.block_size = 500;
  const auto removals = audit_of(files, options);
  EXPECT_GT(removals.size(), 0U);

  Comparison comparison = options.comparison;
  comparison.method = Method::kMinhash;
  Result<PlainSets> plain = PlainSets::create(comparison);
  ASSERT_TRUE(plain.has_value());
  std::vector<PlainSet> sets;
  for (const std::string& text : texts) sets.push_back(plain->of(text));
  const bool contained = options.method == Method::kContained;
  const auto similarity = [&](std::size_t a, std::size_t b) {
    const std::size_t shared = shared_count(sets[a], sets[b]);
    return contained ? static_cast<double>(shared) / static_cast<double>(sets[a].size())
                     : jaccard(shared, sets[a].size(), sets[b].size());
  };

  for (std::size_t i = 0; i < texts.size(); ++i) {
    SCOPED_TRACE(numbers[i]);
    const Result<Explanation> found =
        explain_record(options, {.input = options.inputs[0], .number = numbers[i]});
    ASSERT_TRUE(found.has_value()) << found.error().message();
    const auto removal = removals.find(numbers[i]);
    std::uint64_t led = 0;
    for (const auto& [number, other] : removals) led += other.leader == numbers[i];
    EXPECT_EQ(found->led, led);
    if (removal != removals.end()) {
      EXPECT_EQ(found->verdict, Verdict::kDropped);
      ASSERT_TRUE(found->pair.has_value());
      EXPECT_EQ(found->pair->other.name.number, removal->second.leader);
      EXPECT_NEAR(found->pair->similarity, removal->second.similarity, 0.00005);
      continue;
    }
    EXPECT_EQ(found->verdict, Verdict::kKept);
    std::size_t nearest = i;
    double best = 0;
    for (std::size_t j = 0; j < texts.size(); ++j) {
      const bool leads = !contained || options.keep.rule != Keep::Rule::kFirst || j < i;
      if (j == i || removals.contains(numbers[j]) || !leads) continue;
      if (similarity(i, j) <= best) continue;
      best = similarity(i, j);
      nearest = j;
    }
    ASSERT_EQ(found->pair.has_value(), nearest != i);
    if (nearest == i) continue;
    EXPECT_EQ(found->pair->other.name.number, numbers[nearest]);
    EXPECT_DOUBLE_EQ(found->pair->similarity, best);
    EXPECT_EQ(found->pair->overlap.shared, shared_count(sets[i], sets[nearest]));
    EXPECT_EQ(found->pair->shared.empty(), found->pair->overlap.shared == 0);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Methods, EveryRecord,
    testing::Values(Setting{"minhash", {.format = Format::kLines}},
                    Setting{"missed", {.format = Format::kLines, .comparison = {.recall = 0.3}}},
                    Setting{"longest",
                            {.format = Format::kLines, .keep = {.rule = Keep::Rule::kLongest}}},
                    Setting{"csv", {.format = Format::kCsv, .keep = {.rule = Keep::Rule::kLast}}},
                    Setting{"simhash",
                            {.format = Format::kLines,
                             .method = Method::kSimhash,
                             .comparison = {.threshold = 0.6, .distance = 12}}},
                    Setting{"exact", {.format = Format::kLines, .method = Method::kExact}},
                    Setting{"contained", {.format = Format::kLines, .method = Method::kContained}},
                    Setting{"excerpts",
                            {.format = Format::kLines,
                             .method = Method::kContained,
                             .keep = {.rule = Keep::Rule::kLongest}}}),
    [](const auto& setting) { return setting.param.name; });

class ExplainRecord : public testing::Test {
 protected:
  Result<Explanation> explain(const RecordName& record, FilterOptions options = {}) const {
    options.format = Format::kJsonl;
    if (options.inputs == std::vector<std::string>{"-"}) options.inputs = {a_, b_};
    return explain_record(options, record);
  }

  TemporaryFiles files_;
  std::string line_ =
      "{\"text\":\"the quick brown fox jumps over the lazy dog and runs away\",\"k\":7}\n";
  std::string a_ = files_.write("a", "{\"body\":1}\n" + line_);
  std::string b_ = files_.write("b", "\n" + line_ + line_);
};

TEST_F(ExplainRecord, NamesInputsAndIds) {
  const Result<Explanation> found = explain({b_, 3}, {.id_field = "k"});
  ASSERT_TRUE(found.has_value()) << found.error().message();
  EXPECT_EQ(found->verdict, Verdict::kDropped);
  EXPECT_EQ(found->record.id, "7");
  EXPECT_EQ(found->pair->other.name, (RecordName{a_, 2}));
  EXPECT_EQ(found->pair->only_record, std::vector<std::string>{});
  EXPECT_EQ(found->pair->shared.front(), "the quick brown fox jumps");
  EXPECT_EQ(found->pair->shared.size(), 5U);
}

TEST_F(ExplainRecord, StaysInsideOneFileIfAsked) {
  const Result<Explanation> found = explain({b_, 2}, {.within = Within::kFile});
  ASSERT_TRUE(found.has_value()) << found.error().message();
  EXPECT_EQ(found->verdict, Verdict::kKept);
  EXPECT_EQ(found->compared, 0U);
  EXPECT_EQ(found->led, 1U);
  EXPECT_FALSE(found->pair.has_value());
}

TEST_F(ExplainRecord, ReferencesLead) {
  const Result<Explanation> found = explain({a_, 2}, {.inputs = {a_}, .against = {b_}});
  ASSERT_TRUE(found.has_value()) << found.error().message();
  EXPECT_EQ(found->verdict, Verdict::kDropped);
  EXPECT_TRUE(found->pair->is_reference);
  EXPECT_EQ(found->pair->other.name, (RecordName{b_, 2}));
  EXPECT_FALSE(explain({b_, 2}, {.inputs = {a_}, .against = {b_}}).has_value());
}

TEST_F(ExplainRecord, WhatCannotBeReadIsComparedWithNothing) {
  const Result<Explanation> found = explain({a_, 1});
  ASSERT_TRUE(found.has_value()) << found.error().message();
  EXPECT_EQ(found->verdict, Verdict::kUnreadable);
  EXPECT_NE(found->problem.find("missing"), std::string::npos);
}

TEST_F(ExplainRecord, Fails) {
  EXPECT_FALSE(explain({"", 1}).has_value());   // in which?
  EXPECT_FALSE(explain({"c", 1}).has_value());  // no such input
  EXPECT_FALSE(explain({b_, 1}).has_value());   // blank
  EXPECT_FALSE(explain({b_, 4}).has_value());   // too far
  EXPECT_FALSE(explain({a_, 1}, {.removed = files_.path("audit")}).has_value());
  EXPECT_FALSE(explain({a_, 1}, {.unit = Unit::kParagraph}).has_value());
  EXPECT_FALSE(explain({a_, 1}, {.unit = Unit::kFile}).has_value());
  EXPECT_FALSE(explain({a_, 1}, {.unit = Unit::kRecord, .then = {Unit::kPassage}}).has_value());
}

}  // namespace
}  // namespace leitong
