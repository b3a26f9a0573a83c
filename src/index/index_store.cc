// One RocksDB database with a column family for each kind of thing (docs/design.md section 6).
//
// An add is whole or not at all. A writer writes records as they come, some thousand in one atomic
// batch with all that finds them, without waiting for the disk; the number of records that count
// stands in one place and is written by commit() alone, with fsync, behind all that it counts in
// the same log. So whoever opens the index sees all of a committed add and passes over the rest,
// and a later writer can take the rest back: what finds a record follows from its text. The other
// way, one batch for a whole add, would have to fit into memory; and one for each block would leave
// half of a killed add in the index, which run again would find its own records there and drop
// them.
#include "index/index_store.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <system_error>
#include <utility>

#include "index/database.h"
#include "index/stored_bytes.h"

namespace leitong {
namespace {

// In the family of properties, whose names begin with no dot.
constexpr const char* kCountsKey = ".counts";

std::string counts_value(const StoredCounts& counts) {
  std::string bytes;
  append_little_endian(bytes, counts.records, 4);
  append_little_endian(bytes, counts.sources, 4);
  append_little_endian(bytes, counts.text_bytes, 8);
  return bytes;
}

std::optional<StoredCounts> read_counts(std::string_view bytes) {
  StoredBytes stored(bytes);
  StoredCounts counts;
  counts.records = static_cast<std::uint32_t>(stored.little_endian(4));
  counts.sources = static_cast<std::uint32_t>(stored.little_endian(4));
  counts.text_bytes = stored.little_endian(8);
  if (stored.failed() || !stored.rest().empty()) return std::nullopt;
  return counts;
}

}  // namespace

IndexStore::IndexStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
IndexStore::~IndexStore() = default;
IndexStore::IndexStore(IndexStore&&) noexcept = default;
IndexStore& IndexStore::operator=(IndexStore&&) noexcept = default;

bool IndexStore::is_at(const std::string& folder) {
  std::error_code code;
  return std::filesystem::exists(std::filesystem::path(folder) / "CURRENT", code);
}

Result<void> IndexStore::create(const std::string& folder, const IndexProperties& properties) {
  std::error_code code;
  if (std::filesystem::exists(folder, code) && !std::filesystem::is_empty(folder, code)) {
    return std::unexpected(Error{.kind = Error::Kind::kOutput,
                                 .what = "is there already, and not empty",
                                 .path = folder,
                                 .advice = "an index needs a folder of its own"});
  }
  Result<std::unique_ptr<Database>> database = Database::open(folder, Database::Open::kCreate);
  if (!database) return std::unexpected(std::move(database.error()));
  (*database)->put(kProperties, kCountsKey, counts_value({}));
  for (const auto& [name, value] : properties) (*database)->put(kProperties, name, value);
  return (*database)->write_for_good();
}

Result<IndexStore> IndexStore::open(const std::string& folder, Access access) {
  if (!is_at(folder)) {
    std::error_code code;
    const bool exists = std::filesystem::exists(folder, code);
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = exists ? "is no index" : "there is no such index",
                                 .path = folder,
                                 .advice = "leitong index create makes one"});
  }
  const bool writes = access == Access::kWrite;
  Result<std::unique_ptr<Database>> database =
      Database::open(folder, writes ? Database::Open::kWrite : Database::Open::kRead);
  if (!database) return std::unexpected(std::move(database.error()));
  IndexStore store(std::move(*database));
  if (Result<void> read = store.read_properties(); !read) {
    return std::unexpected(std::move(read.error()));
  }
  if (Result<void> read = store.read_sources(); !read) {
    return std::unexpected(std::move(read.error()));
  }
  return store;
}

Result<void> IndexStore::read_properties() {
  std::optional<StoredCounts> counts;
  Result<void> scanned =
      database_->scan(kProperties, [&](std::string_view name, std::string_view value) {
        if (name == kCountsKey) {
          counts = read_counts(value);
        } else {
          properties_.emplace(name, value);
        }
        return true;
      });
  if (!scanned) return scanned;
  if (!counts) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "is a database, but no index of leitong",
                                 .path = folder()});
  }
  counts_ = *counts;
  return {};
}

Result<void> IndexStore::read_sources() {
  Result<void> scanned = database_->scan(kSources, [&](std::string_view, std::string_view name) {
    if (sources_.size() == counts_.sources) return false;
    push_source(name);
    return true;
  });
  if (!scanned) return scanned;
  if (sources_.size() != counts_.sources) {
    return std::unexpected(database_->damaged("the name of a source is missing"));
  }
  return {};
}

