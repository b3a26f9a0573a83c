// Text as lines. A line ends with LF, CR LF or a CR that no LF follows.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace leitong {

// Byte offsets, half-open: the text is [begin, end_of_text), its line end [end_of_text, end). Only
// the last line of a text may be without line end.
struct Line {
  std::size_t begin = 0;
  std::size_t end_of_text = 0;
  std::size_t end = 0;

  bool operator==(const Line&) const = default;
};

// Overwrites `lines`. They tile `bytes` without gap; an empty text has none.
void split_lines(std::string_view bytes, std::vector<Line>& lines);

// Whether a line is no paragraph: its exact form is empty, so it holds nothing but white space and
// characters that the fold deletes (U+FEFF, U+200B).
[[nodiscard]] bool is_blank(std::string_view utf8_line);

}  // namespace leitong
