// How what is stored becomes bytes, and back (docs/design.md section 6). Keys are big-endian, so
// that their order is that of the numbers; values are little-endian.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/stored_record.h"
#include "leitong/hash.h"

namespace leitong {

// Appends a number of so many bytes.
void append_big_endian(std::string& bytes, std::uint64_t number, std::size_t size);
void append_little_endian(std::string& bytes, std::uint64_t number, std::size_t size);

// Takes values from the front of what was read. After one that is not there whole, failed() is
// true, and every number is 0.
class StoredBytes {
 public:
  explicit StoredBytes(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t big_endian(std::size_t size);
  [[nodiscard]] std::uint64_t little_endian(std::size_t size);
  [[nodiscard]] std::string_view take(std::size_t size);
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

[[nodiscard]] std::string id_key(std::uint32_t id);
[[nodiscard]] std::string bucket_key(BucketKey key);
[[nodiscard]] std::optional<BucketKey> read_bucket_key(std::string_view bytes);
[[nodiscard]] std::string hash_key(const Hash128& key);
[[nodiscard]] std::optional<Hash128> read_hash_key(std::string_view bytes);

[[nodiscard]] std::string record_value(const StoredRecord& record);
// `refers`: whether it holds a reference to its text.
[[nodiscard]] std::optional<StoredRecord> read_record(std::string_view bytes, bool refers);
[[nodiscard]] std::string words_value(std::span<const std::uint64_t> words);
[[nodiscard]] bool read_words(std::string_view bytes, std::span<std::uint64_t> words);
[[nodiscard]] std::string members_value(std::span<const StoredId> members);
[[nodiscard]] bool read_members(std::string_view bytes, std::vector<StoredId>& members);

}  // namespace leitong
