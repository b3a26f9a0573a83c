#include "io/compression.h"

#include <gtest/gtest.h>

#include "io_test_files.h"

namespace leitong {
namespace {

TEST(Compression, IsKnownByTheFirstBytes) {
  for (const Compression compression : kCompressions) {
    for (const std::string_view text : {"", "some text\n"}) {
      const std::string bytes = compress(compression, text);
      const auto known = compression_of_bytes(bytes.substr(0, kLongestMagic));
      ASSERT_TRUE(known.has_value()) << compression_name(compression);
      EXPECT_EQ(*known, compression);
    }
  }
}

TEST(Compression, AsksForMoreOnlyWhereItMatters) {
  EXPECT_EQ(compression_of_bytes("a"), Compression::kNone);
  EXPECT_EQ(compression_of_bytes("BZhe"), std::nullopt);
  EXPECT_EQ(compression_of_bytes("BZhel"), Compression::kNone);
  EXPECT_EQ(compression_of_bytes("BZh91AY&SY"), Compression::kBzip2);
  EXPECT_EQ(compression_of_bytes("\x1F"), std::nullopt);
  EXPECT_EQ(compression_of_bytes("\x1F\x8B\x07"), Compression::kNone);
  EXPECT_EQ(compression_of_bytes("begin 644 x"), Compression::kNone);
  for (int a = 0; a < 256; ++a) {
    const std::string prefix(kLongestMagic, static_cast<char>(a));
    EXPECT_EQ(compression_of_bytes(prefix), Compression::kNone);
  }
}

TEST(Compression, IsChosenByTheNameOfAnOutput) {
  EXPECT_EQ(compression_of_name("a.jsonl"), Compression::kNone);
  EXPECT_EQ(compression_of_name("gz"), Compression::kNone);
  EXPECT_EQ(compression_of_name("a.gz"), Compression::kGzip);
  EXPECT_EQ(compression_of_name("a.bz2"), Compression::kBzip2);
  EXPECT_EQ(compression_of_name("a.xz"), Compression::kXz);
  EXPECT_EQ(compression_of_name("a.zst"), Compression::kZstd);
  EXPECT_EQ(compression_of_name("a.lz4"), Compression::kLz4);
}

TEST(Compression, SameBytesSameOutput) {
  for (const Compression compression : kCompressions) {
    EXPECT_EQ(compress(compression, "abc"), compress(compression, "abc"));
  }
}

}  // namespace
}  // namespace leitong
