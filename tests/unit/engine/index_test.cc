#include "leitong/index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/index/index_properties.h"
#include "engine/index/run_index.h"
#include "temporary_files.h"

namespace leitong {
namespace {

// Records that resemble one another in all degrees: each is a new text, or an edited earlier one,
// or an earlier one whose sentences come in another order. Few different words, so that buckets
// fill.
std::vector<std::string> random_records(std::mt19937_64& random, std::size_t count) {
  const auto draw = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
  std::vector<std::vector<std::string>> texts;
  std::vector<std::string> records;
  while (records.size() < count) {
    std::vector<std::string> words;
    if (texts.empty() || draw(3) == 0) {
      words.resize(1 + draw(60));
      for (std::string& word : words) word = "w" + std::to_string(draw(500));
    } else {
      words = texts[draw(texts.size())];
      for (std::size_t edits = draw(5); edits > 0; --edits) {
        words[draw(words.size())] = "w" + std::to_string(draw(500));
      }
      if (draw(8) == 0) std::ranges::rotate(words, words.begin() + draw(words.size()));
    }
    texts.push_back(words);
    std::string text;
    for (const std::string& word : words) text += word + " ";
    records.push_back(text);
  }
  return records;
}

std::string joined(const std::vector<std::string>& records, std::size_t begin, std::size_t end) {
  std::string lines;
  for (std::size_t i = begin; i < end; ++i) {
    lines += R"({"id":)" + std::to_string(i) + R"(,"text":")" + records[i] + "\"}\n";
  }
  return lines;
}

std::string sorted_lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::ranges::sort(lines);
  std::string sorted;
  for (const std::string& line : lines) sorted += line + "\n";
  return sorted;
}

class IndexTest : public testing::Test {
 protected:
  void create(const Comparison& comparison) const {
    const Result<void> created = create_index(files_.path("index"), comparison);
    ASSERT_TRUE(created.has_value()) << created.error().message();
  }

  [[nodiscard]] FilterOptions options(const Comparison& comparison, bool indexed) const {
    FilterOptions options;
    options.format = Format::kJsonl;
    options.comparison = comparison;
    options.method = comparison.method;
    options.id_field = "id";
    if (indexed) options.index = files_.path("index");
    return options;
  }

  void expect_sound(std::size_t records) const {
    const Result<IndexCheck> check = check_index(files_.path("index"));
    ASSERT_TRUE(check.has_value()) << check.error().message();
    EXPECT_EQ(check->problems, std::vector<std::string>());
    EXPECT_EQ(check->info.records, records);
  }

  // Every byte of it.
  [[nodiscard]] std::map<std::string, std::string> index_files() const {
    std::map<std::string, std::string> all;
    for (const auto& file : std::filesystem::directory_iterator(files_.path("index"))) {
      const std::string name = file.path().filename().string();
      all[name] = files_.read("index/" + name);
    }
    return all;
  }

  TemporaryFiles files_;
};

const std::vector<Comparison>& comparisons() {
  static const std::vector<Comparison> all = {
      {},
      {.shingle = 2, .threshold = 0.5},
      {.method = Method::kSimhash, .threshold = 0.7, .distance = 6},
      {.method = Method::kExact},
      {.method = Method::kBytes},
  };
  return all;
}

TEST_F(IndexTest, PartsGiveWhatTheWholeGives) {
  const std::uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (const Comparison& comparison : comparisons()) {
    const std::vector<std::string> records = random_records(random, 300);
    FilterReport report;
    const std::string whole = files_.filter_content(joined(records, 0, records.size()),
                                                    options(comparison, false), &report);
    std::filesystem::remove_all(files_.path("index"));
    create(comparison);
    std::vector<std::size_t> cuts = {0, records.size()};
    for (int i = comparison == Comparison() ? 9 : 2; i > 0; --i)
      cuts.push_back(random() % records.size());
    std::ranges::sort(cuts);
    std::string parts;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      parts +=
          files_.filter_content(joined(records, cuts[i], cuts[i + 1]), options(comparison, true));
    }
    EXPECT_EQ(parts, whole) << name_of(comparison.method);
    EXPECT_LT(report.kept, report.read);
    expect_sound(report.kept);
  }
}

TEST_F(IndexTest, AuditNamesTheSameLeaders) {
  std::mt19937_64 random(5);
  const std::string content = joined(random_records(random, 200), 0, 200);
  create({});
  FilterOptions plain = options({}, false);
  plain.removed = files_.path("plain");
  FilterOptions indexed = options({}, true);
  indexed.removed = files_.path("indexed");
  files_.filter_content(content, plain);
  files_.filter_content(content, indexed);
  EXPECT_EQ(files_.read("indexed"), files_.read("plain"));
  EXPECT_FALSE(files_.read("plain").empty());
  // What stands in the index now repeats itself, and is called as it was.
  EXPECT_EQ(files_.filter_content(content, indexed), "");
  EXPECT_NE(files_.read("indexed").find(R"("leader":{"input":")" + files_.path("input")),
            std::string::npos);
}