// What is stored of a source: its name and, where texts are referred to, NUL and its path.
void IndexStore::push_source(std::string_view value) {
  source_numbers_.emplace(value, static_cast<std::uint32_t>(sources_.size()));
  const std::size_t name_end = std::min(value.find('\0'), value.size());
  sources_.emplace_back(value.substr(0, name_end));
  source_paths_.emplace_back(value.substr(std::min(name_end + 1, value.size())));
}

bool IndexStore::refers_to_texts() const {
  const auto property = properties_.find(kIndexTextProperty);
  return property != properties_.end() && property->second == "reference";
}

const std::string& IndexStore::folder() const { return database_->folder(); }

Result<std::uint64_t> IndexStore::disk_bytes() const {
  std::error_code code;
  std::uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder(), code)) {
    std::error_code gone;  // a writer may replace files
    const std::uintmax_t size = file.file_size(gone);
    if (!gone) bytes += size;
  }
  if (!code) return bytes;
  return std::unexpected(
      Error{.kind = Error::Kind::kInput, .what = code.message(), .path = folder()});
}

Result<StoredRecord> IndexStore::record(StoredId id) const {
  Result<std::optional<std::string>> value = database_->get(kRecords, id_key(id));
  if (!value) return std::unexpected(std::move(value.error()));
  std::optional<StoredRecord> record =
      *value ? read_record(**value, refers_to_texts()) : std::nullopt;
  if (record) return *std::move(record);
  return std::unexpected(
      database_->damaged("the text of stored record " + std::to_string(id) + " is missing"));
}

Result<void> IndexStore::sketch(StoredId id, std::span<std::uint64_t> words) const {
  Result<std::optional<std::string>> value = database_->get(kSketches, id_key(id));
  if (!value) return std::unexpected(std::move(value.error()));
  if (*value && read_words(**value, words)) return {};
  return std::unexpected(
      database_->damaged("the sketch of stored record " + std::to_string(id) + " is missing"));
}

Result<std::optional<StoredId>> IndexStore::find(const Hash128& key) const {
  Result<std::optional<std::string>> value = database_->get(kKeys, hash_key(key));
  if (!value) return std::unexpected(std::move(value.error()));
  if (!*value) return std::optional<StoredId>();
  StoredBytes bytes(**value);
  const auto id = static_cast<StoredId>(bytes.little_endian(4));
  if (bytes.failed()) return std::unexpected(database_->damaged("a key names no record"));
  return id < counts_.records ? std::optional(id) : std::nullopt;
}

Result<void> IndexStore::find(std::span<Bucket> buckets) const {
  std::vector<std::string> keys;
  keys.reserve(buckets.size());
  for (const Bucket& bucket : buckets) keys.push_back(bucket_key(bucket.key));
  std::vector<rocksdb::PinnableSlice> values;
  if (Result<void> got = database_->get(kBuckets, keys, values); !got) return got;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    if (Result<void> read = read_committed(values[i].ToStringView(), buckets[i].members); !read) {
      return read;
    }
  }
  return {};
}

// The members that count.
Result<void> IndexStore::read_committed(std::string_view value,
                                        std::vector<StoredId>& members) const {
  if (!read_members(value, members)) return std::unexpected(database_->damaged("a bucket"));
  while (!members.empty() && members.back() >= counts_.records) members.pop_back();
  return {};
}

Result<std::uint32_t> IndexStore::add_source(const std::string& name, const std::string& path) {
  std::string value = name;
  if (!path.empty()) value.append(1, '\0').append(path);
  if (const auto known = source_numbers_.find(value); known != source_numbers_.end()) {
    return known->second;
  }
  database_->put(kSources, id_key(counts_.sources), value);
  push_source(value);
  return counts_.sources++;
}

Result<StoredId> IndexStore::add(const StoredRecord& record, std::span<const std::uint64_t> sketch,
                                 std::span<const Hash128> keys, std::span<const Bucket> buckets) {
  const StoredId id = counts_.records;
  if (id == std::numeric_limits<StoredId>::max()) {
    return std::unexpected(
        Error{.kind = Error::Kind::kOutput, .what = "the index is full", .path = folder()});
  }
  database_->put(kRecords, id_key(id), record_value(record));
  if (!sketch.empty()) database_->put(kSketches, id_key(id), words_value(sketch));
  const std::string number = members_value({&id, 1});
  for (const Hash128& key : keys) database_->put(kKeys, hash_key(key), number);
  for (const Bucket& bucket : buckets) {
    if (bucket.members.empty() || bucket.members.back() != id) continue;
    database_->put(kBuckets, bucket_key(bucket.key), members_value(bucket.members));
  }
  if (Result<void> written = database_->write_much(); !written) {
    return std::unexpected(std::move(written.error()));
  }
  ++counts_.records;
  counts_.text_bytes += record.text.size();
  return id;
}

