// A ring of blocks: lists are appended to the newest; when the budget is reached, the oldest block
// goes with all its lists. A list that is asked for after that comes back from the source and is
// appended again, so what is in use stays. Whether a list is still there is seen from its block's
// number, so nothing has to be done for each list that goes, unless the source wants it.
//
// Most records are never compared with anything. So a list that the source holds anyway is not
// stored before it is asked for: fresh memory costs 0.4-1.6 ns a byte, and to store every list
// takes as long as to make those again that are needed, even where half of the records are copies.
//
// Layout of a list: a word with its Header, the shingles.
#include "match/shingle_store.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <utility>

namespace leitong {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::size_t kFirstBlock = std::size_t{1} << 10;  // words
constexpr std::size_t kLargestBlock = (std::size_t{2} << 20) / kWord;
constexpr std::size_t kLeastBlocks = 8;    // that make a full budget
constexpr std::size_t kAlwaysStored = 32;  // shingles: cheaper than to ask for them

}  // namespace

ShingleStore::ShingleStore(ShingleSource* source, std::size_t budget_bytes)
    : source_(source),
      budget_(source == nullptr ? std::numeric_limits<std::size_t>::max() : budget_bytes) {}

void ShingleStore::push(RecordId id, std::span<const std::uint64_t> shingles) {
  places_.push_back({});
  if (shingles.empty()) return;
  const bool is_held = source_ != nullptr && source_->holds(id);
  if (is_held && shingles.size() > kAlwaysStored) return;
  insert(static_cast<std::uint32_t>(places_.size() - 1), id, shingles);
}

std::optional<std::span<const std::uint64_t>> ShingleStore::shingles(std::uint32_t record,
                                                                     RecordId id) {
  const Place place = places_[record];
  if (!is_cached(place)) {
    if (!source_->shingles(id, fetched_)) return std::nullopt;
    insert(record, id, fetched_);
    return fetched_;
  }
  const std::uint64_t* words = &blocks_[place.block - first_block_][place.word];
  return std::span(words + 1, std::bit_cast<Header>(words[0]).count);
}

void ShingleStore::insert(std::uint32_t record, RecordId id,
                          std::span<const std::uint64_t> shingles) {
  assert(shingles.size() < std::numeric_limits<std::uint32_t>::max());
  if (!make_room(shingles.size() + 1)) {
    source_->leaves_cache(id, shingles);
    return;
  }
  Words& block = blocks_.back();
  places_[record] = {.block = static_cast<std::uint32_t>(first_block_ + blocks_.size() - 1),
                     .word = static_cast<std::uint32_t>(block.size())};
  const Header header{.id = id, .count = static_cast<std::uint32_t>(shingles.size())};
  block.push_back(std::bit_cast<std::uint64_t>(header));
  block.insert(block.end(), shingles.begin(), shingles.end());
}

// A last block with so much room, if the budget allows one.
bool ShingleStore::make_room(std::size_t words) {
  if (!blocks_.empty() && blocks_.back().capacity() - blocks_.back().size() >= words) return true;
  const std::size_t grown = std::clamp(cached_bytes_ / kWord, kFirstBlock, kLargestBlock);
  const std::size_t size = std::max(words, std::min(grown, budget_ / kWord / kLeastBlocks));
  if (size > budget_ / kWord) return false;
  Words block;
  while (cached_bytes_ + size * kWord > budget_) block = take_oldest_block();
  if (block.capacity() != size) {
    block = {};
    block.reserve(size);
  }
  cached_bytes_ += size * kWord;
  blocks_.push_back(std::move(block));
  return true;
}

ShingleStore::Words ShingleStore::take_oldest_block() {
  Words block = std::move(blocks_.front());
  blocks_.pop_front();
  ++first_block_;
  cached_bytes_ -= block.capacity() * kWord;
  for (std::size_t at = 0; at < block.size();) {
    const auto header = std::bit_cast<Header>(block[at]);
    source_->leaves_cache(header.id, std::span(block).subspan(at + 1, header.count));
    at += 1 + header.count;
  }
  block.clear();
  return block;
}

}  // namespace leitong