// --against: the file that an index was made of, and the index.
TEST_F(IndexTest, ReferencesInAnIndexAreThoseOfItsFile) {
  const std::uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::vector<Comparison> all = comparisons();
  // Buckets that the references fill in part.
  all.push_back({.method = Method::kSimhash, .threshold = 0.9, .distance = 16});
  for (const Comparison& comparison : all) {
    SCOPED_TRACE(name_of(comparison.method));
    const std::vector<std::string> records = random_records(random, 300);
    const std::size_t cut = random() % records.size();
    FilterOptions adding = options(comparison, true);
    adding.inputs = {files_.write("reference", joined(records, 0, cut))};
    std::filesystem::remove_all(files_.path("index"));
    create(comparison);
    files_.filter(adding);
    const auto before = index_files();

    FilterOptions reading = options(comparison, false);
    reading.inputs = {files_.write("input", joined(records, cut, records.size()))};
    const auto answers = [&](const std::string& against) {
      reading.against = {against};
      reading.removed = files_.path("removed");
      reading.clusters = files_.path("clusters");
      reading.dropped = files_.path("dropped");
      std::vector<std::string> answer = {files_.filter(reading)};
      answer.push_back(files_.read("removed"));
      answer.push_back(files_.read("dropped"));
      // Those whose leaders an index has come last.
      answer.push_back(sorted_lines(files_.read("clusters")));
      reading.removed.clear();
      reading.clusters.clear();
      reading.dropped.clear();
      reading.mark = true;
      answer.push_back(files_.filter(reading));
      reading.mark = false;
      return answer;
    };
    EXPECT_EQ(answers(files_.path("index")), answers(adding.inputs.front()));
    EXPECT_EQ(index_files(), before);
  }
}

TEST_F(IndexTest, ReferencesInAnIndexRankBeforeThoseInFiles) {
  std::mt19937_64 random(9);
  const std::vector<std::string> records = random_records(random, 240);
  create({});
  FilterOptions adding = options({}, true);
  adding.inputs = {files_.write("first", joined(records, 0, 80))};
  files_.filter(adding);
  const std::string second = files_.write("second", joined(records, 80, 160));
  FilterOptions reading = options({}, false);
  reading.inputs = {files_.write("third", joined(records, 160, 240))};
  reading.removed = files_.path("removed");
  reading.against = {second, files_.path("index")};
  const std::string kept = files_.filter(reading);
  const std::string removed = files_.read("removed");
  reading.against = {adding.inputs.front(), second};
  EXPECT_EQ(files_.filter(reading), kept);
  EXPECT_EQ(files_.read("removed"), removed);
}

TEST_F(IndexTest, NoAnswerDependsOnThreadsOrBlocks) {
  std::mt19937_64 random(6);
  const std::string content = joined(random_records(random, 200), 0, 200);
  create({});
  const std::string one = files_.filter_content(content, options({}, true));
  for (const std::size_t block : {100, 5000}) {
    std::filesystem::remove_all(files_.path("index"));
    create({});
    FilterOptions several = options({}, true);
    several.threads = 4;
    several.block_size = block;
    EXPECT_EQ(files_.filter_content(content, several), one);
  }
}

// A bucket holds 64; of more only these are compared, in the index as online.
TEST_F(IndexTest, FullBucketsAreTheSame) {
  std::mt19937_64 random(8);
  const std::vector<std::string> records = random_records(random, 400);
  const Comparison comparison{.method = Method::kSimhash, .threshold = 0.9, .distance = 16};
  const std::string content = joined(records, 0, records.size());
  FilterReport plain;
  FilterReport indexed;
  create(comparison);
  EXPECT_EQ(files_.filter_content(content, options(comparison, true), &indexed),
            files_.filter_content(content, options(comparison, false), &plain));
  EXPECT_EQ(indexed.match.bucket_overflow, plain.match.bucket_overflow);
  EXPECT_GT(plain.match.bucket_overflow, 0U);
  expect_sound(plain.kept);
}

