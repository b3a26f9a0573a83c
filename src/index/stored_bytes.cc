#include "index/stored_bytes.h"

namespace leitong {

void append_big_endian(std::string& bytes, std::uint64_t number, std::size_t size) {
  for (std::size_t i = size; i-- > 0;) bytes += static_cast<char>(number >> (8 * i));
}

void append_little_endian(std::string& bytes, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i));
}

std::string_view StoredBytes::take(std::size_t size) {
  if (size > rest_.size()) failed_ = true;
  if (failed_) return {};
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint64_t StoredBytes::big_endian(std::size_t size) {
  std::uint64_t number = 0;
  for (const char byte : take(size)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

std::uint64_t StoredBytes::little_endian(std::size_t size) {
  std::uint64_t number = 0;
  unsigned shift = 0;
  for (const char byte : take(size)) {
    number |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
    shift += 8;
  }
  return number;
}

std::string id_key(std::uint32_t id) {
  std::string bytes;
  append_big_endian(bytes, id, 4);
  return bytes;
}

std::string bucket_key(BucketKey key) {
  std::string bytes;
  append_big_endian(bytes, key.table, 2);
  append_big_endian(bytes, key.tag, 4);
  return bytes;
}

std::optional<BucketKey> read_bucket_key(std::string_view bytes) {
  StoredBytes stored(bytes);
  BucketKey key;
  key.table = static_cast<std::uint32_t>(stored.big_endian(2));
  key.tag = static_cast<std::uint32_t>(stored.big_endian(4));
  if (stored.failed() || !stored.rest().empty()) return std::nullopt;
  return key;
}

std::string hash_key(const Hash128& key) {
  std::string bytes;
  append_big_endian(bytes, key.high, 8);
  append_big_endian(bytes, key.low, 8);
  return bytes;
}

std::optional<Hash128> read_hash_key(std::string_view bytes) {
  StoredBytes stored(bytes);
  Hash128 key;
  key.high = stored.big_endian(8);
  key.low = stored.big_endian(8);
  if (stored.failed() || !stored.rest().empty()) return std::nullopt;
  return key;
}

std::string record_value(const StoredRecord& record) {
  std::string bytes;
  bytes.reserve(32 + record.id.size() + record.text.size());
  append_little_endian(bytes, record.source, 4);
  append_little_endian(bytes, record.line, 8);
  append_little_endian(bytes, record.start, 8);
  append_little_endian(bytes, record.end, 8);
  append_little_endian(bytes, record.id.size(), 4);
  bytes += record.id;
  if (!record.reference) {
    bytes += record.text;
    return bytes;
  }
  append_little_endian(bytes, record.reference->begin, 8);
  append_little_endian(bytes, record.reference->end, 8);
  append_little_endian(bytes, static_cast<std::uint64_t>(record.reference->form), 1);
  append_little_endian(bytes, record.reference->hash.low, 8);
  append_little_endian(bytes, record.reference->hash.high, 8);
  return bytes;
}

std::optional<StoredRecord> read_record(std::string_view bytes, bool refers) {
  StoredBytes stored(bytes);
  StoredRecord record;
  record.source = static_cast<std::uint32_t>(stored.little_endian(4));
  record.line = stored.little_endian(8);
  record.start = stored.little_endian(8);
  record.end = stored.little_endian(8);
  record.id = stored.take(stored.little_endian(4));
  if (refers) {
    TextReference& reference = record.reference.emplace();
    reference.begin = stored.little_endian(8);
    reference.end = stored.little_endian(8);
    const std::uint64_t form = stored.little_endian(1);
    reference.form = static_cast<TextReference::Form>(form);
    reference.hash.low = stored.little_endian(8);
    reference.hash.high = stored.little_endian(8);
    const bool sound = form <= static_cast<std::uint64_t>(TextReference::Form::kCsv) &&
                       reference.begin <= reference.end && stored.rest().empty();
    if (!sound) return std::nullopt;
  } else {
    record.text = stored.rest();
  }
  if (stored.failed()) return std::nullopt;
  return record;
}

std::string words_value(std::span<const std::uint64_t> words) {
  std::string bytes;
  for (const std::uint64_t word : words) append_little_endian(bytes, word, 8);
  return bytes;
}

bool read_words(std::string_view bytes, std::span<std::uint64_t> words) {
  StoredBytes stored(bytes);
  for (std::uint64_t& word : words) word = stored.little_endian(8);
  return !stored.failed() && stored.rest().empty();
}

std::string members_value(std::span<const StoredId> members) {
  std::string bytes;
  for (const StoredId member : members) append_little_endian(bytes, member, 4);
  return bytes;
}

bool read_members(std::string_view bytes, std::vector<StoredId>& members) {
  StoredBytes stored(bytes);
  members.clear();
  while (!stored.rest().empty() && !stored.failed()) {
    members.push_back(static_cast<StoredId>(stored.little_endian(4)));
  }
  return !stored.failed();
}

}  // namespace leitong
