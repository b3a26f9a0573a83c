// Runs of windows that stand in the same places (passage_counter.h) are taken by the number of
// places, then by the weight of their own windows. Each is extended as far as all its places agree,
// so that boilerplate is shown from its beginning to its end, also where parts of it stand in more
// places. That makes runs of which others have listed nearly everything, a footer with and without
// the year: one is listed only if a minimum of its weight stands in no passage above it.
//
// Where text has a period, places overlap. What counts is how often a passage stands side by side
// with itself at most: a number that is known only when its length is, and not greater than that of
// its places. A run that turns out to be rarer goes to where it belongs, and is looked at again.
//
// Cost: reading what is looked at, mostly what is listed; all that is repeated where passages that
// occur often don't fill the list. Rejected: every maximal repeat of a suffix tree, which lists the
// same boilerplate once for each way in which its copies go on.
#include "engine/passage/passage_ranking.h"

#include <algorithm>
#include <utility>

namespace leitong {

std::vector<RankedPassage> PassageRanking::rank() {
  Groups groups;
  for (const WindowRun& run : counter_.runs(options_.count)) groups[run.places].push_back(run);
  while (!groups.empty()) {
    auto group = groups.extract(groups.begin());
    sort_by_own_weight(group.mapped());
    for (const WindowRun& run : group.mapped()) {
      if (ranked_.size() == options_.top || source_.failure()) break;
      consider(run, group.key(), groups);
    }
    if (ranked_.size() == options_.top || source_.failure()) break;
  }
  std::ranges::stable_sort(ranked_, std::greater<>(), [](const RankedPassage& passage) {
    return std::pair(passage.occurrences, passage.weight);
  });
  return std::move(ranked_);
}

void PassageRanking::sort_by_own_weight(std::vector<WindowRun>& runs) {
  if (runs.size() < 2) return;
  std::vector<std::pair<std::uint64_t, WindowRun>> weighed;
  weighed.reserve(runs.size());
  for (const WindowRun& run : runs) {
    weighed.emplace_back(source_.weigh(run.begin, run.end, run.end - run.begin), run);
  }
  std::ranges::sort(weighed, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.begin < b.second.begin;
  });
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i] = weighed[i].second;
}

void PassageRanking::consider(const WindowRun& run, std::uint64_t occurrences, Groups& groups) {
  std::vector<std::uint64_t> places = counter_.places(run);
  const PassageCounter::Extent extent = counter_.extent(run, places);
  for (std::uint64_t& place : places) place -= extent.before;
  const std::uint64_t first = places.front();
  load(first, extent.size);
  if (source_.failure()) return;
  const std::size_t last_weight = windows_ - 1 + options_.min_passage - 1;
  std::size_t size = std::size_t{weights_[last_weight]} + 1;
  if (const std::uint64_t apart = count_apart(places, size); apart < occurrences) {
    if (apart >= options_.count) groups[apart].push_back(run);
    return;
  }
  if (!says_enough_new(first)) return;
  size += same_behind(places, size);

  std::uint64_t begin = source_.cut_at_or_behind(first);
  std::uint64_t end = first + size;
  const auto strip = [&] {
    while (begin < end && units_[begin - first] == u' ') ++begin;
    while (begin < end && units_[end - 1 - first] == u' ') --end;
  };
  if (begin >= end) return;
  strip();
  if (begin < end) end = source_.cut_at_or_before(end);
  if (begin >= end) return;
  strip();
  const auto weight = static_cast<std::uint64_t>(std::ranges::lower_bound(weights_, end - first) -
                                                 std::ranges::lower_bound(weights_, begin - first));
  if (weight < options_.min_passage) return;
  ranked_.push_back({.occurrences = occurrences,
                     .records = count_records(places),
                     .weight = weight,
                     .place = source_.place(begin, end)});
}

void PassageRanking::load(std::uint64_t begin, std::uint64_t size) {
  units_.clear();
  weights_.clear();
  while (true) {
    const std::uint64_t position = begin + units_.size();
    const SourceText text = source_.at(position);
    if (text.units.empty()) return;
    units_ += text.units.substr(position - text.position);
    weight_lister_.list(units_, weights_);
    windows_ =
        static_cast<std::size_t>(std::ranges::lower_bound(weights_, size) - weights_.begin());
    // With one unit with weight behind the last window.
    if (text.ends_record || weights_.size() >= windows_ + options_.min_passage) return;
  }
}

std::size_t PassageRanking::same_behind(const std::vector<std::uint64_t>& places, std::size_t end) {
  const auto next = std::ranges::lower_bound(weights_, end);
  std::size_t same = (next == weights_.end() ? units_.size() : *next) - end;
  for (std::size_t i = 1; i < places.size() && same > 0; ++i) {
    // The unit before is surely there; what stands behind it in its record is looked at.
    const std::uint64_t position = places[i] + end;
    SourceText text = source_.at(position - 1);
    if (text.position + text.units.size() == position && !text.ends_record) {
      text = source_.at(position);
    }
    if (text.units.empty()) return 0;
    const std::u16string_view there =
        text.units.substr(std::min<std::uint64_t>(position - text.position, text.units.size()));
    const std::u16string_view here = std::u16string_view(units_).substr(end, same);
    same = static_cast<std::size_t>(std::ranges::mismatch(here, there).in1 - here.begin());
  }
  return same;
}

std::uint64_t PassageRanking::count_apart(const std::vector<std::uint64_t>& places,
                                          std::uint64_t size) const {
  std::uint64_t count = 0;
  std::uint64_t free = 0;  // from here on
  for (const std::uint64_t place : places) {
    if (place < free) continue;
    ++count;
    free = place + size;
  }
  return count;
}

std::uint64_t PassageRanking::count_records(const std::vector<std::uint64_t>& places) {
  std::uint64_t count = 0;
  std::pair<std::uint32_t, std::uint64_t> before;  // records are numbered from 1
  for (const std::uint64_t place : places) {
    const Place line = source_.line(place).place;
    const std::pair here(line.input, format_ == Format::kText ? 1 : line.record);
    if (count == 0 || here != before) ++count;
    before = here;
  }
  return count;
}

bool PassageRanking::says_enough_new(std::uint64_t begin) {
  std::uint64_t said = 0;
  std::size_t said_until = 0;
  std::vector<std::uint64_t> windows;
  for (std::size_t i = 0; i < windows_; ++i) {
    windows.push_back(counter_.first_place(begin + weights_[i]));
    if (!listed_windows_.contains(windows.back())) continue;
    const std::size_t end = i + options_.min_passage;
    said += end - std::max(i, said_until);
    said_until = end;
  }
  const std::uint64_t weight = windows_ - 1 + options_.min_passage;
  if (weight - said < options_.min_passage) return false;
  listed_windows_.insert(windows.begin(), windows.end());
  return true;
}

}  // namespace leitong
