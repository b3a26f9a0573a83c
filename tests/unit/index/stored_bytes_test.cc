#include "index/stored_bytes.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leitong {
namespace {

using namespace std::string_view_literals;

// The format itself (docs/design.md section 6): these bytes are in indexes that exist.
TEST(StoredBytes, KeysAreBigEndianAndValuesLittleEndian) {
  EXPECT_EQ(id_key(0x01020304), "\x01\x02\x03\x04"sv);
  EXPECT_EQ(bucket_key({.table = 0x0102, .tag = 0x03040506}), "\x01\x02\x03\x04\x05\x06"sv);
  EXPECT_EQ(hash_key({.low = 0x0A, .high = 0x0B}), "\0\0\0\0\0\0\0\x0B\0\0\0\0\0\0\0\x0A"sv);
  const StoredId members[] = {1, 0x0200};
  EXPECT_EQ(members_value(members), "\1\0\0\0\0\2\0\0"sv);
  const std::uint64_t words[] = {0x0102};
  EXPECT_EQ(words_value(words), "\2\1\0\0\0\0\0\0"sv);
  EXPECT_EQ(
      record_value({.source = 1, .line = 2, .start = 3, .end = 4, .id = "id", .text = "text"}),
      "\1\0\0\0"
      "\2\0\0\0\0\0\0\0"
      "\3\0\0\0\0\0\0\0"
      "\4\0\0\0\0\0\0\0"
      "\2\0\0\0"
      "idtext"sv);
}

constexpr TextReference kReference{.begin = 3,
                                   .end = 1ULL << 40,
                                   .form = TextReference::Form::kCsv,
                                   .hash = {.low = 1, .high = ~0ULL}};

TEST(StoredBytes, WhatIsWrittenIsRead) {
  const StoredRecord record{.source = 7,
                            .line = 1ULL << 40,
                            .start = 5,
                            .end = 1ULL << 50,
                            .id = std::string("\0\xFF", 2),
                            .text = "昨天下午"};
  EXPECT_EQ(read_record(record_value(record), false), record);
  EXPECT_EQ(read_record(record_value({}), false), StoredRecord{});
  StoredRecord referring{.id = "id", .reference = kReference};
  EXPECT_EQ(read_record(record_value(referring), true), referring);
  referring.text = "is not stored";
  EXPECT_EQ(record_value(referring), record_value({.id = "id", .reference = kReference}));
  const BucketKey bucket{.table = 16, .tag = 0xFFFF'FFFF};
  EXPECT_EQ(read_bucket_key(bucket_key(bucket)), bucket);
  const Hash128 hash{.low = ~0ULL, .high = 1};
  EXPECT_EQ(read_hash_key(hash_key(hash)), hash);
}

// Every prefix of what is stored is torn, and known to be.
TEST(StoredBytes, WhatIsTornIsNotRead) {
  const std::string record = record_value({.id = "id"});
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_FALSE(read_record(record.substr(0, size), false).has_value()) << size;
  }
  const std::string referring = record_value({.id = "id", .reference = kReference});
  for (std::size_t size = 0; size < referring.size(); ++size) {
    EXPECT_FALSE(read_record(referring.substr(0, size), true).has_value()) << size;
  }
  EXPECT_FALSE(read_record(referring + "x", true).has_value());
  EXPECT_FALSE(read_bucket_key("12345").has_value());
  EXPECT_FALSE(read_bucket_key("1234567").has_value());
  EXPECT_FALSE(read_hash_key("123456789012345").has_value());
  std::vector<StoredId> members;
  EXPECT_FALSE(read_members("12345", members));
  std::vector<std::uint64_t> words(2);
  EXPECT_FALSE(read_words("12345678", words));
  EXPECT_FALSE(read_words("123456789012345678901234", words));
}

}  // namespace
}  // namespace leitong
