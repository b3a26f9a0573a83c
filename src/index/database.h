// A RocksDB database with the column families of an index.
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/rocksdb_options.h"
#include "leitong/error.h"

namespace leitong {

// What is put or erased is seen by get() at once, but held back until there is much of it: then it
// is written as one batch, in the order of its keys, whatever of it has changed meanwhile only
// once. Errors name the folder.
class Database {
 public:
  enum class Open { kCreate, kWrite, kRead };

  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::string& folder, Open how);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] Error error(const rocksdb::Status& status) const;
  [[nodiscard]] Error damaged(const std::string& what) const;

  [[nodiscard]] Result<std::optional<std::string>> get(Family family, const std::string& key) const;
  // What is not there has an empty value.
  [[nodiscard]] Result<void> get(Family family, std::span<const std::string> keys,
                                 std::vector<rocksdb::PinnableSlice>& values) const;
  // Of what was written.
  [[nodiscard]] std::unique_ptr<rocksdb::Iterator> iterator(Family family) const;
  // Takes keys and values in order, until `take(key, value)` gives false.
  template <class Take>
  [[nodiscard]] Result<void> scan(Family family, Take take) const {
    const auto at = iterator(family);
    for (at->SeekToFirst(); at->Valid(); at->Next()) {
      if (!take(at->key().ToStringView(), at->value().ToStringView())) break;
    }
    return checked(at->status());
  }
  [[nodiscard]] Result<void> verify_checksums() const;

  void put(Family family, std::string key, std::string value);
  void erase(Family family, std::string key);
  // All that is held back, as a whole or nothing of it, if there is much.
  [[nodiscard]] Result<void> write_much();
  // … in any case, and on the disk.
  [[nodiscard]] Result<void> write_for_good();

 private:
  Database(std::string folder, Open how) : folder_(std::move(folder)), how_(how) {}
  [[nodiscard]] rocksdb::Status open();
  [[nodiscard]] Result<void> checked(const rocksdb::Status& status) const;
  void hold(Family family, std::string key, std::optional<std::string> value);
  [[nodiscard]] const std::optional<std::string>* held(Family family, const std::string& key) const;
  [[nodiscard]] Result<void> write();

  std::string folder_;
  Open how_;
  bool written_for_good_ = false;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;                          // by Family
  using Values = std::unordered_map<std::string, std::optional<std::string>>;  // none: is erased
  std::array<Values, kFamilyNames.size()> held_;
  std::size_t held_bytes_ = 0;
};

}  // namespace leitong
