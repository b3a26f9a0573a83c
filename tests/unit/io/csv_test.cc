#include "io/csv.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/csv_check.h"

namespace leitong {
namespace {

std::vector<std::string> fields_of(std::string_view record, CsvDialect dialect = kCsvDialect) {
  std::vector<CsvField> fields;
  if (!split_csv_record(record, dialect, fields)) return {"refused"};
  std::vector<std::string> texts;
  for (const CsvField& field : fields) {
    std::string& text = texts.emplace_back(field.raw);
    if (field.doubled) unescape_csv(field.raw, text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Csv, Fields) {
  EXPECT_EQ(fields_of(""), Texts{""});
  EXPECT_EQ(fields_of("a,,\"b,\n\""), (Texts{"a", "", "b,\n"}));
  EXPECT_EQ(fields_of("\"\",\"\"\"\",5\" disk"), (Texts{"", "\"", "5\" disk"}));
  EXPECT_EQ(fields_of("a,\"b"), Texts{"refused"});
  EXPECT_EQ(fields_of("a,\"b\"\""), Texts{"refused"});
  EXPECT_EQ(fields_of("\"a\"b,c"), Texts{"refused"});
}

TEST(Csv, TsvHasNoQuotes) {
  std::vector<CsvField> fields;
  ASSERT_TRUE(split_csv_record("\"a\t\"\"b", kTsvDialect, fields));
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].raw, "\"a");
  EXPECT_EQ(fields[1].raw, "\"\"b");
  EXPECT_FALSE(fields[1].doubled);
}

TEST(Csv, OtherDelimiters) {
  constexpr CsvDialect kSemicolons = {.delimiter = ';'};
  EXPECT_EQ(fields_of("a,b;\";\";\"\"", kSemicolons), (Texts{"a,b", ";", ""}));
  EXPECT_EQ(fields_of("\"a\",b", kSemicolons), Texts{"refused"});
  std::vector<LineSpan> records;
  std::vector<std::uint32_t> lines;
  find_csv_records("a,\"b\nc;\"d\n\"", ';', records, lines);
  EXPECT_EQ(records, (std::vector<LineSpan>{{0, 4, 5}, {5, 11, 11}}));
  for (int byte = 0; byte < 256; ++byte) {
    const bool taken = byte == '"' || byte == '\r' || byte == '\n' || byte == 0 || byte >= 0x80;
    EXPECT_EQ(can_delimit(static_cast<char>(byte)), !taken) << byte;
  }
}

TEST(Csv, RecordsAndTheirLines) {
  std::vector<LineSpan> records;
  std::vector<std::uint32_t> lines;
  find_csv_records("a\r\n\"b\n\",\"\"\n\n\"c\n", ',', records, lines);
  EXPECT_EQ(records, (std::vector<LineSpan>{{0, 1, 3}, {3, 10, 11}, {11, 11, 12}, {12, 15, 15}}));
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{0, 1, 3, 4}));
}

// Calls `check` with all bytes that mean something, in every order.
template <class Check>
void for_every_short_text(std::size_t longest, Check check) {
  constexpr std::string_view kBytes = "\"\n\r,a";
  for (std::size_t length = 0; length <= longest; ++length) {
    std::string bytes(length, kBytes[0]);
    std::vector<std::size_t> digits(length, 0);
    for (bool more = true; more;) {
      check(bytes);
      more = false;
      for (std::size_t i = 0; i < length && !more; ++i) {
        digits[i] = (digits[i] + 1) % kBytes.size();
        bytes[i] = kBytes[digits[i]];
        more = digits[i] != 0;
      }
    }
  }
}

TEST(Csv, EveryShortInput) {
  for_every_short_text(6, [](const std::string& bytes) {
    ASSERT_EQ(check_csv(bytes), "") << testing::PrintToString(bytes);
    ASSERT_EQ(check_csv(bytes, 'a'), "") << testing::PrintToString(bytes);
  });
}

// What is appended is one more record's field, reads as it was, and ends no line.
TEST(Csv, EveryShortFieldAppended) {
  for_every_short_text(4, [](const std::string& text) {
    for (const char delimiter : {',', 'a'}) {
      const CsvDialect dialect{.delimiter = delimiter};
      std::string record = std::string("x") + delimiter;
      append_csv_field(record, dialect, text);
      ASSERT_EQ(fields_of(record, dialect), (Texts{"x", text})) << record;
      record += "\ny";
      std::vector<LineSpan> records;
      std::vector<std::uint32_t> lines;
      find_csv_records(record, delimiter, records, lines);
      ASSERT_EQ(records.size(), 2U) << record;
    }
  });
}

TEST(Csv, FieldsAppendedToTsv) {
  std::string record = "x\t";
  append_csv_field(record, kTsvDialect, "a\tb\"\r\n,");
  EXPECT_EQ(record, "x\ta b\"  ,");
}

TEST(Csv, RandomInput) {
  const std::uint64_t seed = std::random_device{}();
  std::mt19937_64 random(seed);
  constexpr std::string_view kBytes = "\"\"\"\"\n\r,,,abcdefgh";
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = random() % 4 == 0 ? "\xEF\xBB\xBF" : "";
    const std::size_t length = random() % 300;
    while (bytes.size() < length) bytes += kBytes[random() % kBytes.size()];
    ASSERT_EQ(check_csv(bytes), "") << "seed " << seed << ' ' << testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace leitong
