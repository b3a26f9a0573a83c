// Keys stand in cache lines of four. A key's home is its leading bits scaled to the number of
// lines; where the home is full, it stands in the first line behind that is not, round the end. So
// a look-up reads lines up to one that is not full, most often one alone, found or not.
//
// Where lines are as full as that, growing by a quarter is enough to take 18 to 24 bytes a key,
// where doubling would take twice as much at times: the keys of a shard are taken out, line by
// line, and put back in this order, which is that of their new homes, so memory is read and written
// from the front to the back. There are 32 shards by the first bits, so that what is taken out is a
// 32nd of the whole. Numbers are an array of their own; to hold both in 26 bytes, lines are fuller
// and steps smaller.
//
// Rejected: keys in order, with gaps, of which a look-up reads fewer, but an insertion moves a
// dozen and more.
//
// Keys need not be random: they are scattered first, by a bijection, so equality is exact.
#include "match/key_table.h"

#include <algorithm>
#include <span>

namespace leitong {
namespace {

// When a shard grows, and by how much.
struct Growth {
  std::size_t full_percent;
  std::size_t step_percent;
};
constexpr Growth kNumbered = {.full_percent = 92, .step_percent = 12};
constexpr Growth kUnnumbered = {.full_percent = 87, .step_percent = 22};

}  // namespace

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
  const Growth growth = numbered_ ? kNumbered : kUnnumbered;
  const std::size_t size = shard.lines.size();
  shard.lines.grow(size + size * growth.step_percent / 100 + 1);
  if (numbered_) shard.numbers.grow(shard.lines.size() * kLineKeys);
  shard.most = shard.lines.size() * kLineKeys * growth.full_percent / 100;
  const std::span<Line> lines(shard.lines.data(), shard.lines.size());
  taken_.grow(std::max(taken_.size(), lines.size()));
  std::uint32_t* const taken = taken_.data();
  std::fill(taken, taken + lines.size(), 0);
  const Hash128* const keys = moving_keys_.data();
  const std::uint32_t* const moving_numbers = moving_numbers_.data();
  std::uint32_t* const numbers = shard.numbers.data();
  for (std::size_t i = 0; i < shard.used; ++i) {
    std::size_t line = home(keys[i], lines.size());
    while (taken[line] == kLineKeys) line = line + 1 == lines.size() ? 0 : line + 1;
    const std::size_t slot = taken[line]++;
    lines[line].keys[slot] = keys[i];
    if (numbers != nullptr) numbers[line * kLineKeys + slot] = moving_numbers[i];
  }
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
