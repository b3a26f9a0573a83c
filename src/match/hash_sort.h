// Sorting numbers that are hashes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leitong {

// Sorts in linear time where the numbers are spread evenly over 64 bits, and like std::sort where
// they are not. Keeps its memory from call to call; not for use by two threads at once.
class HashSorter {
 public:
  // Sorts and removes repeats; returns how many are left, at the front.
  std::size_t make_set(std::span<std::uint64_t> hashes);

 private:
  void sort(std::span<std::uint64_t> hashes);

  std::vector<std::uint64_t> scattered_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace leitong