// A run that ends without a commit, as if it had been killed, has added nothing.
TEST_F(IndexTest, WhatDidNotEndIsTakenBack) {
  std::mt19937_64 random(7);
  const std::vector<std::string> records = random_records(random, 120);
  for (const Method method : {Method::kMinhash, Method::kExact}) {
    const Comparison comparison{.method = method};
    std::filesystem::remove_all(files_.path("index"));
    create(comparison);
    const std::string first = joined(records, 0, 60);
    const std::string second = joined(records, 60, 120);
    std::string kept = files_.filter_content(first, options(comparison, true));
    FilterOptions fails = options(comparison, true);
    fails.on_error = OnError::kFail;
    // More than is held back: the records before it are written.
    const std::string long_one = "{\"text\":\"" + std::string(std::size_t{2} << 20, 'x') + "\"}\n";
    fails.inputs = {files_.write("broken", second + long_one + "no JSON\n")};
    fails.output = files_.path("output");
    ASSERT_FALSE(run_filter(fails).has_value());
    const Result<IndexInfo> info = read_index_info(files_.path("index"));
    ASSERT_TRUE(info.has_value());
    EXPECT_GT(info->uncommitted, 0U);
    EXPECT_EQ(info->records, static_cast<std::size_t>(std::ranges::count(kept, '\n')));
    expect_sound(info->records);

    kept += files_.filter_content(second, options(comparison, true));
    EXPECT_EQ(kept, files_.filter_content(first + second, options(comparison, false)));
    expect_sound(static_cast<std::size_t>(std::ranges::count(kept, '\n')));
  }
}

// Texts that stand plain, escaped in JSON, in quotes of CSV, or are files.
TEST_F(IndexTest, TextsThatAreReferredToAreThoseThatAreCopied) {
  const std::uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::vector<std::string> records = random_records(random, 160);
  for (const Format format : {Format::kLines, Format::kJsonl, Format::kCsv, Format::kTsv}) {
    SCOPED_TRACE(name_of(format));
    std::string halves[2] = {is_table(format) ? "n,text\n" : "",
                             is_table(format) ? "n,text\n" : ""};
    for (std::size_t i = 0; i < records.size(); ++i) {
      std::string& half = halves[i / (records.size() / 2)];
      const std::string& text = records[i];
      const bool escapes = i % 3 == 0;
      if (format == Format::kLines) half += text;
      const std::string escaped = escapes ? R"(\u0041\n)" : "";
      if (format == Format::kJsonl) half += R"({"text":")" + escaped + text + "\"}";
      if (format == Format::kCsv) half += "1," + (escapes ? R"("a ""b"" )" + text + '"' : text);
      if (format == Format::kTsv) half += "1," + text;
      half += i % 2 == 0 ? "\n" : "\r\n";
    }
    if (format == Format::kTsv) {
      for (std::string& half : halves) std::ranges::replace(half, ',', '\t');
    }
    std::vector<std::string> answers[2];
    for (const IndexText text : {IndexText::kCopy, IndexText::kReference}) {
      std::filesystem::remove_all(files_.path("index"));
      ASSERT_TRUE(create_index(files_.path("index"), {.threshold = 0.6}, text).has_value());
      FilterOptions filter{.index = files_.path("index"),
                           .format = format,
                           .comparison = {.threshold = 0.6},
                           .removed = files_.path("removed")};
      std::size_t kept = 0;
      for (int i = 0; i < 2; ++i) {
        FilterReport report;
        filter.inputs = {files_.write("half" + std::to_string(i), halves[i])};
        auto& answer = answers[text == IndexText::kReference ? 1 : 0];
        answer.push_back(files_.filter(filter, &report));
        answer.push_back(files_.read("removed"));
        kept += report.kept;
      }
      expect_sound(kept);
    }
    EXPECT_EQ(answers[1], answers[0]);
  }
}

TEST_F(IndexTest, NothingIsDroppedForATextThatIsGone) {
  ASSERT_TRUE(create_index(files_.path("index"), {}, IndexText::kReference).has_value());
  const std::string text = "the quick brown fox jumps over the lazy dog and runs into the woods";
  const std::string line = R"({"text":")" + text + "\"}\n";
  FilterOptions adding = options({}, true);
  adding.inputs = {files_.write("stored", "{\"text\":\"short\"}\n" + line)};
  files_.filter(adding);
  FilterOptions asking = options({}, false);
  asking.against = {files_.path("index")};
  asking.inputs = {files_.write("asked", R"({"text":"now )" + text + "\"}\n")};
  EXPECT_EQ(files_.filter(asking), "");
  asking.output = files_.path("answer");
  for (const std::string& content : {std::string("{\"text\":\"short\"}\n"),
                                     "{\"text\":\"shirt\"}\n" + std::string(line.size(), 'x')}) {
    files_.write("stored", content);
    const Result<FilterReport> report = run_filter(asking);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().what, "has changed since it was indexed");
    EXPECT_EQ(report.error().path, files_.path("stored"));
    EXPECT_EQ(report.error().line, 2U);
    EXPECT_FALSE(std::filesystem::exists(asking.output));
    EXPECT_FALSE(check_index(files_.path("index"))->problems.empty());
  }
  std::filesystem::remove(files_.path("stored"));
  EXPECT_EQ(run_filter(asking).error().path, files_.path("stored"));
  // What no longer matters is not read.
  EXPECT_NE(
      files_.filter_content(R"({"text":"another text that resembles nothing at all"})", asking),
      "");
}

