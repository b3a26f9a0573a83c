// From 128-bit keys to 32-bit numbers.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

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
  static constexpr unsigned kStoredBits = 64 - kShardBits;  // of the half that leads
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
    std::size_t number;
    bool found;  // the key; else the place is free
  };

  static Hash128 scatter(Hash128 key);
  static std::size_t shard_of(const Hash128& scattered);
  static Hash128 stored(Hash128 scattered);
  static std::size_t home(const Hash128& key, std::size_t lines);
  static Place look_up(std::span<const Line> lines, const Hash128& key);
  void take_out(Shard& shard);
  void grow(Shard& shard);

  bool numbered_;
  std::array<Shard, 1 << kShardBits> shards_;
  // What a growing shard holds.
  PagedArray<Hash128> moving_keys_;
  PagedArray<std::uint32_t> moving_numbers_;
  PagedArray<std::uint32_t> taken_;  // places of each of its lines
};

// Odd, so it can be undone; small numbers come out spread evenly.
inline Hash128 KeyTable::scatter(Hash128 key) {
  return {.low = key.low, .high = (key.high ^ key.low) * 0x9E37'79B9'7F4A'7C15ULL};
}

inline std::size_t KeyTable::shard_of(const Hash128& scattered) {
  return scattered.high >> kStoredBits;
}

// In place of the bits that say the shard stands a one: so it is seen that a place is taken.
inline Hash128 KeyTable::stored(Hash128 scattered) {
  constexpr std::uint64_t kTaken = std::uint64_t{1} << kStoredBits;
  scattered.high = (scattered.high & (kTaken - 1)) | kTaken;
  return scattered;
}

inline std::size_t KeyTable::home(const Hash128& key, std::size_t lines) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>(Wide{key.high << kShardBits} * lines >> 64);
}

// Arithmetic, for compilers make branches of comparisons here, and there is no foretelling where a
// key stands.
inline KeyTable::Place KeyTable::look_up(std::span<const Line> lines, const Hash128& key) {
  std::size_t line = home(key, lines.size());
  for (;;) {
    const auto& keys = lines[line].keys;
    std::uint64_t taken = 0;
    std::uint64_t others = 0;  // bit i: not key i
    for (std::size_t i = 0; i < kLineKeys; ++i) {
      const std::uint64_t difference = (keys[i].high ^ key.high) | (keys[i].low ^ key.low);
      others |= (difference | (0 - difference)) >> 63 << i;
      taken += keys[i].high >> kStoredBits;
    }
    if (others != (1 << kLineKeys) - 1) {
      const auto slot = static_cast<std::size_t>(std::countr_one(others));
      return {.number = line * kLineKeys + slot, .found = true};
    }
    if (taken < kLineKeys) return {.number = line * kLineKeys + taken, .found = false};
    if (++line == lines.size()) line = 0;
  }
}

inline void KeyTable::prefetch(Hash128 key) const {
  const Hash128 scattered = scatter(key);
  const Shard& shard = shards_[shard_of(scattered)];
  const std::size_t line = home(scattered, shard.lines.size());
  __builtin_prefetch(shard.lines.data() + line);
  if (numbered_) __builtin_prefetch(shard.numbers.data() + line * kLineKeys);
  // To GCC a function that only prefetches has no effect, so that calls of it are left out.
  asm volatile("");
}

inline std::optional<std::uint32_t> KeyTable::find(Hash128 key) const {
  const Hash128 scattered = scatter(key);
  const Shard& shard = shards_[shard_of(scattered)];
  if (shard.used == 0) return std::nullopt;
  const Place place = look_up({shard.lines.data(), shard.lines.size()}, stored(scattered));
  if (!place.found) return std::nullopt;
  return numbered_ ? shard.numbers[place.number] : 0;
}

inline std::optional<std::uint32_t> KeyTable::find_or_insert(Hash128 key, std::uint32_t number) {
  const Hash128 scattered = scatter(key);
  Shard& shard = shards_[shard_of(scattered)];
  const Hash128 in_shard = stored(scattered);
  // Before the look-up, so that its place is where a new key goes.
  if (shard.used == shard.most) grow(shard);
  const std::span<Line> lines(shard.lines.data(), shard.lines.size());
  const Place place = look_up(lines, in_shard);
  if (place.found) return numbered_ ? shard.numbers[place.number] : 0;
  lines[place.number / kLineKeys].keys[place.number % kLineKeys] = in_shard;
  if (numbered_) shard.numbers[place.number] = number;
  ++shard.used;
  return std::nullopt;
}

}  // namespace leitong
