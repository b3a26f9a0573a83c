// The shingles of kept records, for exact verification.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "match/hash_sort.h"

namespace leitong {

// Records by number, from 0. A record's list becomes a sorted set, in place, when it is asked for
// the first time: most records are never compared with anything.
class ShingleStore {
 public:
  // Copies the list of the next record.
  void push(std::span<const std::uint64_t> shingles);

  // Sorted, without repeats. Valid as long as the store.
  [[nodiscard]] std::span<const std::uint64_t> set(std::uint32_t record);

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  struct Entry {
    std::uint64_t* shingles;
    std::uint32_t count;
    bool is_set;
  };

  std::uint64_t* allocate(std::size_t count);

  HashSorter sorter_;
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<std::uint64_t[]>> blocks_;
  std::span<std::uint64_t> free_;  // of the last block
  std::size_t block_bytes_ = 0;
};

}  // namespace leitong
