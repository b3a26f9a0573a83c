// Anchors are put into 256 parts as they come, by the first byte of their fingerprints, which then
// need not be stored. Each part is sorted by itself, small enough for a cache, and only one at a
// time needs room to be sorted in: the whole never exists twice.
//
// Fingerprints are hashes, so a part is sorted by its leading bits, with as many buckets as it has
// anchors, and each bucket, of one on average, by insertion. Both keep the order of positions.
//
// Of what has equal fingerprints those places go that share no window with another (AnchorContext):
// turns of phrase, most of them.
//
// What is left is sorted by fingerprint, and a table of leading bits leads to within a step or two
// of each: two places in memory to look at, and no empty slots.
#include "passage/anchor_index.h"

#include <algorithm>
#include <bit>

namespace leitong {
namespace {

constexpr std::size_t kFirstChunk = 16;
constexpr std::size_t kLargestChunk = 4096;

}  // namespace

void AnchorIndex::Part::add_chunk() {
  const std::size_t size = std::clamp(capacity_, kFirstChunk, kLargestChunk);
  chunks_.push_back({std::make_unique_for_overwrite<Entry[]>(size), size});
  next_ = chunks_.back().entries.get();
  end_ = next_ + size;
  capacity_ += size;
}

void AnchorIndex::add(std::uint64_t fingerprint, std::uint64_t position, AnchorContext context) {
  parts_[fingerprint >> (64 - kPartBits)].push_back({fingerprint, position, context});
}

void AnchorIndex::finish() {
  for (const Part& part : parts_) entry_memory_ += part.memory_bytes();
  for (std::uint64_t part = 0; part < parts_.size(); ++part) {
    if (parts_[part].size() == 0) continue;
    sort(parts_[part]);
    note_memory();
    entry_memory_ -= parts_[part].memory_bytes();
    parts_[part] = {};
    keep_groups(part);
  }
  sorted_ = {};
  bucket_ends_ = {};
  index_groups();
  note_memory();
}

void AnchorIndex::sort(const Part& part) {
  sorted_.resize(part.size());
  const auto bits = static_cast<unsigned>(std::bit_width(part.size()));
  const auto bucket = [shift = kEntryFingerprintBits - bits](const Entry& entry) {
    return entry.fingerprint() >> shift;
  };
  bucket_ends_.assign((std::size_t{1} << bits) + 1, 0);
  part.visit([&](const Entry& entry) { ++bucket_ends_[bucket(entry) + 1]; });
  for (std::size_t i = 1; i < bucket_ends_.size(); ++i) bucket_ends_[i] += bucket_ends_[i - 1];
  // So far bucket_ends_[i] is where bucket i begins; scattering moves it to where it ends.
  part.visit([&](const Entry& entry) { sorted_[bucket_ends_[bucket(entry)]++] = entry; });
  const auto less = [](const Entry& a, const Entry& b) {
    return a.fingerprint() < b.fingerprint();
  };
  for (std::size_t i = 0, begin = 0; i + 1 < bucket_ends_.size(); begin = bucket_ends_[i++]) {
    const std::size_t size = bucket_ends_[i] - begin;
    if (size < 2) continue;
    const auto first = sorted_.begin() + static_cast<std::ptrdiff_t>(begin);
    // A gram that stands everywhere fills a bucket alone: sorted already.
    const auto last = first + static_cast<std::ptrdiff_t>(size);
    if (!std::is_sorted(first, last, less)) std::stable_sort(first, last, less);
  }
}

void AnchorIndex::keep_groups(std::uint64_t part) {
  for (std::size_t begin = 0; begin < sorted_.size();) {
    const std::uint64_t fingerprint = sorted_[begin].fingerprint();
    std::size_t end = begin + 1;
    while (end < sorted_.size() && sorted_[end].fingerprint() == fingerprint) ++end;
    if (end - begin > 1) {
      group_.clear();
      for (std::size_t i = begin; i < end; ++i) {
        const std::uint64_t position = sorted_[i].position();
        AnchorContext context = sorted_[i].context();
        if (!group_.empty() && group_.back().position() == position) {
          const AnchorContext known = group_.back().context();
          if (context.before == 0) context.before = known.before;
          if (context.behind == 0) context.behind = known.behind;
          group_.pop_back();
        }
        group_.emplace_back(position, context);
      }
      const std::size_t first_place = places_.size();
      keep_places();
      if (places_.size() > first_place) {
        groups_.push_back({part << kEntryFingerprintBits | fingerprint, first_place});
      }
    }
    begin = end;
  }
}

// Of the group at hand.
void AnchorIndex::keep_places() {
  for (const AnchorPlace& place : group_) {
    ++before_[place.context().before];
    ++behind_[place.context().behind];
  }
  const std::size_t first = places_.size();
  for (const AnchorPlace& place : group_) {
    const auto [before, behind] = place.context();
    if ((before != 0 && before_[before] > 1) || (behind != 0 && behind_[behind] > 1)) {
      places_.push_back(place);
    }
  }
  for (const AnchorPlace& place : group_) {
    before_[place.context().before] = 0;
    behind_[place.context().behind] = 0;
  }
  const auto kept = std::span(places_).subspan(first);
  if (kept.size() > kManyPlaces) return;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const auto shares = [context = kept[i].context()](const AnchorPlace& other) {
      return context.may_share_window(other.context());
    };
    if (std::ranges::none_of(kept.first(i), shares)) kept[i].set_new();
  }
}

void AnchorIndex::index_groups() {
  prefix_bits_ = static_cast<unsigned>(std::bit_width(groups_.size()));
  prefix_begins_.assign((std::size_t{1} << prefix_bits_) + 1, 0);
  if (prefix_bits_ > 0) {
    for (const Group& group : groups_) {
      ++prefix_begins_[(group.fingerprint >> (kFingerprintBits - prefix_bits_)) + 1];
    }
  }
  for (std::size_t i = 1; i < prefix_begins_.size(); ++i)
    prefix_begins_[i] += prefix_begins_[i - 1];
  groups_.push_back({~std::uint64_t{0}, places_.size()});
}

std::span<AnchorPlace> AnchorIndex::find(std::uint64_t fingerprint) {
  if (prefix_bits_ == 0) return {};
  const std::uint64_t first = prefix(fingerprint);
  fingerprint >>= 64 - kFingerprintBits;
  for (std::size_t i = prefix_begins_[first]; i < prefix_begins_[first + 1]; ++i) {
    if (groups_[i].fingerprint != fingerprint) continue;
    return std::span(places_).subspan(groups_[i].first_place,
                                      groups_[i + 1].first_place - groups_[i].first_place);
  }
  return {};
}

void AnchorIndex::note_memory() {
  const std::size_t bytes =
      entry_memory_ + sorted_.capacity() * sizeof(Entry) +
      (bucket_ends_.capacity() + prefix_begins_.capacity()) * sizeof(std::uint32_t) +
      groups_.capacity() * sizeof(Group) + places_.capacity() * sizeof(AnchorPlace);
  most_memory_ = std::max(most_memory_, bytes);
}

}  // namespace leitong
