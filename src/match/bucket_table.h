// The buckets of one band: which kept records have this tag.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "match/large_allocator.h"

namespace leitong {

class BucketTable {
 public:
  // Tables of several bands start with different sizes, so that they do not all grow at once.
  explicit BucketTable(std::size_t first_lines);

  // Where a look-up ended; good until the next insertion.
  struct Place {
    std::size_t line = 0;     // the first from the home on that has a free entry
    std::size_t entry = 0;    // the first free one there
    std::size_t members = 0;  // of the bucket
  };

  // Several tables are asked at once: so the memory they need comes at once.
  void prefetch(std::uint32_t tag) const { __builtin_prefetch(&lines_[home(tag)]); }

  // Appends the members of the bucket to `out`, in order of insertion.
  Place collect(std::uint32_t tag, std::vector<std::uint32_t>& out) const;
  // `member` is below 2^32 - 1; `place` comes from collect() of the same tag. `expected`: so many
  // members will there be in the end, perhaps; 0 if nothing is known.
  void insert(std::uint32_t tag, std::uint32_t member, Place place, std::size_t expected);

  [[nodiscard]] std::size_t memory_bytes() const { return lines_.capacity() * sizeof(Line); }

 private:
  static constexpr std::size_t kEntries = 8;  // a line
  static constexpr std::size_t kOverrun = 8;  // lines for what runs over the last home
  static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

  // One cache line. Entries fill up from the front.
  struct alignas(64) Line {
    std::array<std::uint32_t, kEntries> tags;
    std::array<std::uint32_t, kEntries> members;
  };
  static constexpr Line kFreeLine = {
      .tags = {}, .members = {kFree, kFree, kFree, kFree, kFree, kFree, kFree, kFree}};

  [[nodiscard]] std::size_t home(std::uint32_t tag) const {
    return static_cast<std::size_t>(std::uint64_t{tag} * homes_ >> 32);
  }
  [[nodiscard]] static std::size_t used_entries(const Line& line);
  void append_line();
  void put(Place place, std::uint32_t tag, std::uint32_t member);
  void grow(std::size_t expected);

  std::size_t homes_;
  std::size_t used_ = 0;
  std::vector<Line, LargeAllocator<Line>>
      lines_;  // homes_ and what ran over behind the last of them
};

}  // namespace leitong
