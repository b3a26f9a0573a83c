#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "reference/repeated_runs.h"
#include "temporary_files.h"

namespace leitong {
namespace {

class FilterPassages : public testing::Test {
 protected:
  TemporaryFiles files_;
};

const std::string kA =
    "昨天下午，市图书馆新馆正式向读者开放。新馆位于青荷江东岸，藏书四十万册，设有阅览座位一千二百个"
    "，"
    "是目前全省规模最大的县级公共图书馆。";
const std::string kB =
    "馆长在开馆仪式上说，新馆将实行全年无休，每天开放十二个小时，并为残障读者配备了无障碍通道和有声"
    "读物，"
    "欢迎市民前来参观。";

FilterOptions passages(Format format, std::uint64_t min_passage = 50) {
  return {.format = format, .unit = Unit::kPassage, .min_passage = min_passage, .max_cut = 1};
}

// Words that differ in their first letters, so that a window ends with a whole word or none.
const std::vector<std::string> kWords = {"apple", "berry", "cedar", "dill", "elm", "fig"};

struct WordText {
  std::vector<reference::Paragraph> words;  // each a class
  std::vector<std::size_t> line;            // of each word
  std::size_t lines = 0;
};

WordText random_words(std::mt19937& random, bool records) {
  WordText text;
  const std::size_t kinds = 1 + random() % kWords.size();
  for (text.lines = 0; text.lines < 12; ++text.lines) {
    const std::size_t first = text.words.size();
    for (auto i = random() % 14; i > 0; --i) {
      if (first > 4 && random() % 6 == 0) {
        // A copy of an earlier stretch.
        for (std::size_t from = random() % first, n = random() % 12; n > 0 && from < first; --n) {
          text.words.push_back({text.words[from++].paragraph_class, 1});
        }
      } else {
        text.words.push_back({static_cast<std::uint32_t>(random() % kinds), 1});
      }
    }
    if (records && first < text.words.size()) text.words[first].cut_before = true;
    text.line.resize(text.words.size(), text.lines);
  }
  return text;
}

// The lines with the words that are not removed; those that lose all are not there.
std::string written(const WordText& text, const std::vector<bool>& removed) {
  std::string all;
  for (std::size_t line = 0, word = 0; line < text.lines; ++line) {
    std::string rest;
    bool any = false;
    for (; word < text.words.size() && text.line[word] == line; ++word) {
      any = true;
      if (removed[word]) continue;
      if (!rest.empty()) rest += ' ';
      rest += kWords[text.words[word].paragraph_class];
    }
    if (any && !rest.empty()) all += rest + "\n";
  }
  return all;
}

TEST_F(FilterPassages, RandomWordsByTheDefinition) {
  const unsigned seed = 20261122;
  std::mt19937 random(seed);
  std::size_t total_removed = 0;
  for (int round = 0; round < 300; ++round) {
    const bool records = random() % 2 == 0;
    const WordText text = random_words(random, records);
    const std::uint64_t min_passage = 1 + random() % 9;
    const std::vector<bool> none(text.words.size(), false);
    const std::vector<bool> removed = reference::in_repeated_run(text.words, min_passage);
    total_removed += static_cast<std::size_t>(std::ranges::count(removed, true));
    FilterOptions options = passages(records ? Format::kLines : Format::kText, min_passage);
    options.block_size = 1 + random() % 100;
    options.threads = static_cast<unsigned>(1 + random() % 3);
    const std::string page = written(text, none);
    ASSERT_EQ(files_.filter_content(page, options), written(text, removed))
        << "seed " << seed << " round " << round << " min " << min_passage << "\n"
        << page;
  }
  EXPECT_GT(total_removed, 5000U);
}

TEST_F(FilterPassages, CopiesThatLookDifferent) {
  const std::string page = "　　" + kA + "\n";
  const std::string other =
      "\t昨天下午,市圖書館新館正式向讀者開放。新館位於青荷江東岸，藏書四十萬冊，設有閱覽座位"
      "一千二百個，是目前全省規模最大的縣級公共圖書館。 \r\n";
  EXPECT_EQ(files_.filter_content(page + other, passages(Format::kText)), page);
}

TEST_F(FilterPassages, WhatTheFoldLeavesOutIsNoDifference) {
  const std::string page = kA + "\n";
  const std::string copy = "说：" + kA.substr(0, 30) + "\u200B\u00AD" + kA.substr(30) + "完\n";
  EXPECT_EQ(files_.filter_content(page + copy, passages(Format::kText)), page + "说：完\n");
}

TEST_F(FilterPassages, ATextWithAPeriodLeavesOne) {
  std::string text;
  for (int i = 0; i < 7; ++i) text += kA;
  EXPECT_EQ(files_.filter_content(text, passages(Format::kText)), kA);
  EXPECT_EQ(files_.filter_content("{\"text\":\"" + text + "\"}\n", passages(Format::kJsonl)),
            "{\"text\":\"" + kA + "\"}\n");
  // … also where a cut of as much would be too much of a record, if others had it.
  FilterOptions options = passages(Format::kLines);
  options.max_cut = 0.5;
  EXPECT_EQ(files_.filter_content(text + "\n", options), kA + "\n");
}

TEST_F(FilterPassages, BlankLinesAsIfItHadBeenWrittenOnce) {
  const std::string page =
      "甲\n\n" + kA + "\n" + kB + "\n\n\n乙\n\n" + kA + "\n\n\n" + kB + "\n\n\n\n丙\n";
  EXPECT_EQ(files_.filter_content(page, passages(Format::kText)),
            "甲\n\n" + kA + "\n" + kB + "\n\n\n乙\n\n丙\n");
  const std::string record = "{\"text\":\"甲\\n" + kA + "\\n\"}\n";
  const std::string copy = "{\"text\":\"乙\\n\\n" + kA + "\\n\\n\\n\\n丙\"}\n";
  EXPECT_EQ(files_.filter_content(record + copy, passages(Format::kJsonl)),
            record + "{\"text\":\"乙\\n\\n丙\"}\n");
}

TEST_F(FilterPassages, ATextWithoutLastLineEndGetsNone) {
  const std::string record = "{\"text\":\"" + kA + "\"}\n";
  EXPECT_EQ(
      files_.filter_content(record + "{\"text\":\"乙\\n" + kA + "\"}\n", passages(Format::kJsonl)),
      record + "{\"text\":\"乙\"}\n");
}

TEST_F(FilterPassages, TheAuditNamesEqualText) {
  FilterOptions options = passages(Format::kJsonl);
  options.removed = files_.path("audit");
  const std::string first = "{\"text\":\"" + kA + "\"}\n";
  const std::string second = "{\"text\":\"\\u7532：" + kA + "\\\"" + kB + "\"}\n";
  FilterReport report;
  EXPECT_EQ(files_.filter_content(first + second, options, &report),
            first + "{\"text\":\"\\u7532：\\\"" + kB + "\"}\n");
  const std::size_t start = first.size() + second.find(kA);
  EXPECT_NE(files_.read("audit").find("\"record\":2,\"start\":" + std::to_string(start) +
                                      ",\"end\":" + std::to_string(start + kA.size()) +
                                      ",\"rule\":\"passage\",\"similarity\":1.0000,"),
            std::string::npos)
      << files_.read("audit");
  EXPECT_NE(files_.read("audit").find("\"record\":1,\"start\":9,\"end\":" +
                                      std::to_string(9 + kA.size())),
            std::string::npos)
      << files_.read("audit");
  EXPECT_EQ(report.read, 2U);
  EXPECT_EQ(report.kept, 2U);
  EXPECT_EQ(report.cut, 1U);
  EXPECT_EQ(report.passages, 1U);
}

TEST_F(FilterPassages, IllFormedBytesStay) {
  const std::string page = kA + "\n";
  EXPECT_EQ(files_.filter_content(page + "\xFF甲" + kA + "\xC3乙\xE4\n", passages(Format::kText)),
            page + "\xFF甲\xC3乙\xE4\n");
}

TEST_F(FilterPassages, NothingToCompare) {
  for (const std::string input : {"", "\n", "\n\n", "……\n", "\xEF\xBB\xBF", "甲"}) {
    EXPECT_EQ(files_.filter_content(input, passages(Format::kText)), input);
    EXPECT_EQ(files_.filter_content(input, passages(Format::kLines)), input);
  }
  EXPECT_EQ(files_.filter_content("{\"text\":\"\"}\n\n{\"text\":\" \"}", passages(Format::kJsonl)),
            "{\"text\":\"\"}\n\n{\"text\":\" \"}");
}

}  // namespace
}  // namespace leitong
