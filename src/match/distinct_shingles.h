// A set of shingles that remembers their order, and how much of another set it shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitong {

// Reused: assign() keeps the memory. Not for use by two threads at once.
class DistinctShingles {
 public:
  // The shingles of `list`, each at its first place.
  void assign(std::span<const std::uint64_t> list);
  // In order. Valid until the next assign().
  [[nodiscard]] std::span<const std::uint64_t> list() const { return list_; }

  // How many of `others`, which has no repeats, are in the set; or, if it is certain that fewer
  // than `least` are, any number below that.
  [[nodiscard]] std::size_t count_shared(std::span<const std::uint64_t> others,
                                         std::size_t least) const;

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;

  [[nodiscard]] std::size_t home(std::uint64_t shingle) const {
    return static_cast<std::size_t>(shingle * 0x9E37'79B9'7F4A'7C15ULL >> shift_);
  }
  // The slot that holds the shingle, or the free one where it would stand.
  [[nodiscard]] std::size_t seek(std::uint64_t shingle) const;

  std::vector<std::uint64_t> list_;
  std::vector<std::uint32_t> slots_;  // places in list_; as many as are used: 2^(64 - shift_)
  unsigned shift_ = 63;
};

}  // namespace leitong
