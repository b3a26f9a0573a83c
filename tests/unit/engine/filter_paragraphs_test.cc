#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "reference/repeated_runs.h"
#include "temporary_files.h"

namespace leitong {
namespace {

class FilterParagraphs : public testing::Test {
 protected:
  TemporaryFiles files_;
};

const std::string kA = "昨天下午市图书馆新馆正式向读者开放";
const std::string kB = "新馆藏书四十万册设有阅览座位一千二百个";
const std::string kC = "青荷江大桥的主体工程昨天合龙";

FilterOptions text(std::uint64_t min_passage) {
  return {.format = Format::kText, .min_passage = min_passage};
}

// What is left of a text whose lines are single Han characters or blank, by the definition.
std::string left_by_definition(const std::vector<std::string>& lines, std::uint64_t min_passage) {
  std::vector<reference::Paragraph> paragraphs;
  for (const std::string& line : lines) {
    if (!line.empty()) {
      paragraphs.push_back({static_cast<std::uint32_t>(std::hash<std::string>()(line)),
                            line.size() / 3});  // Han characters of three bytes
    }
  }
  const std::vector<bool> removed = reference::in_repeated_run(paragraphs, min_passage);
  // Blank lines: those before a removed run stay, but no more than stood after it; where one side
  // has none, the other's stay.
  std::string out;
  std::string before;
  std::string after;
  bool in_run = false;
  bool any = false;
  const auto close = [&] {
    if (!in_run) {
      out += before;
    } else if (before.empty() || after.empty()) {
      out += before + after;
    } else {
      out += before.substr(0, std::min(before.size(), after.size()));
    }
    before.clear();
    after.clear();
    in_run = false;
  };
  std::size_t number = 0;
  for (const std::string& line : lines) {
    if (line.empty()) {
      (in_run ? after : before) += "\n";
    } else if (removed[number++]) {
      in_run = true;
      after.clear();
    } else {
      close();
      out += line + "\n";
      any = true;
    }
  }
  if (any || !in_run) close();
  return out;
}

TEST_F(FilterParagraphs, RandomPagesByTheDefinition) {
  const unsigned seed = 7;
  std::mt19937 random(seed);
  const std::vector<std::string> paragraphs = {"甲", "乙乙", "丙丙丙", "丁丁", "戊戊戊戊", "己"};
  for (int round = 0; round < 150; ++round) {
    std::vector<std::string> lines;
    std::string page;
    for (auto i = random() % 40; i > 0; --i) {
      lines.push_back(random() % 4 == 0 ? "" : paragraphs[random() % paragraphs.size()]);
      page += lines.back() + "\n";
    }
    const std::uint64_t min_passage = 1 + random() % 9;
    FilterOptions options = text(min_passage);
    options.block_size = 1 + random() % 60;
    EXPECT_EQ(files_.filter_content(page, options), left_by_definition(lines, min_passage))
        << "seed " << seed << " round " << round << "\n"
        << page;
  }
}

TEST_F(FilterParagraphs, IndentWidthAndLineEndsAreNoDifference) {
  const std::string page = "　　" + kA + "\n" + kB + "\n";
  EXPECT_EQ(files_.filter_content(page + "\t" + kA + "\r\n  " + kB + " \r\n", text(20)), page);
  EXPECT_EQ(files_.filter_content(page + kA + "\r" + kB + "\r", text(20)), page);
}

TEST_F(FilterParagraphs, ALightRepeatStays) {
  const std::string page = kA + "\n" + kB + "\n" + kA + "\n";
  EXPECT_EQ(files_.filter_content(page, text(50)), page);
}

TEST_F(FilterParagraphs, LastKeepsTheLast) {
  const std::string page = kA + "\n\n" + kB + "\n\n" + kA + "\n";
  FilterOptions options = text(10);
  options.keep = {.rule = Keep::Rule::kLast};
  EXPECT_EQ(files_.filter_content(page, options), "\n" + kB + "\n\n" + kA + "\n");
}

TEST_F(FilterParagraphs, TheAuditHasALineForEachRunOfTheSource) {
  FilterOptions options = text(10);
  options.removed = files_.path("audit");
  const std::string page = kA + "\n" + kC + "\n" + kB + "\n" + kA + "\n" + kB + "\n";
  EXPECT_EQ(files_.filter_content(page, options), kA + "\n" + kC + "\n" + kB + "\n");
  const std::string audit = files_.read("audit");
  EXPECT_EQ(std::ranges::count(audit, '\n'), 2) << audit;
  EXPECT_NE(audit.find("\"record\":4,"), std::string::npos) << audit;
  EXPECT_NE(audit.find("\"leader\":{\"input\":\"" + files_.path("input") + "\",\"record\":3,"),
            std::string::npos)
      << audit;
}

TEST_F(FilterParagraphs, ARecordLosesJustTheBytesOfItsPassages) {
  const FilterOptions options{
      .format = Format::kJsonl, .unit = Unit::kParagraph, .min_passage = 10};
  const std::string first = "{\"text\":\"" + kA + "\\n" + kB + "\"}\n";
  // The passage stands in the middle, written with escapes; the rest of the record is untouched.
  const std::string second =
      "{ \"n\":1.50, \"text\" : \"\\u9752\\n\\u6628天下午市图书馆新馆正式向读者开放\\r\\n" + kC +
      "\", \"z\":[ ] }\r\n";
  const std::string cut = "{ \"n\":1.50, \"text\" : \"\\u9752\\n" + kC + "\", \"z\":[ ] }\r\n";
  FilterReport report;
  EXPECT_EQ(files_.filter_content(first + second, options, &report), first + cut);
  EXPECT_EQ(report.cut, 1U);
  EXPECT_EQ(report.removed, 0U);
}

TEST_F(FilterParagraphs, ARecordThatLosesAllItsTextIsDroppedWhole) {
  const FilterOptions options{.format = Format::kJsonl,
                              .unit = Unit::kParagraph,
                              .min_passage = 10,
                              .removed = files_.path("audit")};
  const std::string first = "{\"text\":\"" + kA + "\\n" + kC + "\\n" + kB + "\"}\n";
  const std::string second = "{\"text\":\"" + kB + "\\n\\n" + kA + "\\n\"}\n";
  FilterReport report;
  EXPECT_EQ(files_.filter_content(first + second, options, &report), first);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(std::ranges::count(files_.read("audit"), '\n'), 1);
}

TEST_F(FilterParagraphs, WithinARecord) {
  FilterOptions options{.format = Format::kJsonl,
                        .unit = Unit::kParagraph,
                        .within = Within::kRecord,
                        .min_passage = 10};
  const std::string once = "{\"text\":\"" + kA + "\\n\"}\n";
  const std::string twice = "{\"text\":\"" + kA + "\\n" + kA + "\\n\"}\n";
  EXPECT_EQ(files_.filter_content(once + twice + once, options), once + once + once);
}

}  // namespace
}  // namespace leitong
