#include "engine/comparison/passage_lister.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace leitong {

std::vector<SharedPassage> PassageLister::list(const std::vector<SharedStretch>& stretches) {
  std::vector<SharedPassage> passages;
  std::size_t listed = 0;  // up to here
  for (const SharedStretch& stretch : stretches) {
    SharedStretch passage = move_inward(stretch);
    if (a_.weight(passage.begin, passage.end) < min_weight_) continue;
    if (passage.begin < listed) {
      if (passage.end <= listed) continue;
      passage.place += listed - passage.begin;
      passage.begin = listed;
      passage = move_inward(passage);
    }
    const std::uint64_t weight = a_.weight(passage.begin, passage.end);
    if (weight == 0) continue;
    listed = passage.end;
    const std::size_t place_end = passage.place + (passage.end - passage.begin);
    passages.push_back({.weight = weight,
                        .a = a_.place(passage.begin, passage.end),
                        .b = b_.place(passage.place, place_end)});
  }
  return passages;
}

SharedStretch PassageLister::move_inward(SharedStretch stretch) {
  const std::u16string& units = a_.map().units();
  const auto place_of = [&](std::size_t unit) { return stretch.place + (unit - stretch.begin); };
  std::size_t begin = stretch.begin;
  for (std::size_t before = begin + 1; begin != before && begin < stretch.end;) {
    before = begin;
    while (begin < stretch.end && units[begin] == u' ') ++begin;
    begin = a_.map().cut_at_or_behind(begin, segmenter_);
    if (begin >= stretch.end) break;
    begin += b_.map().cut_at_or_behind(place_of(begin), segmenter_) - place_of(begin);
  }
  if (begin >= stretch.end) return {stretch.end, stretch.end, place_of(stretch.end)};
  std::size_t end = stretch.end;
  for (std::size_t before = end + 1; end != before && end > begin;) {
    before = end;
    while (end > begin && units[end - 1] == u' ') --end;
    end = a_.map().cut_at_or_before(end, segmenter_);
    end -= place_of(end) - b_.map().cut_at_or_before(place_of(end), segmenter_);
  }
  return {begin, std::max(begin, end), place_of(begin)};
}

}  // namespace leitong
