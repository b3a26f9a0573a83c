// The answer is a function of input and options: not of threads, block sizes, or where one file
// ends and the next begins.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "temporary_files.h"

namespace leitong {
namespace {

constexpr unsigned kSeed = 20261122;

std::string random_sentence(std::mt19937& random) {
  static const std::vector<std::string> kWords = {
      "图书馆", "昨天", "开放",  "读者",   "the",  "harbour", "museum", "新馆", "大桥",
      "合龙",   "rain", "ridge", "カメラ", "天气", "预报",    "2023",   "市民", "公园"};
  std::string text;
  for (auto i = 20 + random() % 40; i > 0; --i) text += kWords[random() % kWords.size()] + " ";
  return text;
}

// Records of which about half are edited copies of earlier ones, in runs.
std::vector<std::string> random_texts(std::mt19937& random, std::size_t count) {
  std::vector<std::string> texts;
  while (texts.size() < count) {
    if (!texts.empty() && random() % 2 == 0) {
      const std::size_t from = random() % texts.size();
      for (std::size_t i = from; i < from + 1 + random() % 4 && i < texts.size(); ++i) {
        std::string copy = texts[i];
        if (random() % 2 == 0) copy += "edited";
        texts.push_back(copy);
      }
    } else {
      texts.push_back(random_sentence(random));
    }
  }
  return texts;
}

std::string as_line(const std::string& text, Format format) {
  if (format == Format::kJsonl) return "{\"text\":\"" + text + "\\n" + text + "\"}\n";
  if (format == Format::kCsv) return "\"" + text + "\n\"\"" + text + "\"\"\",7\r\n";
  if (format == Format::kWarc) {
    return "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: " +
           std::to_string(2 * text.size() + 1) + "\r\n\r\n" + text + "\n" + text + "\r\n\r\n";
  }
  return text + "\n";
}

struct Setting {
  const char* name;
  FilterOptions options;
};

class FilterDeterminism : public testing::TestWithParam<Setting> {};

TEST_P(FilterDeterminism, OneAnswer) {
  std::mt19937 random(kSeed);
  const Format format = GetParam().options.format;
  std::vector<std::string> lines;
  for (const std::string& text : random_texts(random, 1500)) {
    lines.push_back(as_line(text, format));
    if (!has_fields(format) && random() % 5 == 0) lines.emplace_back("\n");
  }
  const TemporaryFiles files;
  std::string whole;
  std::vector<std::string> parts(3);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    whole += lines[i];
    parts[i * 3 / lines.size()] += lines[i];
  }
  FilterOptions options = GetParam().options;
  const std::string expected = files.filter_content(whole, options);
  ASSERT_NE(expected, whole) << "nothing was removed or marked";
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const std::size_t block_size : {1UL, 700UL, 5000UL, 100000UL}) {
      options.threads = threads;
      options.block_size = block_size;
      EXPECT_EQ(files.filter_content(whole, options), expected)
          << threads << " threads, blocks of " << block_size << ", seed " << kSeed;
    }
  }
  // Runs of paragraphs end with a file, so only records are the same however they are split.
  const Unit unit = options.unit.value_or(has_fields(format) ? Unit::kRecord : Unit::kParagraph);
  const bool names_inputs = unit == Unit::kRecord && options.mark;
  if (!names_inputs && (unit == Unit::kRecord || has_fields(format))) {
    options.inputs = {files.write("a", parts[0]), files.write("b", parts[1]),
                      files.write("c", parts[2])};
    EXPECT_EQ(files.filter(options), expected) << "as three files, seed " << kSeed;
  }
}

std::vector<Setting> settings() {
  FilterOptions records;
  records.format = Format::kJsonl;
  FilterOptions lines;
  lines.format = Format::kLines;
  FilterOptions text;
  text.format = Format::kText;
  FilterOptions table;
  table.format = Format::kCsv;
  table.header = false;
  table.field = "1";
  FilterOptions archive;
  archive.format = Format::kWarc;
  const Keep last{.rule = Keep::Rule::kLast};

  std::vector<Setting> all = {{"records", records}, {"text", text}};
  all.push_back({"records_char", records});
  all.back().options.comparison.tokens = TokenKind::kChar;
  all.push_back({"records_longest", records});
  all.back().options.keep.rule = Keep::Rule::kLongest;
  all.push_back({"lines_last", lines});
  all.back().options.keep = last;
  all.push_back({"lines_simhash", lines});
  all.back().options.method = Method::kSimhash;
  all.push_back({"text_near", text});
  all.back().options.method = Method::kMinhash;
  all.push_back({"text_last", text});
  all.back().options.keep = last;
  all.push_back({"jsonl_paragraphs", records});
  all.back().options.unit = Unit::kParagraph;
  all.push_back({"jsonl_paragraphs_last", all.back().options});
  all.back().options.keep = last;
  all.push_back({"jsonl_passages", records});
  all.back().options.unit = Unit::kPassage;
  all.push_back({"jsonl_passages_within_record", all.back().options});
  all.back().options.within = Within::kRecord;
  all.push_back({"csv", table});
  all.push_back({"csv_longest", table});
  all.back().options.keep.rule = Keep::Rule::kLongest;
  all.push_back({"csv_paragraphs", table});
  all.back().options.unit = Unit::kParagraph;
  all.push_back({"csv_passages", table});
  all.back().options.unit = Unit::kPassage;
  all.push_back({"csv_passages_marked", all.back().options});
  all.back().options.mark = true;
  all.push_back({"csv_paragraphs_marked", all.back().options});
  all.back().options.unit = Unit::kParagraph;
  all.push_back({"csv_marked", all.back().options});
  all.back().options.unit = Unit::kRecord;
  all.push_back({"csv_steps", table});
  all.back().options.unit = Unit::kRecord;
  all.back().options.then = {Unit::kPassage};
  all.push_back({"warc", archive});
  all.push_back({"warc_longest", archive});
  all.back().options.keep.rule = Keep::Rule::kLongest;
  all.push_back({"lines_passages", lines});
  all.back().options.unit = Unit::kPassage;
  all.push_back({"text_passages", text});
  all.back().options.unit = Unit::kPassage;
  return all;
}

INSTANTIATE_TEST_SUITE_P(Settings, FilterDeterminism, testing::ValuesIn(settings()),
                         [](const auto& setting) { return setting.param.name; });

}  // namespace
}  // namespace leitong
