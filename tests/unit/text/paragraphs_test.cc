#include "text/paragraphs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "leitong/fold.h"
#include "reference/reference_fold.h"

namespace leitong {
namespace {

std::vector<Line> lines_of(std::string_view bytes) {
  std::vector<Line> lines = {{7, 7, 7}};
  split_lines(bytes, lines);
  return lines;
}

// One byte after another, with all that was read so far in hand.
std::vector<Line> lines_slowly(std::string_view bytes) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    if (bytes[i] != '\r' && bytes[i] != '\n') continue;
    const bool pair = bytes[i] == '\n' && i > begin && bytes[i - 1] == '\r';
    lines.push_back({begin, pair ? i - 1 : i, i + 1});
    begin = i + 1;
  }
  if (begin < bytes.size()) lines.push_back({begin, bytes.size(), bytes.size()});
  return lines;
}

TEST(Lines, EndWithLineFeedOrCarriageReturnOrBoth) {
  EXPECT_EQ(lines_of(""), std::vector<Line>{});
  EXPECT_EQ(lines_of("a\nb\r\nc\rd"),
            (std::vector<Line>{{0, 1, 2}, {2, 3, 5}, {5, 6, 7}, {7, 8, 8}}));
  EXPECT_EQ(lines_of("\r\r\n\n"), (std::vector<Line>{{0, 0, 1}, {1, 1, 3}, {3, 3, 4}}));
}

TEST(Lines, EveryTextOfUpToNineBytes) {
  const std::string_view alphabet = "a\r\n";
  for (std::size_t length = 0; length <= 9; ++length) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < length; ++i) count *= alphabet.size();
    for (std::size_t number = 0; number < count; ++number) {
      std::string text;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= alphabet.size()) {
        text += alphabet[rest % alphabet.size()];
      }
      ASSERT_EQ(lines_of(text), lines_slowly(text)) << testing::PrintToString(text);
    }
  }
}

bool has_empty_exact_form(const std::string& line) {
  return reference::reference_exact_form(reference::reference_fold(line)).empty();
}

TEST(Blank, IsALineWithoutExactForm) {
  for (const char* line : {"", " ", "\t \xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\x8B\xC2\xA0"}) {
    EXPECT_TRUE(is_blank(line)) << line;
  }
  for (const char* line : {"-", "  中", "\xFF", "\xE3\x80", "\xCC\x81", "\x7F ."}) {
    EXPECT_FALSE(is_blank(line)) << line;
  }
}

TEST(Blank, EveryCharacterAndEveryPairOfBytes) {
  for (char32_t character = 0x80; character < 0x110000; ++character) {
    if (character >= 0xD800 && character < 0xE000) continue;
    if (character >= 0x20000 && character < 0xE0000 && character % 256 != 0) continue;
    std::string line = " ";
    if (character >= 0x10000) {
      line += static_cast<char>(0xF0 | character >> 18);
      line += static_cast<char>(0x80 | (character >> 12 & 63));
    } else if (character >= 0x800) {
      line += static_cast<char>(0xE0 | character >> 12);
    }
    line += static_cast<char>(character >= 0x800 ? 0x80 | (character >> 6 & 63)
                                                 : 0xC0 | character >> 6);
    line += static_cast<char>(0x80 | (character & 63));
    ASSERT_EQ(is_blank(line), has_empty_exact_form(line)) << std::hex << std::uint32_t(character);
  }
  for (int bytes = 0; bytes < 0x10000; ++bytes) {
    const std::string line = {static_cast<char>(bytes >> 8), static_cast<char>(bytes)};
    ASSERT_EQ(is_blank(line), has_empty_exact_form(line)) << std::hex << bytes;
  }
}

}  // namespace
}  // namespace leitong
