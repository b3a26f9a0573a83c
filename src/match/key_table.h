// From 128-bit keys to 32-bit numbers.
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
  enum class Numbers { kKept, kLeftOut };

  // Where numbers are left out, 0 stands for the number of each key, and a key takes 18 to 24 bytes
  // instead of 22 to 26.
  explicit KeyTable(Numbers numbers = Numbers::kKept) : numbered_(numbers == Numbers::kKept) {}

  // The number of this key, if it is there.
  [[nodiscard]] std::optional<std::uint32_t> find(Hash128 key) const;

  // The number of this key; if it is not there, it is inserted with `number`, and nothing is
  // returned.
  std::optional<std::uint32_t> find_or_insert(Hash128 key, std::uint32_t number);

  // Fetches the memory of a look-up.
  void prefetch(Hash128 key) const;

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr unsigned kShardBits = 5;
  static constexpr std::size_t kLineKeys = 4;

  // A cache line. The keys stand in front; what is free is all zeros.
  struct Line {
    std::array<Hash128, kLineKeys> keys;
  };

  struct Shard {
    PagedArray<Line> lines;
    PagedArray<std::uint32_t> numbers;  // of each place, unless they are left out
    std::size_t used = 0;
    std::size_t most = 0;  // of keys, before the shard grows
  };

  struct Place {
    std::size_t line;
    std::size_t slot;
    bool found;  // the key; else the place is free

    [[nodiscard]] std::size_t number() const { return line * kLineKeys + slot; }
  };

  static Hash128 scatter(Hash128 key);
  static std::size_t shard_of(const Hash128& scattered);
  static Hash128 stored(Hash128 scattered);
  static std::size_t home(const Hash128& key, std::size_t lines);
  static Place look_up(const Shard& shard, const Hash128& key);
  void take_out(Shard& shard);
  void grow(Shard& shard);

  bool numbered_;
  std::array<Shard, 1 << kShardBits> shards_;
  // What a growing shard holds.
  PagedArray<Hash128> moving_keys_;
  PagedArray<std::uint32_t> moving_numbers_;
  PagedArray<std::uint32_t> taken_;  // places of each of its lines
};

}  // namespace leitong
