// Keys stand in cache lines of four. A key's home is its leading bits scaled to the number of
// lines; where the home is full, it stands in the first line behind that is not, round the end. So
// a look-up reads lines up to one that is not full: where 87 % of the places are taken, four on
// average for a new key, one behind the other, and less than two for a known one.
//
// Where lines are as full as that, growing by a quarter is enough to take 18 to 24 bytes a key,
// where doubling would take twice as much at times. It is done in place: homes keep their order and
// move towards the end, so lines are emptied from the last to the first, and their keys go to new
// homes behind, among lines that were emptied before. What has no room there is put back last: of
// the first lines, which hardly move, keys that stood far behind their homes, and keys that went
// round the end. As all keys are one array, they come in huge pages when they outgrow the TLB.
// Numbers are an array of their own; to hold both in 26 bytes, lines are fuller and steps smaller.
//
// Rejected: keys in order, with gaps, of which a look-up reads fewer, but an insertion moves a
// dozen and more. Tables by the first bits, each of which grows by itself through a copy: their
// pages stay small, and with 50 MB in use a third of all time went into finding the page. Keys as
// they come, found by an index of 32-bit entries in lines of 16: one line for a new key, but as
// many more instructions as that saves.
//
// Keys need not be random: they are scattered first, by a bijection, so equality is exact.
#include "match/key_table.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace leitong {
namespace {

// When a table grows, and by how much.
struct Growth {
  std::size_t full_percent;
  std::size_t step_percent;
};
constexpr Growth kNumbered = {.full_percent = 92, .step_percent = 12};
constexpr Growth kUnnumbered = {.full_percent = 87, .step_percent = 26};

}  // namespace

void KeyTable::grow() {
  const Growth growth = numbered_ ? kNumbered : kUnnumbered;
  const std::size_t size = lines_.size();
  lines_.grow_to_about(size + size * growth.step_percent / 100 + 1);
  const std::size_t new_size = lines_.size();
  if (numbered_) numbers_.grow(new_size * kLineKeys);
  most_ = new_size * kLineKeys * growth.full_percent / 100;

  struct Moving {
    Hash128 key;
    std::uint32_t number;
  };
  std::vector<Moving> last;
  std::vector<std::uint8_t> taken(new_size);  // of lines that were emptied: their places
  for (std::size_t i = size; i-- > 0;) {
    const Line line = std::exchange(lines_[i], {});
    for (std::size_t slot = 0; slot < kLineKeys && !is_free(line.keys[slot]); ++slot) {
      const Hash128& key = line.keys[slot];
      const std::uint32_t number = numbered_ ? numbers_[i * kLineKeys + slot] : 0;
      std::size_t to = home(key);
      if (to >= i) {
        while (to < new_size && taken[to] == kLineKeys) ++to;
      }
      if (to < i || to == new_size) {
        last.push_back({.key = key, .number = number});
      } else {
        put(key, number, to * kLineKeys + taken[to]++);
      }
    }
  }
  for (const Moving& moving : last) put(moving.key, moving.number, look_up(moving.key));
}

std::size_t KeyTable::memory_bytes() const {
  return sizeof(*this) + lines_.memory_bytes() + numbers_.memory_bytes();
}

}  // namespace leitong
