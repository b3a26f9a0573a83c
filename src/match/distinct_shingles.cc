// Open addressing over places in the list, four slots a shingle or more: about 4 ns a shingle to
// build, where sorting takes 6 and more.
//
// Two near-duplicates agree in long runs, in the order of reading. So each shingle of the other
// record is first compared with the one behind the last that was found, one comparison that mostly
// holds, and looked up only where that fails. Neither list has repeats, so nothing is counted
// twice.
#include "match/distinct_shingles.h"

#include <algorithm>
#include <bit>

namespace leitong {

void DistinctShingles::assign(std::span<const std::uint64_t> list) {
  constexpr std::size_t kSlotsAShingle = 3;  // then up to the next power of two
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(2, list.size() * kSlotsAShingle));
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  slots_.assign(slots, kFree);
  list_.resize(list.size());
  std::uint32_t size = 0;
  for (const std::uint64_t shingle : list) {
    const std::size_t slot = seek(shingle);
    if (slots_[slot] != kFree) continue;
    slots_[slot] = size;
    list_[size++] = shingle;
  }
  list_.resize(size);
}

std::size_t DistinctShingles::seek(std::uint64_t shingle) const {
  std::size_t slot = home(shingle);
  while (slots_[slot] != kFree && list_[slots_[slot]] != shingle) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

std::size_t DistinctShingles::count_shared(std::span<const std::uint64_t> others,
                                           std::size_t least) const {
  if (std::min(others.size(), list_.size()) < least) return 0;
  // So many may be missing, and not one more.
  std::size_t may_miss = others.size() - least;
  std::size_t shared = 0;
  std::size_t expected = 0;  // place in list_
  for (const std::uint64_t shingle : others) {
    if (expected < list_.size() && list_[expected] == shingle) {
      ++shared;
      ++expected;
      continue;
    }
    const std::uint32_t place = slots_[seek(shingle)];
    if (place != kFree) {
      ++shared;
      expected = place + std::size_t{1};
    } else if (may_miss-- == 0) {
      return shared;
    }
  }
  return shared;
}

}  // namespace leitong
