// Open addressing over places in the list, three slots a shingle or more.
//
// Two near-duplicates agree in long runs, in the order of reading. So each shingle of the other
// record is first compared with the one behind the last that was found, one comparison that mostly
// holds, and looked up only where that fails.
//
// No second set is built for the other record: a shingle that is found is marked, so that its
// repeats count once, and those that are not found are few where the two are near, so their repeats
// can wait until they are sorted. With more of them than the threshold allows, or too few left to
// find, the comparison ends.
#include "match/shingle_set.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace leitong {
namespace {

// The most elements of another set that may lie outside a set of this size.
std::size_t most_outside(std::size_t size, double threshold) {
  const auto reaches_with = [&](std::size_t outside) {
    return reaches({.shared = size, .a = size, .b = size + outside}, threshold);
  };
  auto most = static_cast<std::size_t>(static_cast<double>(size) * (1 / threshold - 1));
  while (most > 0 && !reaches_with(most)) --most;
  while (reaches_with(most + 1)) ++most;
  return most;
}

// The fewest elements of a set of this size that another must share.
std::size_t least_inside(std::size_t size, double threshold) {
  const auto reaches_with = [&](std::size_t inside) {
    return reaches({.shared = inside, .a = size, .b = inside}, threshold);
  };
  auto least = static_cast<std::size_t>(static_cast<double>(size) * threshold);
  while (!reaches_with(least)) ++least;
  while (least > 0 && reaches_with(least - 1)) --least;
  return least;
}

}  // namespace

void ShingleSet::assign(std::span<const std::uint64_t> list) {
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
  found_.assign(size, 0);
  comparison_ = 0;
}

std::size_t ShingleSet::seek(std::uint64_t shingle) const {
  std::size_t slot = home(shingle);
  while (slots_[slot] != kFree && list_[slots_[slot]] != shingle) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

std::optional<Overlap> ShingleSet::overlap(std::span<const std::uint64_t> others,
                                           double threshold) {
  const std::size_t least = least_inside(list_.size(), threshold);
  const std::size_t most_missing = most_outside(list_.size(), threshold);
  std::size_t missing_room = 2 * most_missing + 1;  // until repeats must go
  missing_.clear();
  ++comparison_;
  std::size_t shared = 0;
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const std::uint32_t place = find(others[i], expected);
    if (place != kFree) {
      shared += find_first(place) ? 1 : 0;
      expected = place + 1;
      continue;
    }
    if (shared + (others.size() - i - 1) < least) return std::nullopt;
    missing_.push_back(others[i]);
    if (missing_.size() < missing_room) continue;
    remove_repeats_of_missing();
    if (missing_.size() > most_missing) return std::nullopt;
    missing_room = missing_.size() + most_missing + 1;
  }
  remove_repeats_of_missing();
  const Overlap both = {.shared = shared, .a = list_.size(), .b = shared + missing_.size()};
  if (!reaches(both, threshold)) return std::nullopt;
  return both;
}

std::optional<std::size_t> ShingleSet::count_inside(std::span<const std::uint64_t> others,
                                                    double share) {
  const std::size_t least = least_inside(list_.size(), share);
  ++comparison_;
  std::size_t inside = 0;
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < others.size() && inside < list_.size(); ++i) {
    const std::uint32_t place = find(others[i], expected);
    if (place == kFree) {
      if (inside + (others.size() - i - 1) < least) return std::nullopt;
      continue;
    }
    inside += find_first(place) ? 1 : 0;
    expected = place + 1;
  }
  if (inside < least) return std::nullopt;
  return inside;
}

std::uint32_t ShingleSet::find(std::uint64_t shingle, std::uint32_t expected) const {
  if (expected < list_.size() && list_[expected] == shingle) return expected;
  return slots_[seek(shingle)];
}

bool ShingleSet::find_first(std::uint32_t place) {
  return std::exchange(found_[place], comparison_) != comparison_;
}

void ShingleSet::remove_repeats_of_missing() {
  std::ranges::sort(missing_);
  missing_.erase(std::ranges::unique(missing_).begin(), missing_.end());
}

}  // namespace leitong
