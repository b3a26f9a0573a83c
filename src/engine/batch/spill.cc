// A spilled extent is blocks of about 64 KB; all numbers are little-endian:
//
//   block  u32 bytes of the entries, u64 XXH3-64 of them, the entries
//   entry  LEB128 length of the key, LEB128 length of the value, key, value
//
// An entry stands in one block. The checksum costs nothing beside the copy, and a disk that lies is
// found before anything is decided by what it says.
#include "engine/batch/spill.h"

#include <cerrno>

#include "base/hash.h"
#include "engine/batch/numbers.h"

namespace leitong {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 16;
constexpr std::size_t kSizeBytes = 4;
constexpr std::size_t kHeaderBytes = kSizeBytes + 8;

Error damaged() {
  return {.kind = Error::Kind::kInput,
          .what = "a temporary file does not hold what was written to it",
          .advice = "--temp-dir names another disk"};
}

}  // namespace

Result<void> SpillWriter::append(std::string_view key, std::string_view value) {
  append_short(block_, key.size());
  append_short(block_, value.size());
  block_.append(key).append(value);
  return block_.size() >= kBlockBytes ? write_block() : Result<void>();
}

Result<SpillExtent> SpillWriter::finish() {
  if (!block_.empty()) {
    if (Result<void> written = write_block(); !written) return std::unexpected(written.error());
  }
  const SpillExtent extent{.begin = begin_, .end = spool_.size()};
  begin_ = extent.end;
  return extent;
}

Result<void> SpillWriter::write_block() {
  std::string header;
  append_number(header, block_.size(), kSizeBytes);
  append_number(header, hash64(block_));
  block_.insert(0, header);
  Result<void> written = spool_.append(block_);
  block_.clear();
  return written;
}

Result<bool> SpillReader::next() {
  if (rest_.empty()) {
    if (extent_.begin == extent_.end) return false;
    if (Result<void> read = read_block(); !read) return std::unexpected(read.error());
  }
  const std::uint64_t key_bytes = take_short(rest_);
  const std::uint64_t value_bytes = take_short(rest_);
  key_ = rest_.substr(0, key_bytes);
  value_ = rest_.substr(key_bytes, value_bytes);
  rest_.remove_prefix(key_bytes + value_bytes);
  return true;
}

Result<void> SpillReader::read_block() {
  block_.resize(kHeaderBytes);
  if (Result<void> read = spool_->read(extent_.begin, block_); !read) return read;
  std::string_view header(block_.data(), block_.size());
  const std::uint64_t bytes = take_number(header, kSizeBytes);
  const std::uint64_t hash = take_number(header);
  const std::uint64_t begin = extent_.begin + kHeaderBytes;
  if (bytes == 0 || bytes > extent_.end - begin) return std::unexpected(damaged());
  block_.resize(bytes);
  if (Result<void> read = spool_->read(begin, block_); !read) return read;
  rest_ = std::string_view(block_.data(), block_.size());
  if (hash64(rest_) != hash) return std::unexpected(damaged());
  extent_.begin = begin + bytes;
  return {};
}

}  // namespace leitong
