#include "io/block_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace leitong {
namespace {

// Hands over a string in pieces of given sizes, then ends or fails.
class StringSource final : public Source {
 public:
  StringSource(std::string bytes, std::function<std::size_t()> piece, bool fails = false)
      : Source("string"), bytes_(std::move(bytes)), piece_(std::move(piece)), fails_(fails) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    ++reads;
    const std::size_t size = std::min({buffer.size(), bytes_.size() - at_, piece_()});
    if (size == 0 && fails_) {
      return std::unexpected(Error{.kind = Error::Kind::kInput, .what = "broken", .byte = at_});
    }
    std::memcpy(buffer.data(), bytes_.data() + at_, size);
    at_ += size;
    return size;
  }
  Result<void> rewind() override {
    at_ = 0;
    return {};
  }
  bool rewindable() const override { return true; }
  std::uint64_t raw_bytes_read() const override { return at_; }
  std::optional<std::uint64_t> raw_size() const override { return bytes_.size(); }
  std::optional<FileIdentity> identity() const override { return std::nullopt; }

  int reads = 0;

 private:
  std::string bytes_;
  std::function<std::size_t()> piece_;
  bool fails_;
  std::size_t at_ = 0;
};

const auto kWhole = [] { return std::size_t{1} << 30; };

bool ends_a_line(const std::string& text, std::size_t at, bool cr) {
  if (text[at - 1] == '\n') return true;
  return cr && text[at - 1] == '\r' && !(at < text.size() && text[at] == '\n');
}

// All that the header promises of the blocks of `text`.
void check_blocks(const std::string& text, StringSource& source, const BlockOptions& options,
                  bool fails) {
  BlockReader reader(source, options);
  Block block;
  std::uint64_t offset = 0;
  std::uint64_t line = 1;
  bool last = false;
  for (;;) {
    const auto more = reader.next(block);
    if (!more) {
      EXPECT_TRUE(fails);
      EXPECT_EQ(more.error().what, "broken");
      EXPECT_FALSE(reader.next(block).has_value());
      break;
    }
    if (!*more) {
      EXPECT_FALSE(fails);
      EXPECT_FALSE(reader.next(block).value());
      break;
    }
    ASSERT_FALSE(last) << "a block after the last";
    last = block.last;
    ASSERT_EQ(block.offset, offset);
    ASSERT_EQ(block.first_line, line);
    ASSERT_EQ(block.bytes, std::string_view(text).substr(offset, block.bytes.size()));
    ASSERT_EQ(block.byte_order_mark, offset == 0 && text.starts_with("\xEF\xBB\xBF"));
    for (std::size_t i = 0; i < kBlockPadding; ++i) {
      ASSERT_EQ(block.bytes.data()[block.bytes.size() + i], '\0');
    }
    for (std::size_t i = 1; i <= block.bytes.size(); ++i) {
      if (ends_a_line(text, offset + i, options.cut_at_cr)) ++line;
    }
    offset += block.bytes.size();
    if (!last) {
      ASSERT_GT(block.bytes.size(), 0U);
      ASSERT_TRUE(ends_a_line(text, offset, options.cut_at_cr));
    }
  }
  EXPECT_TRUE(last);
  EXPECT_EQ(offset, text.size());
}

TEST(BlockReader, KeepsItsPromisesOnRandomTexts) {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string text = random() % 4 == 0 ? "\xEF\xBB\xBF" : "";
    const std::string alphabet = seed % 3 == 0 ? "aaaaaaa\n" : seed % 3 == 1 ? "aa\r\n" : "aaaaa\r";
    for (auto n = random() % 300; n > 0; --n) {
      const char c = alphabet[random() % alphabet.size()];
      text += random() % 50 == 0 ? '\0' : c;
    }
    const BlockOptions options = {.target_size = 1 + random() % 40,
                                  .small_reads = random() % 2 == 0,
                                  .cut_at_cr = random() % 2 == 0};
    const bool fails = random() % 3 == 0;
    const std::size_t most = 1 + random() % 50;
    StringSource source(text, [&random, most] { return 1 + random() % most; }, fails);
    check_blocks(text, source, options, fails);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(BlockReader, SmallReadsGiveALineAsSoonAsItIsThere) {
  StringSource source("one\ntwo\nthr", [] { return std::size_t{4}; });
  BlockReader reader(source, {.target_size = 1 << 20, .small_reads = true});
  Block block;
  for (const char* expected : {"one\n", "two\n", "thr"}) {
    ASSERT_TRUE(reader.next(block).value());
    EXPECT_EQ(block.bytes, expected);
  }
  EXPECT_TRUE(block.last);
}

TEST(BlockReader, GivesTheFirstBlockAgain) {
  for (const std::size_t size : {1, 5, 6, 12}) {
    SCOPED_TRACE(size);
    const std::string text = "one\rtwo\rthree\nfour";
    StringSource source(text, [] { return std::size_t{5}; });
    BlockReader reader(source, {.target_size = size, .cut_at_cr = true});
    Block block;
    ASSERT_TRUE(reader.next(block).value());
    reader.give_back(block);
    reader.set_options({.target_size = size, .small_reads = true});
    ASSERT_TRUE(reader.next(block).value());
    EXPECT_EQ(block.bytes, "one\rtwo\rthree\n");
    EXPECT_EQ(block.lines, 1U);
    EXPECT_TRUE(block.begins_input);
    ASSERT_TRUE(reader.next(block).value());
    EXPECT_EQ(block.bytes, "four");
    EXPECT_EQ(block.first_line, 2U);
    EXPECT_TRUE(block.last);
    EXPECT_FALSE(reader.next(block).value());
  }
}

TEST(BlockReader, AnEmptyInputIsOneEmptyBlock) {
  StringSource source("", kWhole);
  BlockReader reader(source, {.input = 7});
  Block block;
  ASSERT_TRUE(reader.next(block).value());
  EXPECT_TRUE(block.last);
  EXPECT_EQ(block.bytes, "");
  EXPECT_EQ(block.input, 7U);
  EXPECT_FALSE(reader.next(block).value());
}

TEST(BlockReader, OneHugeLineIsReadInFewSteps) {
  const std::string text = std::string(100'000'000, 'x') + "\nshort\n";
  StringSource source(text, kWhole);
  BlockReader reader(source, {.target_size = 1 << 16});
  Block block;
  ASSERT_TRUE(reader.next(block).value());
  EXPECT_EQ(block.bytes, text);
  EXPECT_LT(source.reads, 20);  // each at least doubles what is there
}

TEST(BlockReader, GivesBackTheMemoryOfAHugeLine) {
  StringSource source(std::string(10'000'000, 'x') + "\n" + std::string(20'000'000, '\n'), kWhole);
  BlockReader reader(source, {.target_size = 1 << 16});
  Block block;
  ASSERT_TRUE(reader.next(block).value());
  ASSERT_GT(block.capacity, 10'000'000U);
  while (reader.next(block).value() && !block.last) {
  }
  EXPECT_LT(block.capacity, 1'000'000U);
}

TEST(BlockReader, TextWithCrOnlyYieldsBoundedBlocks) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a line\r";
  StringSource source(text, kWhole);
  BlockReader reader(source, {.target_size = 1 << 12, .cut_at_cr = true});
  Block block;
  while (reader.next(block).value()) ASSERT_LE(block.bytes.size(), 1U << 12);
}

}  // namespace
}  // namespace leitong
