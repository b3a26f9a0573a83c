// The set of one record's shingles, for comparing it with the lists of others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "leitong/similarity.h"

namespace leitong {

// Reused: assign() keeps the memory. Not for use by two threads at once.
class ShingleSet {
 public:
  void assign(std::span<const std::uint64_t> list);
  // Each shingle at its first place in the list. Valid until the next assign().
  [[nodiscard]] std::span<const std::uint64_t> list() const { return list_; }

  // How much this set and that of `others`, a list with repeats, have in common; nothing if that is
  // below the threshold (reaches()).
  [[nodiscard]] std::optional<Overlap> overlap(std::span<const std::uint64_t> others,
                                               double threshold);
  // How many of this set's shingles stand among `others`; nothing if that is less than this share
  // of them.
  [[nodiscard]] std::optional<std::size_t> count_inside(std::span<const std::uint64_t> others,
                                                        double share);

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;

  [[nodiscard]] std::size_t home(std::uint64_t shingle) const {
    return static_cast<std::size_t>(shingle * 0x9E37'79B9'7F4A'7C15ULL >> shift_);
  }
  // The slot that holds the shingle, or the free one where it would stand.
  [[nodiscard]] std::size_t seek(std::uint64_t shingle) const;
  // The shingle's place in list_, which is `expected` if it stands there; kFree if it is not there.
  [[nodiscard]] std::uint32_t find(std::uint64_t shingle, std::uint32_t expected) const;
  // Whether it was not found before in the comparison under way.
  [[nodiscard]] bool find_first(std::uint32_t place);
  void remove_repeats_of_missing();

  std::vector<std::uint64_t> list_;
  std::vector<std::uint32_t> slots_;  // places in list_; as many as are used: 2^(64 - shift_)
  unsigned shift_ = 63;

  // Of the comparison under way.
  std::vector<std::uint32_t> found_;    // by place in list_: the last comparison that found it
  std::uint32_t comparison_ = 0;        // since assign()
  std::vector<std::uint64_t> missing_;  // shingles of the others that are not in the set
};

}  // namespace leitong
