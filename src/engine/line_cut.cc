// An exact form has no space at its ends, so where a passage does not reach to an end of it,
// something stays on that side.
#include "engine/line_cut.h"

#include <algorithm>
#include <string>

namespace leitong {
namespace {

// Joins passages that touch, or have a space between them.
std::vector<Span> join_neighbours(const std::u16string& units, const std::vector<Span>& passages) {
  std::vector<Span> joined;
  for (const Span& passage : passages) {
    if (!joined.empty()) {
      const std::size_t end = joined.back().end;
      const bool space = end < units.size() && units[end] == u' ';
      if (passage.begin <= end + (space ? 1 : 0)) {
        joined.back().end = std::max(end, passage.end);
        continue;
      }
    }
    joined.push_back(passage);
  }
  return joined;
}

}  // namespace

bool cut_line(const ExactFormMap& line, std::size_t bytes, const std::vector<Span>& passages,
              std::vector<Span>& holes) {
  const std::u16string& units = line.units();
  holes.clear();
  for (const auto& [begin, end] : join_neighbours(units, passages)) {
    const bool any_before = begin > 0;
    const bool any_behind = end < units.size();
    if (!any_before && !any_behind) return false;
    const bool space_before = any_before && units[begin - 1] == u' ';
    const bool space_behind = any_behind && units[end] == u' ';
    Span hole{.begin = line.begin(begin), .end = line.end(end - 1)};
    if (!any_behind) {
      hole.begin = line.begin(begin - (space_before ? 1 : 0));
      hole.end = bytes;
    } else if (space_behind && (space_before || !any_before)) {
      hole.end = line.begin(end + 1);
    }
    holes.push_back(hole);
  }
  return true;
}

}  // namespace leitong
