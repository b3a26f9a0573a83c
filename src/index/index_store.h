// An index on disk: records, and what finds them. It stores and looks up; what is a candidate and
// what repeats what is for others to say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/stored_record.h"
#include "leitong/error.h"
#include "leitong/hash.h"

namespace leitong {

class Database;

// What an index is, told in words: names and values.
using IndexProperties = std::map<std::string, std::string>;

// The one that the store itself reads: "reference" where records refer to their texts; else they
// hold them.
inline constexpr const char* kIndexTextProperty = "index-text";

// Records are numbered from 0. What is added is seen at once by who added it, and by no one else
// before commit(): a writer that ends without it, however it ends, has added nothing.
//
// One writer at a time, any number of readers beside it; a reader sees what was committed when it
// opened. Errors name the folder. Look-ups of a reader may come from several threads at once,
// everything else from one.
class IndexStore {
 public:
  enum class Access { kRead, kWrite };

  // Whether this may be an index: a folder that holds a database.
  [[nodiscard]] static bool is_at(const std::string& folder);
  // An empty index in a folder that is not there yet, or is empty.
  [[nodiscard]] static Result<void> create(const std::string& folder,
                                           const IndexProperties& properties);
  [[nodiscard]] static Result<IndexStore> open(const std::string& folder, Access access);
  ~IndexStore();
  IndexStore(IndexStore&&) noexcept;
  IndexStore& operator=(IndexStore&&) noexcept;

  [[nodiscard]] const std::string& folder() const;
  [[nodiscard]] const IndexProperties& properties() const { return properties_; }
  // A reader's: what is committed. A writer's: with what it added.
  [[nodiscard]] const StoredCounts& counts() const { return counts_; }
  [[nodiscard]] bool refers_to_texts() const;
  // Names of inputs, by number, and where texts that are referred to can be read.
  [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<std::string>& source_paths() const { return source_paths_; }
  [[nodiscard]] Result<std::uint64_t> disk_bytes() const;

  [[nodiscard]] Result<StoredRecord> record(StoredId id) const;  // committed or not
  // Overwrites `words`, as many as were added.
  [[nodiscard]] Result<void> sketch(StoredId id, std::span<std::uint64_t> words) const;
  [[nodiscard]] Result<std::optional<StoredId>> find(const Hash128& key) const;
  // Fills the members of each.
  [[nodiscard]] Result<void> find(std::span<Bucket> buckets) const;

  // The number of an input, which may be known already. `path`: where its texts can be read;
  // empty if no record refers to them.
  [[nodiscard]] Result<std::uint32_t> add_source(const std::string& name,
                                                 const std::string& path = {});
  // The next record, with what finds it: keys that are not there yet, and those of the buckets
  // whose last member is its number, as they are from now on.
  [[nodiscard]] Result<StoredId> add(const StoredRecord& record,
                                     std::span<const std::uint64_t> sketch,
                                     std::span<const Hash128> keys,
                                     std::span<const Bucket> buckets);
  // All that was added counts from here on, even if the power fails.
  [[nodiscard]] Result<void> commit();

  // What a writer left that did not commit: records from counts().records on. They must be taken
  // back before anything is added, the last first, with all the keys and buckets that may find
  // them.
  [[nodiscard]] Result<std::uint32_t> uncommitted_records() const;
  [[nodiscard]] Result<void> take_back(StoredId id, std::span<const Hash128> keys,
                                       std::span<const BucketKey> buckets);
  // All of them at once, whatever finds them: reads every key.
  [[nodiscard]] Result<void> take_all_back();

  // Reads every byte and compares its checksums.
  [[nodiscard]] Result<void> verify_checksums() const;
  // Of all that is committed.
  [[nodiscard]] Result<void> for_each_bucket(const std::function<void(const Bucket&)>& take) const;
  [[nodiscard]] Result<void> for_each_key(
      const std::function<void(const Hash128&, StoredId)>& take) const;

 private:
  explicit IndexStore(std::unique_ptr<Database> database);
  [[nodiscard]] Result<void> read_properties();
  [[nodiscard]] Result<void> read_sources();
  void push_source(std::string_view value);
  [[nodiscard]] Result<void> read_committed(std::string_view value,
                                            std::vector<StoredId>& members) const;

  std::unique_ptr<Database> database_;
  IndexProperties properties_;
  StoredCounts counts_;
  std::vector<std::string> sources_;
  std::vector<std::string> source_paths_;
  std::map<std::string, std::uint32_t> source_numbers_;
};

}  // namespace leitong
