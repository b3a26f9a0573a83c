#include <gtest/gtest.h>

#include <string>

#include "temporary_files.h"

namespace leitong {
namespace {

const std::string kFirst =
    "the quick brown fox jumps over the lazy dog and runs away from the farm";
const std::string kOther =
    "a small bakery on mill lane has baked its very last loaf after many years";

std::string record(const std::string& text, const std::string& more = "") {
  return "{\"text\": \"" + text + "\"" + more + "}\n";
}

class FilterRecords : public testing::Test {
 protected:
  TemporaryFiles files_;
};

TEST_F(FilterRecords, KeptRecordsAreTheOriginalBytes) {
  // Odd spacing, escapes, key order, CRLF and a missing last newline are nobody's business.
  const std::string a = "{ \"x\":1,\"text\" : \"\\u0074he quick\\tbrown fox jumps over it\" }\r\n";
  const std::string b = "{\"text\":\"" + kOther + "\"}";
  EXPECT_EQ(files_.filter_content(a + b, {.format = Format::kJsonl}), a + b);
  EXPECT_EQ(files_.filter_content(a + a + b, {.format = Format::kJsonl}), a + b);
}

TEST_F(FilterRecords, WhichCopyStays) {
  const std::string low = record(kFirst, ", \"score\": 9");
  const std::string high = record(kFirst, ", \"score\": 10");
  const std::string none = record(kFirst + " today");
  const std::string other = record(kOther, ", \"score\": 1");
  const std::string all = low + other + high + none;
  const auto kept = [&](Keep keep) {
    return files_.filter_content(all, {.format = Format::kJsonl, .keep = keep});
  };
  EXPECT_EQ(kept({}), low + other);
  EXPECT_EQ(kept({.rule = Keep::Rule::kLast}), other + none);
  EXPECT_EQ(kept({.rule = Keep::Rule::kLongest}), other + none);
  EXPECT_EQ(kept({.rule = Keep::Rule::kMax, .field = "score"}), other + high);
  EXPECT_EQ(kept({.rule = Keep::Rule::kMin, .field = "score"}), low + other);
}

TEST_F(FilterRecords, WhatCannotBeReadGoesTheWayThatWasAsked) {
  const std::string broken = "{\"text\": \"" + kFirst + "\n";
  const std::string missing = "{\"body\": 1}\n";
  const std::string all = record(kFirst) + broken + missing + record(kFirst);
  FilterReport report;
  EXPECT_EQ(files_.filter_content(all, {.format = Format::kJsonl}, &report),
            record(kFirst) + broken + missing);
  EXPECT_EQ(report.failed, 2U);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(files_.filter_content(all, {.format = Format::kJsonl, .on_error = OnError::kDrop}),
            record(kFirst));
  FilterOptions fail{.inputs = {files_.write("input", all)},
                     .format = Format::kJsonl,
                     .on_error = OnError::kFail,
                     .output = files_.path("never")};
  fail.threads = 1;
  const Result<FilterReport> failed = run_filter(fail);
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().line, 2U);
  EXPECT_FALSE(std::filesystem::exists(files_.path("never")));
}

TEST_F(FilterRecords, LinesAreRecordsAndBlankOnesAreStructure) {
  const std::string all = kFirst + "\n\n" + kOther + "\n \n" + kFirst + "\n\n";
  EXPECT_EQ(files_.filter_content(all, {.format = Format::kLines}),
            kFirst + "\n\n" + kOther + "\n \n\n");
  EXPECT_EQ(files_.filter_content(all, {.format = Format::kLines, .method = Method::kBytes}),
            kFirst + "\n\n" + kOther + "\n \n");
}

TEST_F(FilterRecords, FilesAreJoinedWithALineEndOfTheirOwnStyleAndOneMark) {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string a = files_.write("a", mark + "one fine day\r\nlast line of the first file");
  const std::string b = files_.write("b", mark + "first line of the second file\n");
  EXPECT_EQ(
      files_.filter({.inputs = {a, b}, .format = Format::kLines}),
      mark + "one fine day\r\nlast line of the first file\r\nfirst line of the second file\n");
}

TEST_F(FilterRecords, WithinAFileOnly) {
  const std::string a = files_.write("a", kFirst + "\n" + kFirst + "\n");
  const std::string b = files_.write("b", kFirst + "\n" + kOther + "\n");
  EXPECT_EQ(files_.filter({.inputs = {a, b}, .format = Format::kLines}),
            kFirst + "\n" + kOther + "\n");
  EXPECT_EQ(files_.filter({.inputs = {a, b}, .format = Format::kLines, .within = Within::kFile}),
            kFirst + "\n" + kFirst + "\n" + kOther + "\n");
}

TEST_F(FilterRecords, TheAuditNamesBothPlaces) {
  const std::string content = record(kOther, ", \"id\": \"o\"") + record(kFirst, ", \"id\": 7") +
                              record(kFirst + " now", ", \"id\": \"x\"");
  const FilterOptions options{.format = Format::kJsonl,
                              .id_field = "id",
                              .removed = files_.path("audit"),
                              .dropped = files_.path("dropped")};
  files_.filter_content(content, options);
  const std::string input = files_.path("input");
  const std::size_t second = record(kOther, ", \"id\": \"o\"").size();
  const std::size_t third = second + record(kFirst, ", \"id\": 7").size();
  EXPECT_EQ(files_.read("audit"),
            "{\"input\":\"" + input + "\",\"record\":3,\"id\":\"x\",\"start\":" +
                std::to_string(third) + ",\"end\":" + std::to_string(content.size()) +
                ",\"rule\":\"minhash\",\"similarity\":0.9167,\"leader\":{\"input\":\"" + input +
                "\",\"record\":2,\"id\":\"7\",\"start\":" + std::to_string(second) +
                ",\"end\":" + std::to_string(third) + "}}\n");
  EXPECT_EQ(files_.read("dropped"), record(kFirst + " now", ", \"id\": \"x\""));
}

TEST_F(FilterRecords, SimhashFindsTheNearlyIdenticalOnly) {
  std::string longer;
  for (int i = 0; i < 60; ++i) longer += kFirst + std::to_string(i * i) + " ";
  const std::string edited = longer + "end";
  const std::string all = longer + "\n" + kOther + "\n" + edited + "\n";
  EXPECT_EQ(files_.filter_content(all, {.format = Format::kLines, .method = Method::kSimhash}),
            longer + "\n" + kOther + "\n");
}

TEST_F(FilterRecords, EmptyInputsAreFine) {
  EXPECT_EQ(files_.filter_content("", {.format = Format::kJsonl}), "");
  EXPECT_EQ(files_.filter_content("\n", {.format = Format::kLines}), "\n");
  EXPECT_EQ(files_.filter_content("", {}), "");
}

}  // namespace
}  // namespace leitong
