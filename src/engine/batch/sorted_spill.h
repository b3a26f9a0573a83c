// Entries in the order of their keys, more of them than memory holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/batch/spill.h"
#include "io/spool.h"
#include "leitong/error.h"

namespace leitong {

// First all are added, then sort() once, then they are read. Equal keys come in the order in which
// they were added. Not thread-safe.
class SortedSpill {
 public:
  // In memory as long as `memory_bytes` last, then in a temporary file.
  SortedSpill(std::string temp_dir, std::size_t memory_bytes)
      : temp_dir_(std::move(temp_dir)), memory_bytes_(memory_bytes) {}

  // Together less than 4 GB.
  [[nodiscard]] Result<void> add(std::string_view key, std::string_view value);
  [[nodiscard]] Result<void> sort();
  // The next entry; false behind the last.
  [[nodiscard]] Result<bool> next();
  // Both until the next call.
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] std::string_view value() const { return value_; }

  [[nodiscard]] std::uint64_t spilled_bytes() const { return spool_ ? spool_->size() : 0; }

 private:
  struct Entry {
    std::size_t begin = 0;  // of its key in bytes_
    std::uint32_t key_bytes = 0;
    std::uint32_t value_bytes = 0;
  };
  // Its array grows by doubling, and sorting needs room for half of it.
  static constexpr std::size_t kBytesAnEntry = 2 * sizeof(Entry);

  [[nodiscard]] std::string_view key_of(const Entry& entry) const;
  [[nodiscard]] std::string_view value_of(const Entry& entry) const;
  // Whether this run's entry comes behind that of the other: the order of a heap of least entries.
  [[nodiscard]] bool is_behind(std::size_t run, std::size_t other) const;
  void make_room(std::size_t more);
  void sort_entries();
  [[nodiscard]] Result<void> write_run();
  [[nodiscard]] Result<void> advance(std::size_t run);
  [[nodiscard]] Result<bool> next_of_runs();

  std::string temp_dir_;
  std::size_t memory_bytes_;

  // In memory.
  std::vector<char> bytes_;
  std::vector<Entry> entries_;
  std::size_t next_ = 0;

  // In the file.
  std::optional<Spool> spool_;
  std::vector<SpillExtent> extents_;
  std::vector<SpillReader> runs_;
  std::vector<std::size_t> heap_;  // of the runs that have an entry, but for the one read last
  std::optional<std::size_t> last_;

  std::string_view key_;
  std::string_view value_;
};

}  // namespace leitong
