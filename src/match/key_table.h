// From 128-bit keys to 32-bit numbers, 22 to 25 bytes a key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "leitong/hash.h"
#include "match/paged_array.h"

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
  // 20 bytes; all zeros is a free one.
  class Slot {
   public:
    Slot() = default;
    Slot(const Hash128& key, std::uint32_t number);

    [[nodiscard]] bool is_free() const { return words_[4] == 0; }
    [[nodiscard]] std::uint32_t number() const { return words_[4] - 1; }
    // What keys are in the order of, and the other half.
    [[nodiscard]] std::uint64_t leading() const { return half(2); }
    [[nodiscard]] std::uint64_t trailing() const { return half(0); }

   private:
    [[nodiscard]] std::uint64_t half(std::size_t word) const {
      return words_[word] | std::uint64_t{words_[word + 1]} << 32;
    }

    std::array<std::uint32_t, 5> words_;
  };

  class Shard {
   public:
    void prefetch(const Hash128& key) const;
    // The first slot from the key's home that holds the key or one beyond it, or that is free.
    [[nodiscard]] std::size_t seek(const Hash128& key) const;
    [[nodiscard]] std::optional<std::uint32_t> at(std::size_t slot, const Hash128& key) const;
    // `slot` as seek() says it.
    void insert(std::size_t slot, const Hash128& key, std::uint32_t number);
    [[nodiscard]] std::size_t memory_bytes() const { return slots_.memory_bytes(); }

   private:
    [[nodiscard]] std::size_t home(std::uint64_t leading) const;
    void grow();

    std::size_t homes_ = 0;
    std::size_t used_ = 0;
    PagedArray<Slot> slots_;
  };

  static constexpr unsigned kShardBits = 6;

  static Hash128 scatter(Hash128 key);
  static std::size_t shard(const Hash128& scattered);

  std::array<Shard, 1 << kShardBits> shards_;
};

}  // namespace leitong