Result<void> IndexStore::commit() {
  database_->put(kProperties, kCountsKey, counts_value(counts_));
  return database_->write_for_good();
}

Result<std::uint32_t> IndexStore::uncommitted_records() const {
  const auto last = database_->iterator(kRecords);
  last->SeekToLast();
  if (!last->status().ok()) return std::unexpected(database_->error(last->status()));
  if (!last->Valid()) return 0;
  StoredBytes key(last->key().ToStringView());
  const auto end = static_cast<std::uint32_t>(key.big_endian(4)) + 1;
  return end > counts_.records ? end - counts_.records : 0;
}

Result<void> IndexStore::take_back(StoredId id, std::span<const Hash128> keys,
                                   std::span<const BucketKey> buckets) {
  database_->erase(kRecords, id_key(id));
  database_->erase(kSketches, id_key(id));
  const std::string number = members_value({&id, 1});
  for (const Hash128& key : keys) {
    Result<std::optional<std::string>> value = database_->get(kKeys, hash_key(key));
    if (!value) return std::unexpected(std::move(value.error()));
    if (*value == number) database_->erase(kKeys, hash_key(key));
  }
  for (const BucketKey& bucket : buckets) {
    Result<std::optional<std::string>> value = database_->get(kBuckets, bucket_key(bucket));
    if (!value) return std::unexpected(std::move(value.error()));
    std::vector<StoredId> members;
    if (*value && !read_members(**value, members)) {
      return std::unexpected(database_->damaged("a bucket"));
    }
    if (std::erase(members, id) == 0) continue;
    if (members.empty()) {
      database_->erase(kBuckets, bucket_key(bucket));
    } else {
      database_->put(kBuckets, bucket_key(bucket), members_value(members));
    }
  }
  return database_->write_much();
}

// The records go last: while one is there, an interrupted attempt is made again.
Result<void> IndexStore::take_all_back() {
  const Result<std::uint32_t> count = uncommitted_records();
  if (!count) return std::unexpected(count.error());
  std::vector<StoredId> members;
  for (const Family family : {kBuckets, kKeys}) {
    bool sound = true;
    Result<void> scanned =
        database_->scan(family, [&](std::string_view key, std::string_view value) {
          sound = read_members(value, members);
          const auto counts = [&](StoredId id) { return id < counts_.records; };
          if (!sound || std::ranges::all_of(members, counts)) return sound;
          std::erase_if(members, std::not_fn(counts));
          if (members.empty()) {
            database_->erase(family, std::string(key));
          } else {
            database_->put(family, std::string(key), members_value(members));
          }
          return true;
        });
    if (!scanned) return scanned;
    if (!sound) return std::unexpected(database_->damaged("a bucket"));
  }
  for (StoredId id = counts_.records; id < counts_.records + *count; ++id) {
    database_->erase(kRecords, id_key(id));
    database_->erase(kSketches, id_key(id));
  }
  return database_->write_much();
}

Result<void> IndexStore::verify_checksums() const { return database_->verify_checksums(); }

Result<void> IndexStore::for_each_bucket(const std::function<void(const Bucket&)>& take) const {
  Result<void> read;
  Bucket bucket;
  Result<void> scanned =
      database_->scan(kBuckets, [&](std::string_view name, std::string_view value) {
        const std::optional<BucketKey> key = read_bucket_key(name);
        if (!key) {
          read = std::unexpected(database_->damaged("the key of a bucket"));
          return false;
        }
        bucket.key = *key;
        read = read_committed(value, bucket.members);
        if (read && !bucket.members.empty()) take(bucket);
        return read.has_value();
      });
  return scanned ? read : scanned;
}

Result<void> IndexStore::for_each_key(
    const std::function<void(const Hash128&, StoredId)>& take) const {
  Result<void> read;
  std::vector<StoredId> record;
  Result<void> scanned = database_->scan(kKeys, [&](std::string_view name, std::string_view value) {
    const std::optional<Hash128> key = read_hash_key(name);
    if (!key || !read_members(value, record) || record.size() != 1) {
      read = std::unexpected(database_->damaged("the key of a record"));
      return false;
    }
    if (record[0] < counts_.records) take(*key, record[0]);
    return true;
  });
  return scanned ? read : scanned;
}

}  // namespace leitong
