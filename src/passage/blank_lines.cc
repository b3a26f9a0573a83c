#include "passage/blank_lines.h"

#include <algorithm>

namespace leitong {

BlankLines blank_lines_kept(std::size_t before, std::size_t after) {
  if (before == 0) return {.before = 0, .after = after};
  if (after == 0) return {.before = before, .after = 0};
  return {.before = std::min(before, after), .after = 0};
}

}  // namespace leitong
