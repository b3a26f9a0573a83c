// A RocksDB database with the column families of an index.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/rocksdb_options.h"
#include "leitong/error.h"

namespace leitong {

// Errors name the folder.
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

  [[nodiscard]] rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[family];
  }
  [[nodiscard]] Result<std::optional<std::string>> get(Family family, const std::string& key) const;
  // What is not there has an empty value.
  [[nodiscard]] Result<void> get(Family family, const std::vector<std::string>& keys,
                                 std::vector<rocksdb::PinnableSlice>& values) const;
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

  // The batch as a whole or nothing of it; `made`: whether the batch could be filled.
  [[nodiscard]] Result<void> write(const rocksdb::Status& made, rocksdb::WriteBatch& batch);
  // … and all that was written before it is on the disk.
  [[nodiscard]] Result<void> write_for_good(const rocksdb::Status& made,
                                            rocksdb::WriteBatch& batch);

 private:
  Database(std::string folder, Open how) : folder_(std::move(folder)), how_(how) {}
  [[nodiscard]] rocksdb::Status open();
  [[nodiscard]] Result<void> checked(const rocksdb::Status& status) const;

  std::string folder_;
  Open how_;
  bool written_for_good_ = false;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // by Family
};

}  // namespace leitong
