#include "passage/window_table.h"

#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kFirstSlots = 16;

}  // namespace

void WindowTable::grow(Part& part) {
  const std::vector<Slot> old = std::exchange(part.slots, {});
  part.slots.resize(kFirstSlots + old.size() + old.size() / 3);
  for (const Slot& slot : old) {
    if (slot.is_empty()) continue;
    std::size_t i = home(part, slot);
    while (!part.slots[i].is_empty()) i = next(part, i);
    part.slots[i] = slot;
  }
}

std::size_t WindowTable::memory_bytes() const {
  std::size_t bytes = 0;
  for (const Part& part : parts_) bytes += part.slots.capacity() * sizeof(Slot);
  return bytes;
}

}  // namespace leitong
