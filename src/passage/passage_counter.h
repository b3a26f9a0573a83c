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

  [[nodiscard]] std::size_t memory_bytes() const {
    return copies_.capacity() * sizeof(Copy) + ends_.capacity() * sizeof(std::uint64_t);
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

  std::vector<Copy> copies_;         // by begin; after finish() by first
  std::vector<std::uint64_t> ends_;  // of their first places, in order
};

}  // namespace leitong
