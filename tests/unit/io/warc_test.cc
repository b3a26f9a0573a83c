#include "io/warc.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/warc_check.h"

namespace leitong {
namespace {

std::string record(const std::string& fields, const std::string& content) {
  return "WARC/1.0\r\n" + fields + "Content-Length: " + std::to_string(content.size()) +
         "\r\n\r\n" + content + "\r\n\r\n";
}

WarcRecord::Kind kind(const std::string& fields) {
  const std::string bytes = record(fields, "");
  const Result<WarcRecord> read = read_warc_record(std::string_view(bytes));
  return read ? read->kind : WarcRecord::Kind::kOther;
}

std::string problem(std::string_view bytes) {
  const Result<WarcRecord> read = read_warc_record(bytes);
  return read ? "none" : read.error().message();
}

TEST(Warc, RecordsWithAnyContent) {
  const std::string info = record("WARC-Type: warcinfo\r\n", "software: none\r\n");
  const std::string page =
      record("WARC-Type: conversion\r\n", std::string("a\0\xFF\r\n\r\nWARC/1.0\r\n\r\n", 19));
  const std::string bytes = info + page + "\r\n" + page;
  std::vector<LineSpan> records;
  find_warc_records(bytes, records);
  const std::size_t a = info.size();
  const std::size_t b = a + page.size();
  const std::size_t end = bytes.size();
  EXPECT_EQ(records, (std::vector<LineSpan>{
                         {0, a - 4, a}, {a, b - 4, b}, {b, b + 2, b + 2}, {b + 2, end - 4, end}}));
  const Result<WarcRecord> read =
      read_warc_record(std::string_view(bytes).substr(a, page.size() - 4));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kind, WarcRecord::Kind::kText);
  EXPECT_EQ(read->content.size(), 19U);
}

TEST(Warc, Kinds) {
  using Kind = WarcRecord::Kind;
  EXPECT_EQ(kind("WARC-Type: conversion\r\nContent-Type: text/plain\r\n"), Kind::kText);
  EXPECT_EQ(kind("warc-type:Conversion\r\n"), Kind::kText);
  EXPECT_EQ(kind("WARC-Type: conversion\r\nContent-Type: image/png\r\n"), Kind::kOther);
  EXPECT_EQ(kind("WARC-Type: conversion\r\nWARC-Segment-Number: 1\r\n"), Kind::kOther);
  EXPECT_EQ(kind("WARC-Type: resource\r\nContent-Type: TEXT/HTML; charset=utf-8\r\n"), Kind::kText);
  EXPECT_EQ(kind("WARC-Type: resource\r\n"), Kind::kOther);
  EXPECT_EQ(kind("WARC-Type: resource\r\nContent-Type: text/dns\r\n"), Kind::kOther);
  EXPECT_EQ(kind("WARC-Type: response\r\nContent-Type: application/http\r\n"), Kind::kResponse);
  EXPECT_EQ(kind("WARC-Type: metadata\r\nContent-Type: text/plain\r\n"), Kind::kOther);
  EXPECT_EQ(kind("X: y\r\n WARC-Type: response\r\n"), Kind::kOther);
}

TEST(Warc, WhatIsWrong) {
  EXPECT_EQ(problem("<html>"), "this is no WARC record");
  EXPECT_EQ(problem("WARC/0.9\r\nContent-Length: 0\r\n\r\n"), "this is no WARC record");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 0\r\n"), "the WARC header breaks off");
  EXPECT_EQ(problem("WARC/1.0\r\nContent\r\n\r\n"), "a line of the WARC header has no colon");
  EXPECT_EQ(problem("WARC/1.0\r\nA: b\r\n\r\n"), "the record has no Content-Length");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: -1\r\n\r\n"), "Content-Length is no number");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 2147483648\r\n\r\n"),
            "the record is longer than 2 GiB and can't be compared");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"),
            "the record is longer than 2 GiB and can't be compared");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
            "the record has several Content-Lengths");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 5\r\n\r\nabc"),
            "the record has fewer bytes than its Content-Length says (it says 5, 3 are there)");
  EXPECT_EQ(problem("WARC/1.0\r\nContent-Length: 1\r\n\r\nabc"),
            "the record has more bytes than its Content-Length says (it says 1, 3 are there)");
}

TEST(Warc, Fields) {
  const std::string bytes = record("WARC-Record-ID:  <urn:1> \r\nwarc-target-uri: http://a/:b\r\n",
                                   "\r\nWARC-Date: 2020\r\n");
  EXPECT_EQ(warc_field(bytes, "warc-record-id"), "<urn:1>");
  EXPECT_EQ(warc_field(bytes, "WARC-Target-URI"), "http://a/:b");
  EXPECT_EQ(warc_field(bytes, "WARC-Date"), "");
}

// Pieces of records in every order.
TEST(Warc, EveryShortInput) {
  const std::vector<std::string> pieces = {
      "WARC/1.0\r\n", "Content-Length: 2\n", "WARC-Type: conversion\r\n", "\r\n", "\n", "ab", ":"};
  for (std::size_t length = 0; length <= 6; ++length) {
    std::vector<std::size_t> digits(length, 0);
    for (bool more = true; more;) {
      std::string bytes;
      for (const std::size_t digit : digits) bytes += pieces[digit];
      ASSERT_EQ(check_warc(bytes), "") << testing::PrintToString(bytes);
      more = false;
      for (std::size_t i = 0; i < length && !more; ++i) {
        digits[i] = (digits[i] + 1) % pieces.size();
        more = digits[i] != 0;
      }
    }
  }
}

// Whole records, and what befalls files.
TEST(Warc, RandomInput) {
  const std::uint64_t seed = std::random_device{}();
  std::mt19937_64 random(seed);
  const std::vector<std::string> fields = {
      "WARC-Type: conversion\r\n",    "WARC-Type: resource\r\n",  "WARC-Type: response\r\n",
      "Content-Type: text/plain\r\n", "Content-Type: text/dns\n", "X-Long: a\r\n  b\r\n",
      "WARC-Segment-Number: 1\r\n",   "Content-Length: 3\r\n"};
  for (int round = 0; round < 1500; ++round) {
    std::string bytes;
    for (auto count = random() % 6; count > 0; --count) {
      std::string header;
      for (auto i = random() % 4; i > 0; --i) header += fields[random() % fields.size()];
      std::string content = random() % 3 == 0 ? record("WARC-Type: conversion\r\n", "in") : "";
      while (random() % 8 != 0) content += "ab\r\n\0:"[random() % 6];
      bytes += record(header, content);
      if (random() % 8 == 0) bytes += "\r\n";
    }
    for (auto count = random() % 3; count > 0 && !bytes.empty(); --count) {
      const std::size_t at = random() % bytes.size();
      if (random() % 2 == 0) {
        bytes.erase(at, random() % 20);
      } else {
        bytes.insert(at, random() % 2 == 0 ? "\n" : "x");
      }
    }
    ASSERT_EQ(check_warc(bytes), "") << "seed " << seed << ' ' << testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace leitong