// … by a writer that finds them gone: their texts can't say what finds them.
TEST_F(IndexTest, ReferencesThatDidNotEndAreTakenBack) {
  std::mt19937_64 random(10);
  const std::vector<std::string> records = random_records(random, 120);
  ASSERT_TRUE(create_index(files_.path("index"), {}, IndexText::kReference).has_value());
  FilterOptions filter = options({}, true);
  filter.inputs = {files_.write("first", joined(records, 0, 60))};
  std::string kept = files_.filter(filter);
  // More than is held back, in names, so that some of it is written.
  FilterOptions fails = filter;
  fails.on_error = OnError::kFail;
  const std::string name(std::size_t{2} << 20, 'x');
  fails.inputs = {files_.write("second", joined(records, 60, 120) + "{\"id\":\"" + name +
                                             "\",\"text\":\"long\"}\nno JSON\n")};
  fails.output = files_.path("output");
  ASSERT_FALSE(run_filter(fails).has_value());
  EXPECT_GT(read_index_info(files_.path("index"))->uncommitted, 0U);
  files_.write("second", "gone");
  filter.inputs = {files_.write("third", joined(records, 60, 120))};
  kept += files_.filter(filter);
  EXPECT_EQ(kept, files_.filter_content(joined(records, 0, 120), options({}, false)));
  expect_sound(static_cast<std::size_t>(std::ranges::count(kept, '\n')));
}

TEST_F(IndexTest, OthersAreAskedForByText) {
  create({});
  const std::string text = "the quick brown fox jumps over the lazy dog and runs into the woods";
  files_.filter_content(R"({"id":"fox","text":")" + text + "\"}\n" +
                            R"({"id":"cat","text":"a cat sleeps all day long on the warm sill"})",
                        options({}, true));
  Result<IndexReader> reader = IndexReader::open(files_.path("index"));
  ASSERT_TRUE(reader.has_value()) << reader.error().message();
  const auto matches = reader->matches(text);
  ASSERT_TRUE(matches.has_value() && matches->size() == 1);
  EXPECT_EQ(matches->front().record.id, "fox");
  EXPECT_EQ(matches->front().similarity, 1);
  EXPECT_EQ(matches->front().record.record, 1U);
  EXPECT_TRUE(reader->matches("something else entirely that nobody has said before")->empty());
}

TEST_F(IndexTest, OtherVersionsAndOptionsAreRefusedByName) {
  IndexProperties properties = index_properties({}, identity());
  properties["icu"] = "1.2";
  ASSERT_TRUE(IndexStore::create(files_.path("old"), properties).has_value());
  const Result<IndexReader> reader = IndexReader::open(files_.path("old"));
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().what, "was made with ICU 1.2; this leitong has " + identity().icu);
  EXPECT_EQ(read_index_info(files_.path("old"))->versions.icu, "1.2");

  properties["format"] = "2";
  ASSERT_TRUE(IndexStore::create(files_.path("new"), properties).has_value());
  EXPECT_EQ(read_index_info(files_.path("new")).error().what,
            "is an index of format 2; this leitong knows format 1");

  create({});
  FilterOptions wanted = options({.threshold = 0.7}, true);
  wanted.inputs = {files_.write("in", "{}\n")};
  wanted.output.clear();
  EXPECT_EQ(run_filter(wanted).error().what, "the index was made with threshold 0.8, not 0.7");
  wanted.method = Method::kExact;
  EXPECT_EQ(run_filter(wanted).error().what, "the index was made with method minhash, not exact");
}

TEST(IndexProperties, SayTheComparison) {
  for (const Comparison& comparison : comparisons()) {
    const auto stored = stored_comparison(index_properties(comparison, identity()), "");
    ASSERT_TRUE(stored.has_value()) << stored.error().message();
    EXPECT_EQ(index_properties(*stored, {}), index_properties(comparison, {}));
  }
  IndexProperties torn = index_properties({}, identity());
  torn.erase("threshold");
  EXPECT_FALSE(stored_comparison(torn, "").has_value());
}

TEST(IndexOptions, WithoutMeaningAreRefused) {
  FilterOptions options;
  options.index = "index";
  EXPECT_FALSE(check_index_options(options, Unit::kRecord).has_value());
  EXPECT_TRUE(check_index_options(options, Unit::kPassage).has_value());
  options.keep.rule = Keep::Rule::kLast;
  EXPECT_TRUE(check_index_options(options, Unit::kRecord).has_value());
  EXPECT_FALSE(create_index("index", {.method = Method::kContained}).has_value());
}

}  // namespace
}  // namespace leitong
