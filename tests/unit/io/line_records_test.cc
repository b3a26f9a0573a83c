#include "io/line_records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leitong {
namespace {

// One character after another.
std::vector<LineSpan> slow_lines(const std::string& bytes, LineEnds ends) {
  std::vector<LineSpan> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool cr = bytes[i] == '\r';
    const bool lf_follows = i + 1 < bytes.size() && bytes[i + 1] == '\n';
    if (bytes[i] == '\n') {
      lines.push_back({begin, i, i + 1});
    } else if (cr && lf_follows) {
      lines.push_back({begin, i, i + 2});
      ++i;
    } else if (cr && ends == LineEnds::kUniversal) {
      lines.push_back({begin, i, i + 1});
    } else {
      continue;
    }
    begin = lines.back().next;
  }
  if (begin < bytes.size()) lines.push_back({begin, bytes.size(), bytes.size()});
  return lines;
}

TEST(FindLines, AgreesWithTheSlowWayOnAllShortTexts) {
  const std::string alphabet = "a\r\n";
  std::vector<LineSpan> lines;
  for (std::size_t length = 0; length <= 9; ++length) {
    std::size_t texts = 1;
    for (std::size_t i = 0; i < length; ++i) texts *= alphabet.size();
    for (std::size_t number = 0; number < texts; ++number) {
      std::string text;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= alphabet.size()) {
        text += alphabet[rest % alphabet.size()];
      }
      for (const LineEnds ends : {LineEnds::kLf, LineEnds::kUniversal}) {
        find_lines(text, ends, lines);
        const std::vector<LineSpan> expected = slow_lines(text, ends);
        ASSERT_EQ(lines, expected) << testing::PrintToString(text);
        std::size_t line_ends = 0;
        for (const LineSpan& line : expected) line_ends += line.next > line.end ? 1 : 0;
        ASSERT_EQ(count_line_ends(text, ends), line_ends) << testing::PrintToString(text);
      }
    }
  }
}

TEST(CountLineEnds, CountsBeyondEveryLane) {
  for (const std::size_t size : {63, 64, 65, 64 * 255 - 1, 64 * 255, 64 * 256 + 1, 100'000}) {
    EXPECT_EQ(count_line_ends(std::string(size, '\n'), LineEnds::kLf), size);
    EXPECT_EQ(count_line_ends(std::string(size, '\r'), LineEnds::kUniversal), size);
    EXPECT_EQ(count_line_ends(std::string(size, '\r'), LineEnds::kLf), 0U);
  }
}

TEST(FindLines, TakesLinearTimeWhereOneKindOfLineEndIsMissing) {
  // Quadratic, this would be 10^13 steps.
  std::vector<LineSpan> lines;
  find_lines(std::string(5'000'000, '\r'), LineEnds::kUniversal, lines);
  EXPECT_EQ(lines.size(), 5'000'000U);
  find_lines(std::string(5'000'000, '\n'), LineEnds::kUniversal, lines);
  EXPECT_EQ(lines.size(), 5'000'000U);
  find_lines(std::string(5'000'000, '\r') + "\n", LineEnds::kUniversal, lines);
  EXPECT_EQ(lines.size(), 5'000'000U);
}

}  // namespace
}  // namespace leitong
