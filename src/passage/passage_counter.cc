// A source may be a copy itself, but every window that is one is known to be (repeat_finder.h): so
// the sources are followed, stretch by stretch, to where no copy stands. There each window stands
// for the first time, and a window has as many places as stretches were led to it, and one.
//
// As windows are read where they stand first, the set of their places changes only where one of
// these stretches begins or ends. Between two such borders lies a run. Stretches that are side by
// side both here and there are joined, so that what the finder happened to cut makes no border.
//
// Cost: sorting the stretches. There are as many as repeats where what is copied is copied whole; a
// copy of what was put together from others counts as the parts. Rejected: counting the hashes of
// all windows, at 16 bytes for each unit of weight.
#include "passage/passage_counter.h"

#include <algorithm>
#include <iterator>

namespace leitong {

void PassageCounter::add(std::uint64_t begin, std::uint64_t end, std::uint64_t source) {
  const std::uint64_t displacement = begin - source;
  while (begin < end) {
    const std::uint64_t at = begin - displacement;
    // The copies of this very call count: a text with a period is led back to its first one.
    const auto behind = std::ranges::upper_bound(copies_, at, {}, &Copy::begin);
    const bool is_copy = behind != copies_.begin() && std::prev(behind)->end > at;
    std::uint64_t size = end - begin;
    std::uint64_t first = at;
    if (is_copy) {
      const Copy& copy = *std::prev(behind);
      size = std::min(size, copy.end - at);
      first = copy.first + (at - copy.begin);
    } else {
      size = std::min(size, (behind == copies_.end() ? begin : behind->begin) - at);
    }
    append({.begin = begin, .end = begin + size, .first = first});
    begin += size;
  }
}

void PassageCounter::append(const Copy& copy) {
  if (!copies_.empty() && copies_.back().end == copy.begin &&
      copies_.back().first_end() == copy.first) {
    copies_.back().end = copy.end;
  } else {
    copies_.push_back(copy);
  }
}

void PassageCounter::finish() {
  by_first_.reserve(copies_.size());
  for (std::uint64_t i = 0; i < copies_.size(); ++i) by_first_.push_back(i);
  std::ranges::stable_sort(by_first_, {}, [&](std::uint64_t i) { return copies_[i].first; });
  ends_.reserve(copies_.size());
  for (const Copy& copy : copies_) ends_.push_back(copy.first_end());
  std::ranges::sort(ends_);
}

std::vector<WindowRun> PassageCounter::runs(std::uint64_t least_places) const {
  std::vector<WindowRun> found;
  std::uint64_t open = 0;  // copies that go on
  std::uint64_t begin = 0;
  for (std::size_t next = 0, end = 0; end < ends_.size();) {
    const bool opens = next < copies_.size() && copy_by_first(next).first < ends_[end];
    const std::uint64_t border = opens ? copy_by_first(next).first : ends_[end];
    if (open > 0 && border > begin && open + 1 >= least_places) {
      found.push_back({.begin = begin, .end = border, .places = open + 1});
    }
    begin = border;
    for (; end < ends_.size() && ends_[end] == border; ++end) --open;
    for (; next < copies_.size() && copy_by_first(next).first == border; ++next) ++open;
  }
  return found;
}

std::vector<std::uint64_t> PassageCounter::places(const WindowRun& run) const {
  std::vector<std::uint64_t> found = {run.begin};
  const auto behind = std::ranges::upper_bound(by_first_, run.begin, {},
                                               [&](std::uint64_t i) { return copies_[i].first; });
  auto i = static_cast<std::size_t>(behind - by_first_.begin());
  while (found.size() < run.places && i > 0) {
    const Copy& copy = copy_by_first(--i);
    if (copy.first_end() >= run.end) found.push_back(copy.begin + (run.begin - copy.first));
  }
  std::ranges::sort(found);
  return found;
}

// A copy, or what lies between two of them.
PassageCounter::Stretch PassageCounter::stretch_at(std::uint64_t position) const {
  const auto behind = std::ranges::upper_bound(copies_, position, {}, &Copy::begin);
  const bool is_first = behind == copies_.begin();
  if (!is_first && std::prev(behind)->end > position) {
    const Copy& copy = *std::prev(behind);
    return {copy.begin, copy.end, copy.first + (position - copy.begin)};
  }
  return {is_first ? 0 : std::prev(behind)->end,
          behind == copies_.end() ? ~std::uint64_t{0} : behind->begin, position};
}

// Windows are the same if they stand first in the same place. What is not a window, at the end of a
// record, is no copy, and so differs from place to place.
PassageCounter::Extent PassageCounter::extent(const WindowRun& run,
                                              const std::vector<std::uint64_t>& places) const {
  Extent extent{.before = 0, .size = run.end - run.begin};
  const auto same_units = [&](auto position_of, auto units_of) {
    std::uint64_t same = ~std::uint64_t{0};
    const std::uint64_t first = stretch_at(position_of(places.front())).first;
    for (const std::uint64_t place : places) {
      const std::uint64_t position = position_of(place);
      const Stretch stretch = stretch_at(position);
      if (stretch.first != first) return std::uint64_t{0};
      same = std::min(same, units_of(stretch, position));
    }
    return same;
  };
  while (true) {
    const std::uint64_t more = same_units(
        [&](std::uint64_t place) { return place + extent.size; },
        [](const Stretch& stretch, std::uint64_t position) { return stretch.end - position; });
    if (more == 0) break;
    extent.size += more;
  }
  while (places.front() > extent.before) {
    const std::uint64_t more =
        same_units([&](std::uint64_t place) { return place - extent.before - 1; },
                   [](const Stretch& stretch, std::uint64_t position) {
                     return position + 1 - stretch.begin;
                   });
    if (more == 0) break;
    extent.before += more;
  }
  extent.size += extent.before;
  return extent;
}

}  // namespace leitong
