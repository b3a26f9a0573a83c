// What src/passage/passage_counter.h says, in the words of the definition: cubic and worse.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "reference/repeated_windows.h"

namespace leitong::reference {

struct RunOfWindows {
  std::size_t begin;                // of the first window, where it stands for the first time
  std::size_t last;                 // of the last window
  std::vector<std::size_t> places;  // of the first window, in order
  bool operator==(const RunOfWindows&) const = default;
};

class WindowRuns {
 public:
  WindowRuns(const WeightedText& text, std::size_t window_weight)
      : text_(text), window_weight_(window_weight) {}

  // The same with all windows that stand beside it, on both sides, in all its places: how many
  // units before it, and its last one.
  std::pair<std::size_t, std::size_t> extend(RunOfWindows run) const {
    const auto moved = [&](std::size_t from, std::size_t to) {
      std::vector<std::size_t> places = run.places;
      for (std::size_t& place : places) place += to - from;
      return places;
    };
    // Whether the window at `begin` stands as far from each place as from the first.
    const auto stands_everywhere = [&](std::size_t begin) {
      if (!window_end(begin)) return false;
      const std::vector<std::size_t> all = places_of(begin);
      return std::ranges::includes(all, moved(run.begin, begin));
    };
    std::size_t last = run.last;
    for (std::size_t next = next_weight(last); next < text_.units.size() && stands_everywhere(next);
         next = next_weight(next)) {
      last = next;
    }
    std::size_t first = run.begin;
    for (std::size_t next = first; next-- > 0;) {
      if (text_.record[next] == WeightedText::kNoRecord) break;
      if (!text_.carries_weight[next]) continue;
      if (!stands_everywhere(next)) break;
      first = next;
    }
    return {run.begin - first, last};
  }

  std::vector<RunOfWindows> find() const {
    std::vector<RunOfWindows> found;
    std::optional<std::size_t> before;  // the window before, if it is in the last run
    for (std::size_t begin = 0; begin < text_.units.size(); ++begin) {
      if (!window_end(begin)) continue;
      const std::vector<std::size_t> places = places_of(begin);
      if (places.size() < 2 || places.front() != begin) {
        before.reset();
        continue;
      }
      if (before && follows(*before, places)) {
        found.back().last = begin;
      } else {
        found.push_back({begin, begin, places});
      }
      before = begin;
    }
    return found;
  }

 private:
  std::optional<std::size_t> window_end(std::size_t begin) const {
    if (!text_.carries_weight[begin]) return std::nullopt;
    std::size_t weight = 0;
    for (std::size_t i = begin; i < text_.units.size(); ++i) {
      if (text_.record[i] == WeightedText::kNoRecord) return std::nullopt;
      weight += text_.carries_weight[i] ? 1 : 0;
      if (weight == window_weight_) return i + 1;
    }
    return std::nullopt;
  }

  // Where the units of this window stand, beginning with a unit with weight.
  std::vector<std::size_t> places_of(std::size_t begin) const {
    const std::size_t size = *window_end(begin) - begin;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < text_.units.size(); ++place) {
      const std::optional<std::size_t> end = window_end(place);
      if (end && *end - place == size &&
          text_.units.compare(place, size, text_.units, begin, size) == 0) {
        places.push_back(place);
      }
    }
    return places;
  }

  std::size_t next_weight(std::size_t unit) const {
    ++unit;
    while (unit < text_.units.size() && !text_.carries_weight[unit]) ++unit;
    return unit;
  }

  // Whether the window with these places stands next wherever `before` does, and nowhere else.
  bool follows(std::size_t before, const std::vector<std::size_t>& places) const {
    std::vector<std::size_t> next;
    for (const std::size_t place : places_of(before)) next.push_back(next_weight(place));
    return next == places;
  }

  const WeightedText& text_;
  std::size_t window_weight_;
};

}  // namespace leitong::reference
