// Of repeats the parts that stand in many places: boilerplate, not what was quoted once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "passage/passage_counter.h"
#include "passage/repeat_finder.h"
#include "passage/unit_source.h"

namespace leitong {

// Not for use by two threads at once.
class FrequentRepeats {
 public:
  // `counter`, which is finished, and `source` outlive it. Windows weigh 2 or more.
  FrequentRepeats(const PassageCounter& counter, std::uint64_t least_places,
                  std::uint32_t window_weight, UnitSource& source);

  // Appends the parts of a repeat all of whose windows stand in at least so many places, in order.
  // Each begins and ends behind the one before; they may overlap.
  void append_parts(const Repeat& repeat, std::vector<Repeat>& out);

 private:
  // Windows by where they begin.
  struct Windows {
    std::uint64_t begin;
    std::uint64_t end;
  };

  void find_frequent(std::uint64_t begin, std::uint64_t end);
  [[nodiscard]] std::uint64_t window_end(std::uint64_t begin);

  const PassageCounter& counter_;
  std::vector<WindowRun> runs_;  // where their windows stand first
  std::uint32_t window_weight_;
  UnitSource& source_;
  std::vector<Windows> frequent_;  // of the repeat at hand
};

}  // namespace leitong
