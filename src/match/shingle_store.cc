#include "match/shingle_store.h"

#include <algorithm>

namespace leitong {
namespace {

constexpr std::size_t kFirstBlock = 1 << 10;  // shingles
constexpr std::size_t kLargestBlock = 1 << 17;

}  // namespace

void ShingleStore::push(std::span<const std::uint64_t> shingles) {
  std::uint64_t* copy = allocate(shingles.size());
  std::ranges::copy(shingles, copy);
  entries_.push_back(
      {.shingles = copy, .count = static_cast<std::uint32_t>(shingles.size()), .is_set = false});
}

std::span<const std::uint64_t> ShingleStore::set(std::uint32_t record) {
  Entry& entry = entries_[record];
  const std::span<std::uint64_t> list(entry.shingles, entry.count);
  if (entry.is_set) return list;
  entry.count = static_cast<std::uint32_t>(sorter_.make_set(list));
  entry.is_set = true;
  return list.first(entry.count);
}

std::size_t ShingleStore::memory_bytes() const {
  return block_bytes_ + entries_.capacity() * sizeof(Entry);
}

std::uint64_t* ShingleStore::allocate(std::size_t count) {
  if (free_.size() < count) {
    const std::size_t grown =
        std::min(kLargestBlock, kFirstBlock << std::min<std::size_t>(blocks_.size(), 16));
    const std::size_t size = std::max(count, grown);
    blocks_.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(size));
    free_ = {blocks_.back().get(), size};
    block_bytes_ += size * sizeof(std::uint64_t);
  }
  std::uint64_t* taken = free_.data();
  free_ = free_.subspan(count);
  return taken;
}

}  // namespace leitong
