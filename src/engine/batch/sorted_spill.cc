// External merge sort (Knuth, TAOCP 3, section 5.4): whenever memory is full, what is there is
// sorted and written as a run; then all runs are merged through a heap of their least entries, each
// read a block at a time. Runs are numbered in the order in which they were filled, so that equal
// keys keep theirs. One merge does: with M bytes of memory and blocks of 64 KB it serves M²/64 KB,
// which is 1 TB for 256 MB.
#include "engine/batch/sorted_spill.h"

#include <algorithm>
#include <utility>

namespace leitong {

std::string_view SortedSpill::key_of(const Entry& entry) const {
  return {bytes_.data() + entry.begin, entry.key_bytes};
}

std::string_view SortedSpill::value_of(const Entry& entry) const {
  return {bytes_.data() + entry.begin + entry.key_bytes, entry.value_bytes};
}

Result<void> SortedSpill::add(std::string_view key, std::string_view value) {
  const std::size_t more = key.size() + value.size();
  const std::size_t used = bytes_.size() + entries_.size() * kBytesAnEntry;
  if (!entries_.empty() && used + more + kBytesAnEntry > memory_bytes_) {
    if (Result<void> written = write_run(); !written) return written;
  }
  entries_.push_back({.begin = bytes_.size(),
                      .key_bytes = static_cast<std::uint32_t>(key.size()),
                      .value_bytes = static_cast<std::uint32_t>(value.size())});
  make_room(more);
  bytes_.insert(bytes_.end(), key.begin(), key.end());
  bytes_.insert(bytes_.end(), value.begin(), value.end());
  return {};
}

// Doubles, but not beyond what may be used.
void SortedSpill::make_room(std::size_t more) {
  const std::size_t needed = bytes_.size() + more;
  if (needed <= bytes_.capacity()) return;
  bytes_.reserve(std::max(needed, std::min(2 * bytes_.capacity(), memory_bytes_)));
}

void SortedSpill::sort_entries() {
  std::ranges::stable_sort(entries_, {}, [&](const Entry& entry) { return key_of(entry); });
}

Result<void> SortedSpill::write_run() {
  sort_entries();
  if (!spool_) {
    Result<Spool> created = Spool::create(temp_dir_);
    if (!created) return std::unexpected(std::move(created.error()));
    spool_.emplace(std::move(*created));
  }
  SpillWriter run(*spool_);
  for (const Entry& entry : entries_) {
    if (Result<void> written = run.append(key_of(entry), value_of(entry)); !written) return written;
  }
  const Result<SpillExtent> extent = run.finish();
  if (!extent) return std::unexpected(extent.error());
  extents_.push_back(*extent);
  entries_.clear();
  bytes_.clear();
  return {};
}

Result<void> SortedSpill::sort() {
  if (!spool_) {
    sort_entries();
    return {};
  }
  if (Result<void> written = write_run(); !written) return written;
  // Blocks of the runs take their place.
  entries_ = {};
  bytes_ = {};
  for (const SpillExtent& extent : extents_) runs_.emplace_back(*spool_, extent);
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (Result<void> advanced = advance(run); !advanced) return advanced;
  }
  return {};
}

bool SortedSpill::is_behind(std::size_t run, std::size_t other) const {
  const int order = runs_[run].key().compare(runs_[other].key());
  return order != 0 ? order > 0 : run > other;
}

Result<void> SortedSpill::advance(std::size_t run) {
  const Result<bool> more = runs_[run].next();
  if (!more) return std::unexpected(more.error());
  if (*more) {
    heap_.push_back(run);
    std::ranges::push_heap(heap_, [&](auto a, auto b) { return is_behind(a, b); });
  }
  return {};
}

Result<bool> SortedSpill::next_of_runs() {
  if (last_) {
    if (Result<void> advanced = advance(*last_); !advanced) {
      return std::unexpected(advanced.error());
    }
  }
  if (heap_.empty()) return false;
  std::ranges::pop_heap(heap_, [&](auto a, auto b) { return is_behind(a, b); });
  last_ = heap_.back();
  heap_.pop_back();
  key_ = runs_[*last_].key();
  value_ = runs_[*last_].value();
  return true;
}

Result<bool> SortedSpill::next() {
  if (spool_) return next_of_runs();
  if (next_ == entries_.size()) return false;
  key_ = key_of(entries_[next_]);
  value_ = value_of(entries_[next_]);
  ++next_;
  return true;
}

}  // namespace leitong
