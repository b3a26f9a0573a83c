// The windows of a repeat are led back, stretch by stretch, to where they stand first, and those of
// them that lie in a frequent run there are the ones that are wanted. Where a part ends before its
// repeat does, it ends with the last unit of its last window.
#include "passage/frequent_repeats.h"

#include <algorithm>

namespace leitong {

FrequentRepeats::FrequentRepeats(const PassageCounter& counter, std::uint64_t least_places,
                                 std::uint32_t window_weight, UnitSource& source)
    : counter_(counter),
      runs_(counter.runs(least_places)),
      window_weight_(window_weight),
      source_(source) {}

void FrequentRepeats::append_parts(const Repeat& repeat, std::vector<Repeat>& out) {
  const std::uint64_t windows_end = repeat.end - repeat.tail;
  find_frequent(repeat.begin, windows_end);
  for (const Windows& windows : frequent_) {
    std::uint64_t begin = windows.begin;
    while (begin < windows.end && !source_.carries_weight(begin)) ++begin;
    if (begin == windows.end) continue;
    Repeat part = repeat;
    part.begin = begin;
    part.source += begin - repeat.begin;
    if (begin > repeat.begin) part.before = 0;
    if (windows.end < windows_end) {
      std::uint64_t last = windows.end - 1;
      while (!source_.carries_weight(last)) --last;
      part.end = window_end(last);
      part.tail = static_cast<std::uint32_t>(part.end - windows.end);
    }
    out.push_back(part);
  }
}

// Fills frequent_ with what of these windows stands in many places.
void FrequentRepeats::find_frequent(std::uint64_t begin, std::uint64_t end) {
  frequent_.clear();
  while (begin < end) {
    const PassageCounter::Stretch stretch = counter_.stretch_at(begin);
    const std::uint64_t size = std::min(stretch.end, end) - begin;
    auto run = std::ranges::upper_bound(runs_, stretch.first, {}, &WindowRun::end);
    for (; run != runs_.end() && run->begin < stretch.first + size; ++run) {
      const std::uint64_t from = std::max(run->begin, stretch.first) - stretch.first;
      const std::uint64_t to = std::min(run->end - stretch.first, size);
      if (!frequent_.empty() && frequent_.back().end == begin + from) {
        frequent_.back().end = begin + to;
      } else {
        frequent_.push_back({.begin = begin + from, .end = begin + to});
      }
    }
    begin += size;
  }
}

std::uint64_t FrequentRepeats::window_end(std::uint64_t begin) {
  std::uint64_t end = begin + 1;
  for (std::uint32_t weight = 1; weight < window_weight_; ++end) {
    weight += source_.carries_weight(end) ? 1 : 0;
  }
  return end;
}

}  // namespace leitong
