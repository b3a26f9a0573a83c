#include "passage/window_table.h"

#include <algorithm>
#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kFirstSlots = 256;

}  // namespace

WindowTable::Slot& WindowTable::slot_of(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].position != kEmpty && slots_[i].hash != hash) i = (i + 1) & mask;
  return slots_[i];
}

std::optional<std::uint64_t> WindowTable::find_or_add(std::uint64_t hash, std::uint64_t position) {
  if ((used_ + 1) * 4 > slots_.size() * 3) grow();
  Slot& slot = slot_of(hash);
  if (slot.position != kEmpty) return slot.position;
  slot = {.hash = hash, .position = position};
  ++used_;
  return std::nullopt;
}

void WindowTable::grow() {
  const std::vector<Slot> old = std::exchange(slots_, {});
  slots_.resize(std::max(kFirstSlots, 2 * old.size()));
  for (const Slot& slot : old) {
    if (slot.position != kEmpty) slot_of(slot.hash) = slot;
  }
}

}  // namespace leitong
