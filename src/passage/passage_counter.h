// How often passages occur, from the repeats that were found (repeat_finder.h).
//
// Windows are given by where they begin. A run is a stretch of neighbouring windows that stand in
// the same places: wherever one of them stands, so do the others, side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leitong {

// The windows that begin in [begin, end), where they stand for the first time.
struct WindowRun {
  std::uint64_t begin = 0;   // of the first one
  std::uint64_t end = 0;     // behind the begin of the last, at most at that of the next window
  std::uint64_t places = 0;  // in how many places they stand, the first among them

  bool operator==(const WindowRun&) const = default;
};

// 32 bytes for each stretch of copied windows that stand together where they stand first. Not for
// use by two threads at once.
class PassageCounter {
 public:
  // The windows that begin in [begin, end) stand from `source` on as well, which is before. In
  // order, each behind the one before; every window that stands at an earlier place is among them.
  void add(std::uint64_t begin, std::uint64_t end, std::uint64_t source);

  // Nothing is added after it.
  void finish();

  // After finish(): all runs with at least so many places, in the order of their first places.
  [[nodiscard]] std::vector<WindowRun> runs(std::uint64_t least_places) const;
  // Where a run stands, in order, the first place included.
  [[nodiscard]] std::vector<std::uint64_t> places(const WindowRun& run) const;

  // How far it goes on, on both sides, with windows that stand side by side with it in all its
  // places: those of these windows that stand in other places as well are in other runs.
  struct Extent {
    std::uint64_t before = 0;  // units before the places
    std::uint64_t size = 0;    // from there to behind the begin of the last window, as in WindowRun
  };
  [[nodiscard]] Extent extent(const WindowRun& run, const std::vector<std::uint64_t>& places) const;

  // A stretch of windows that stand first side by side, with one of them in it.
  struct Stretch {
    std::uint64_t begin;
    std::uint64_t end;
    std::uint64_t first;  // where that one stands first
  };
  // That of the window which begins at `position`.
  [[nodiscard]] Stretch stretch_at(std::uint64_t position) const;
  // Where the window that begins at `position` stands first.
  [[nodiscard]] std::uint64_t first_place(std::uint64_t position) const {
    return stretch_at(position).first;
  }

  [[nodiscard]] std::size_t memory_bytes() const {
    return copies_.capacity() * sizeof(Copy) +
           (ends_.capacity() + by_first_.capacity()) * sizeof(std::uint64_t);
  }

 private:
  // Copied windows, and the place where they stand first.
  struct Copy {
    std::uint64_t begin;
    std::uint64_t end;
    std::uint64_t first;
    [[nodiscard]] std::uint64_t first_end() const { return first + (end - begin); }
  };

  void append(const Copy& copy);

  [[nodiscard]] const Copy& copy_by_first(std::size_t i) const { return copies_[by_first_[i]]; }

  std::vector<Copy> copies_;             // by begin
  std::vector<std::uint64_t> by_first_;  // the same by their first places
  std::vector<std::uint64_t> ends_;      // of their first places, in order
};

}  // namespace leitong
