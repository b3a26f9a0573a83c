// The lines of a block, as positions.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace leitong {

// Half-open; [begin, end) is the line, [end, next) its line end: LF, CR LF, CR, or nothing where
// the block ends without one.
struct LineSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;

  bool operator==(const LineSpan&) const = default;
};

enum class LineEnds {
  kLf,         // LF or CR LF
  kUniversal,  // … or a CR that no LF follows
};

// The lines of `bytes`, in order; together they are all of it. Overwrites `out`. Pure.
void find_lines(std::string_view bytes, LineEnds ends, std::vector<LineSpan>& out);

// How many line ends there are.
[[nodiscard]] std::size_t count_line_ends(std::string_view bytes, LineEnds ends);

}  // namespace leitong
