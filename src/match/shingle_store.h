// The shingles of kept records, for exact verification: a cache, if there is a place to go back to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "leitong/leaders.h"
#include "match/growing_array.h"
#include "match/large_allocator.h"

namespace leitong {

// Records by number, from 0, each with the name by which the source knows it.
class ShingleStore {
 public:
  // Without a source everything stays, and the budget does not count.
  ShingleStore(ShingleSource* source, std::size_t budget_bytes);

  // The next record. Copies its list, unless the source holds it; an empty one is the source's.
  void push(RecordId id, std::span<const std::uint64_t> shingles);

  // The record's shingles as they were pushed; nothing if the source does not have them. `id` as it
  // was pushed. Valid until the next call.
  [[nodiscard]] std::optional<std::span<const std::uint64_t>> shingles(std::uint32_t record,
                                                                       RecordId id);

  // Of lists; at most the budget.
  [[nodiscard]] std::size_t cached_bytes() const { return cached_bytes_; }
  // Of all that grows with the number of records.
  [[nodiscard]] std::size_t memory_bytes() const { return places_.memory_bytes(); }

 private:
  using Words = std::vector<std::uint64_t, LargeAllocator<std::uint64_t>>;

  // Of a list, in the word before it.
  struct Header {
    RecordId id = 0;
    std::uint32_t count = 0;  // of its shingles
  };
  // In a block, which may be gone.
  struct Place {
    std::uint32_t block = 0;
    std::uint32_t word = 0;
  };

  [[nodiscard]] bool is_cached(Place place) const { return place.block >= first_block_; }
  void insert(std::uint32_t record, RecordId id, std::span<const std::uint64_t> shingles);
  [[nodiscard]] bool make_room(std::size_t words);
  // Empty, with its memory.
  Words take_oldest_block();

  ShingleSource* source_;
  std::size_t budget_;
  std::size_t cached_bytes_ = 0;
  std::deque<Words> blocks_;
  std::uint32_t first_block_ = 1;  // number of the front of blocks_
  GrowingArray<Place> places_;     // by record
  std::vector<std::uint64_t> fetched_;
};

}  // namespace leitong
