// Which blank lines stay around a removed run of paragraphs, so that the rest reads as if it had
// been written once: those before it, but no more than stood after it; where one side has none, all
// of the other's.
#pragma once

#include <cstddef>

namespace leitong {

struct BlankLines {
  std::size_t before = 0;  // the first so many of the lines before the run
  std::size_t after = 0;   // all or none of those after it

  bool operator==(const BlankLines&) const = default;
};

[[nodiscard]] BlankLines blank_lines_kept(std::size_t before, std::size_t after);

}  // namespace leitong
