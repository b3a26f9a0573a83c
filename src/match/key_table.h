// From 128-bit keys to 32-bit numbers, 22 to 25 bytes a key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "leitong/hash.h"

namespace leitong {

class KeyTable {
 public:
  // The number of this key, if it is there.
  [[nodiscard]] std::optional<std::uint32_t> find(Hash128 key) const;

  // The number of this key; if it is not there, it is inserted with `number` (below 2^32 - 1), and
  // nothing is returned.
  std::optional<std::uint32_t> find_or_insert(Hash128 key, std::uint32_t number);

  // Fetches the memory of a look-up.
  void prefetch(Hash128 key) const;

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  class Shard {
   public:
    void prefetch(const Hash128& key) const;
    // The first slot from the key's home that holds the key or one beyond it, or that is free.
    [[nodiscard]] std::size_t seek(const Hash128& key) const;
    [[nodiscard]] std::optional<std::uint32_t> at(std::size_t slot, const Hash128& key) const;
    void insert(const Hash128& key, std::uint32_t number);
    [[nodiscard]] std::size_t memory_bytes() const;

   private:
    [[nodiscard]] std::size_t home(const Hash128& key) const;
    void insert_at(std::size_t slot, const Hash128& key, std::uint32_t number);
    void grow();
    void append_slots();

    std::size_t homes_ = 0;
    std::size_t used_ = 0;
    std::vector<Hash128> keys_;           // by slot
    std::vector<std::uint32_t> numbers_;  // by slot; kFree where there is none
  };

  static constexpr unsigned kShardBits = 6;

  static Hash128 scatter(Hash128 key);
  static std::size_t shard(const Hash128& scattered);

  std::array<Shard, 1 << kShardBits> shards_;
};

}  // namespace leitong
