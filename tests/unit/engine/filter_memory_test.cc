// How much memory there is for verification changes no answer, wherever the records come from.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "temporary_files.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 20261122;

// Originals, and after each a few edited, shuffled and equal copies of it or of an older one.
std::string random_records(std::mt19937& random, std::size_t count) {
  std::vector<std::vector<std::string>> texts;
  const auto word = [&] { return "w" + std::to_string(random() % 100000); };
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::string> words;
    if (texts.empty() || random() % 3 == 0) {
      for (auto left = 10 + random() % 80; left > 0; --left) words.push_back(word());
    } else {
      words = texts[random() % texts.size()];
      if (random() % 4 == 0) words.insert(words.end(), words.begin(), words.end());
      for (auto edits = random() % 3; edits > 0; --edits) words[random() % words.size()] = word();
    }
    lines += R"({"id": ")" + std::to_string(i) + R"(", "n": )" + std::to_string(random() % 1000) +
             R"(, "text": ")";
    for (const std::string& each : words) lines += (each.size() % 2 == 0 ? "\\u0020" : " ") + each;
    lines += "\"}\n";
    texts.push_back(std::move(words));
  }
  return lines;
}

struct Answer {
  std::string output, audit;
  FilterReport report;

  bool operator==(const Answer& other) const {
    return output == other.output && audit == other.audit;
  }
};

class FilterMemory : public testing::TestWithParam<Keep> {
 protected:
  FilterMemory() {
    std::mt19937 random(kSeed);
    content_ = random_records(random, 900);
    options_.format = Format::kJsonl;
    options_.id_field = "id";
    options_.keep = GetParam();
    options_.temp_dir = files_.path("");
  }

  Answer answer(std::optional<std::uint64_t> memory, const std::string& input) const {
    FilterOptions options = options_;
    options.memory_bytes = memory;
    options.inputs = {input};
    options.removed = files_.path("audit");
    Answer answer;
    answer.output = files_.filter(options, &answer.report);
    answer.audit = files_.read("audit");
    // The names of inputs differ.
    for (std::size_t at = 0; (at = answer.audit.find(input, at)) != std::string::npos;) {
      answer.audit.replace(at, input.size(), "input");
    }
    return answer;
  }

  TemporaryFiles files_;
  std::string content_;
  FilterOptions options_;
};

TEST_P(FilterMemory, ChangesNoAnswer) {
  const std::string plain = files_.write("plain.jsonl", content_);
  // No two lines are the same, so all is compressed.
  FilterOptions compress;
  compress.inputs = {plain};
  compress.format = Format::kLines;
  compress.method = Method::kBytes;
  compress.output = files_.path("compressed.jsonl.gz");
  ASSERT_TRUE(run_filter(compress).has_value());
  const std::string pipe = files_.path("pipe.jsonl");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);

  const Answer expected = answer(std::nullopt, plain);
  ASSERT_LT(expected.report.kept, 600U);
  for (const unsigned threads : {1U, 2U, 8U}) {
    options_.threads = threads;
    options_.block_size = threads == 2 ? 3000 : 0;
    for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1} << 10,
                                       std::uint64_t{100} << 10, std::uint64_t{1} << 20}) {
      SCOPED_TRACE(testing::Message()
                   << threads << " threads, " << memory << " bytes, seed " << kSeed);
      const Answer from_file = answer(memory, plain);
      EXPECT_EQ(from_file, expected);
      if (options_.keep.rule == Keep::Rule::kFirst) {
        EXPECT_LE(from_file.report.cache_bytes, memory);
      } else {
        EXPECT_LT(from_file.report.index_bytes, expected.report.index_bytes) << "in parts";
      }
      EXPECT_EQ(answer(memory, compress.output), expected) << "compressed";
      std::thread writer([&] { files_.write("pipe.jsonl", content_); });
      EXPECT_EQ(answer(memory, pipe), expected) << "through a pipe";
      writer.join();
    }
  }
}

TEST_P(FilterMemory, IsShortForSeveralFiles) {
  const std::size_t cut = content_.find('\n', content_.size() / 2) + 1;
  FilterOptions options = options_;
  options.inputs = {files_.write("a.jsonl", "\xEF\xBB\xBF" + content_.substr(0, cut)),
                    files_.write("b.jsonl", content_.substr(cut))};
  for (const Within within : {Within::kAll, Within::kFile}) {
    options.within = within;
    options.memory_bytes.reset();
    const std::string expected = files_.filter(options);
    options.memory_bytes = 0;
    EXPECT_EQ(files_.filter(options), expected);
  }
}

std::string rule_name(const testing::TestParamInfo<Keep>& rule) {
  constexpr std::array kNames = {"first", "last", "longest", "max", "min"};
  return kNames[static_cast<std::size_t>(rule.param.rule)];
}

INSTANTIATE_TEST_SUITE_P(Rules, FilterMemory,
                         testing::Values(Keep{}, Keep{.rule = Keep::Rule::kLast},
                                         Keep{.rule = Keep::Rule::kLongest},
                                         Keep{.rule = Keep::Rule::kMax, .field = "n"},
                                         Keep{.rule = Keep::Rule::kMin, .field = "n"}),
                         rule_name);

TEST(FilterMemoryOfParagraphs, ChangesNoAnswer) {
  std::mt19937 random(kSeed);
  const TemporaryFiles files;
  const std::string content = random_records(random, 600);
  for (const Keep::Rule rule : {Keep::Rule::kFirst, Keep::Rule::kLast}) {
    for (const Within within : {Within::kAll, Within::kFile}) {
      FilterOptions options;
      options.format = Format::kText;
      options.method = Method::kMinhash;
      options.keep.rule = rule;
      options.within = within;
      options.min_passage = 5;
      options.temp_dir = files.path("");
      const std::string expected = files.filter_content(content, options);
      EXPECT_LT(expected.size(), content.size());
      for (const std::uint64_t memory : {0, 1 << 10, 100 << 10}) {
        options.memory_bytes = memory;
        EXPECT_EQ(files.filter_content(content, options), expected) << memory;
      }
    }
  }
}

TEST(FilterMemoryThatIsShort, SaysWhereItCannotSpool) {
  std::mt19937 random(kSeed);
  const TemporaryFiles files;
  FilterOptions options;
  options.format = Format::kText;
  options.method = Method::kMinhash;
  options.inputs = {files.write("input", random_records(random, 50))};
  options.output = files.path("output");
  options.temp_dir = "/proc";  // where nobody can make a file
  options.memory_bytes = 0;
  Result<FilterReport> report = run_filter(options);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().advice, "--temp-dir names another place");

  // Known before anything is read, and whether it is needed or not.
  options.temp_dir = files.path("nowhere");
  options.memory_bytes.reset();
  report = run_filter(options);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().path, options.temp_dir);
}

}  // namespace
}  // namespace leitong
