// From 128-bit keys to 32-bit numbers.
#pragma once

#include <array>
#include <bit>
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

  // The same, faster where numbers are left out: whether the key was not there.
  bool insert(Hash128 key, std::uint32_t number);

  // Fetches the memory of a look-up.
  void prefetch(Hash128 key) const;

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr std::size_t kLineKeys = 4;

  // A cache line. The keys stand in front; what is free is all zeros.
  struct Line {
    std::array<Hash128, kLineKeys> keys;
  };

  static bool is_free(const Hash128& key) { return (key.low | key.high) == 0; }
  static Hash128 scatter(Hash128 key);
  [[nodiscard]] std::size_t home(const Hash128& key) const;
  // The number of the place where this key stands, or else of the free one where it belongs.
  [[nodiscard]] std::size_t look_up(const Hash128& key) const;
  [[nodiscard]] const Hash128& key_at(std::size_t place) const {
    return lines_[place / kLineKeys].keys[place % kLineKeys];
  }
  void put(const Hash128& key, std::uint32_t number, std::size_t place);
  void grow();

  bool numbered_;
  PagedArray<Line> lines_;
  PagedArray<std::uint32_t> numbers_;  // of each place, unless they are left out
  std::size_t used_ = 0;
  std::size_t most_ = 0;               // of keys, before it grows
  std::optional<std::uint32_t> zero_;  // the number of the key that looks like a free place
};

// Odd, so it can be undone; small numbers come out spread evenly.
inline Hash128 KeyTable::scatter(Hash128 key) {
  return {.low = key.low, .high = (key.high ^ key.low) * 0x9E37'79B9'7F4A'7C15ULL};
}

inline std::size_t KeyTable::home(const Hash128& key) const {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>(Wide{key.high} * lines_.size() >> 64);
}

// Arithmetic, for there is no foretelling where a key stands, or whether it does. That the halves
// which are compared last are the same is foretold: so it is with keys that are hashes.
inline std::size_t KeyTable::look_up(const Hash128& key) const {
  std::size_t line = home(key);
  for (;;) {
    const auto& keys = lines_[line].keys;
    unsigned ends = 0;  // bit i: key i has this first half, or is free
    for (std::size_t i = 0; i < kLineKeys; ++i) {
      const int alike =
          static_cast<int>(keys[i].low == key.low) | static_cast<int>(is_free(keys[i]));
      ends |= static_cast<unsigned>(alike) << i;
    }
    for (; ends != 0; ends &= ends - 1) {
      const auto slot = static_cast<std::size_t>(std::countr_zero(ends));
      if (keys[slot].high == key.high || is_free(keys[slot])) return line * kLineKeys + slot;
    }
    if (++line == lines_.size()) line = 0;
  }
}

inline void KeyTable::prefetch(Hash128 key) const {
  const std::size_t line = home(scatter(key));
  __builtin_prefetch(lines_.data() + line);
  if (numbered_) __builtin_prefetch(numbers_.data() + line * kLineKeys);
  // To GCC a function that only prefetches has no effect, so that calls of it are left out.
  asm volatile("");
}

inline std::optional<std::uint32_t> KeyTable::find(Hash128 key) const {
  const Hash128 scattered = scatter(key);
  if (is_free(scattered)) return zero_;
  if (used_ == 0) return std::nullopt;
  const std::size_t place = look_up(scattered);
  if (is_free(key_at(place))) return std::nullopt;
  return numbered_ ? numbers_[place] : 0;
}

inline void KeyTable::put(const Hash128& key, std::uint32_t number, std::size_t place) {
  lines_[place / kLineKeys].keys[place % kLineKeys] = key;
  if (numbered_) numbers_[place] = number;
}

inline std::optional<std::uint32_t> KeyTable::find_or_insert(Hash128 key, std::uint32_t number) {
  const Hash128 scattered = scatter(key);
  if (is_free(scattered)) {
    if (zero_) return zero_;
    zero_ = numbered_ ? number : 0;
    return std::nullopt;
  }
  // Before the look-up, so that its place is where a new key goes.
  if (used_ == most_) grow();
  const std::size_t place = look_up(scattered);
  if (!is_free(key_at(place))) return numbered_ ? numbers_[place] : 0;
  put(scattered, number, place);
  ++used_;
  return std::nullopt;
}

// That a key is new is no branch.
inline bool KeyTable::insert(Hash128 key, std::uint32_t number) {
  const Hash128 scattered = scatter(key);
  if (numbered_ || is_free(scattered)) return !find_or_insert(key, number).has_value();
  if (used_ == most_) grow();
  const std::size_t place = look_up(scattered);
  const bool is_new = is_free(key_at(place));
  put(scattered, 0, place);
  used_ += is_new ? 1 : 0;
  return is_new;
}

}  // namespace leitong
