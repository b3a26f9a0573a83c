// Keys stand in cache lines of four. A key's home is its leading bits scaled to the number of
// lines; where the home is full, it stands in the first line behind that is not, round the end. So
// a look-up reads lines up to one that is not full, most often one alone, found or not, and
// compares all keys of a line without a branch: what is taken and what equals are counted.
//
// With the lines as full as that (92 of 100), growing by a quarter is enough to take 18 to 23 bytes
// a key, where doubling would take up to 35: the keys of a shard are taken out, line by line, and
// put back in this order, which is that of their new homes, so memory is read and written from the
// front to the back. Numbers are an array of their own; with them it is an eighth. There are 32
// shards by the first bits, so that what is taken out is a 32nd of the whole.
//
// Rejected: keys in order, with gaps, of which a look-up reads fewer, but an insertion moves a
// dozen and more; that took twice the time.
//
// Keys need not be random: they are scattered first, by a bijection, so equality is exact.
#include "match/key_table.h"

#include <algorithm>
#include <span>

namespace leitong {
namespace {

constexpr std::size_t kFullPercent = 92;

__extension__ using Wide = unsigned __int128;

}  // namespace

// Odd, so it can be undone; small numbers come out spread evenly.
inline Hash128 KeyTable::scatter(Hash128 key) {
  return {.low = key.low, .high = (key.high ^ key.low) * 0x9E37'79B9'7F4A'7C15ULL};
}

inline std::size_t KeyTable::shard_of(const Hash128& scattered) {
  return scattered.high >> (64 - kShardBits);
}

// In place of the bits that say the shard stands a one, so that no key is all zeros.
inline Hash128 KeyTable::stored(Hash128 scattered) {
  constexpr unsigned kLow = 64 - kShardBits;
  scattered.high = (scattered.high & ((std::uint64_t{1} << kLow) - 1)) | std::uint64_t{1} << kLow;
  return scattered;
}

inline std::size_t KeyTable::home(const Hash128& key, std::size_t lines) {
  return static_cast<std::size_t>(Wide{key.high << kShardBits} * lines >> 64);
}

inline KeyTable::Place KeyTable::look_up(const Shard& shard, const Hash128& key) {
  std::size_t line = home(key, shard.lines.size());
  for (;;) {
    const auto& keys = shard.lines[line].keys;
    std::size_t taken = 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < kLineKeys; ++i) {
      taken += keys[i].high != 0 ? 1 : 0;
      const bool same = ((keys[i].high ^ key.high) | (keys[i].low ^ key.low)) == 0;
      equal += same ? i + 1 : 0;
    }
    if (equal != 0) return {.line = line, .slot = equal - 1, .found = true};
    if (taken < kLineKeys) return {.line = line, .slot = taken, .found = false};
    if (++line == shard.lines.size()) line = 0;
  }
}

// Whether a place is free is no branch: what is not taken is written over.
void KeyTable::take_out(Shard& shard) {
  moving_keys_.grow(std::max(moving_keys_.size(), shard.used + 1));
  if (numbered_) moving_numbers_.grow(std::max(moving_numbers_.size(), shard.used + 1));
  const std::span<Line> lines(shard.lines.data(), shard.lines.size());
  Hash128* keys = moving_keys_.data();
  if (!numbered_) {
    for (Line& line : lines) {
      for (const Hash128& key : line.keys) {
        *keys = key;
        keys += key.high != 0 ? 1 : 0;
      }
      line = {};
    }
    return;
  }
  std::uint32_t* to = moving_numbers_.data();
  const std::uint32_t* from = shard.numbers.data();
  for (Line& line : lines) {
    for (const Hash128& key : line.keys) {
      const std::size_t taken = key.high != 0 ? 1 : 0;
      *keys = key;
      keys += taken;
      *to = *from++;
      to += taken;
    }
    line = {};
  }
}

void KeyTable::grow(Shard& shard) {
  take_out(shard);
  const std::size_t size = shard.lines.size();
  shard.lines.grow(size + size * (numbered_ ? 12 : 30) / 100 + 1);
  if (numbered_) shard.numbers.grow(shard.lines.size() * kLineKeys);
  shard.most = shard.lines.size() * kLineKeys * kFullPercent / 100;
  const std::span<Line> lines(shard.lines.data(), shard.lines.size());
  taken_.grow(std::max(taken_.size(), lines.size()));
  std::uint32_t* const taken = taken_.data();
  std::fill(taken, taken + lines.size(), 0);
  const Hash128* key = moving_keys_.data();
  const std::uint32_t* number = moving_numbers_.data();
  std::uint32_t* const numbers = shard.numbers.data();
  for (const Hash128* const end = key + shard.used; key != end; ++key, ++number) {
    std::size_t line = home(*key, lines.size());
    while (taken[line] == kLineKeys) line = line + 1 == lines.size() ? 0 : line + 1;
    const std::size_t slot = taken[line]++;
    lines[line].keys[slot] = *key;
    if (numbers != nullptr) numbers[line * kLineKeys + slot] = *number;
  }
}

void KeyTable::prefetch(Hash128 key) const {
  const Hash128 scattered = scatter(key);
  const Shard& shard = shards_[shard_of(scattered)];
  const std::size_t line = home(scattered, shard.lines.size());
  __builtin_prefetch(shard.lines.data() + line);
  if (numbered_) __builtin_prefetch(shard.numbers.data() + line * kLineKeys);
}

std::optional<std::uint32_t> KeyTable::find(Hash128 key) const {
  const Hash128 scattered = scatter(key);
  const Shard& shard = shards_[shard_of(scattered)];
  if (shard.used == 0) return std::nullopt;
  const Place place = look_up(shard, stored(scattered));
  if (!place.found) return std::nullopt;
  return numbered_ ? shard.numbers[place.number()] : 0;
}

std::optional<std::uint32_t> KeyTable::find_or_insert(Hash128 key, std::uint32_t number) {
  const Hash128 scattered = scatter(key);
  Shard& shard = shards_[shard_of(scattered)];
  const Hash128 in_shard = stored(scattered);
  // Before the look-up, so that its place is where a new key goes.
  if (shard.used == shard.most) grow(shard);
  const Place place = look_up(shard, in_shard);
  if (place.found) return numbered_ ? shard.numbers[place.number()] : 0;
  shard.lines[place.line].keys[place.slot] = in_shard;
  if (numbered_) shard.numbers[place.number()] = number;
  ++shard.used;
  return std::nullopt;
}

std::size_t KeyTable::memory_bytes() const {
  std::size_t bytes = sizeof(*this) + moving_keys_.memory_bytes() + moving_numbers_.memory_bytes() +
                      taken_.memory_bytes();
  for (const Shard& shard : shards_) {
    bytes += shard.lines.memory_bytes() + shard.numbers.memory_bytes();
  }
  return bytes;
}

}  // namespace leitong
