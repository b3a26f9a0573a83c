// Entries that memory does not hold: written one after another into a temporary file, and read back
// in that order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/spool.h"
#include "leitong/error.h"

namespace leitong {

// Part of a spool.
struct SpillExtent {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// Not thread-safe. The spool outlives it, and takes nothing from others until finish().
class SpillWriter {
 public:
  explicit SpillWriter(Spool& spool) : spool_(spool), begin_(spool.size()) {}

  // Any bytes, together less than 4 GB; a key may be empty.
  [[nodiscard]] Result<void> append(std::string_view key, std::string_view value);
  // Everything since the begin, or the finish() before.
  [[nodiscard]] Result<SpillExtent> finish();

 private:
  [[nodiscard]] Result<void> write_block();

  Spool& spool_;
  std::uint64_t begin_;
  std::string block_;
};

// Not thread-safe. Reads an extent that a writer finished, a block at a time.
class SpillReader {
 public:
  SpillReader(const Spool& spool, SpillExtent extent) : spool_(&spool), extent_(extent) {}

  // The next entry; false behind the last. Fails (kInput) where the file can't be read, or does not
  // say what was written.
  [[nodiscard]] Result<bool> next();
  // Both until the next call.
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] std::string_view value() const { return value_; }

 private:
  [[nodiscard]] Result<void> read_block();

  const Spool* spool_;
  SpillExtent extent_;  // what is left
  std::vector<char> block_;
  std::string_view rest_;  // of the block
  std::string_view key_;
  std::string_view value_;
};

}  // namespace leitong
