#include "index/database.h"

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <utility>

#include "index/rocksdb_error.h"

namespace leitong {
namespace {

constexpr std::size_t kMuch = std::size_t{1} << 20;  // 4 times as much is no faster

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& folder, Open how) {
  std::unique_ptr<Database> database(new Database(folder, how));
  if (Result<void> opened = database->checked(database->open()); !opened) {
    return std::unexpected(std::move(opened.error()));
  }
  return database;
}

rocksdb::Status Database::open() {
  rocksdb::DBOptions options = database_options();
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status;
  if (how_ == Open::kRead) {
    // What a writer replaces while we open it may be gone: then once more. All files are opened at
    // once, so later it may do what it likes. (As a "secondary" instance RocksDB passes over files
    // that are torn or missing, and shows an older state.)
    constexpr int kAttempts = 5;
    for (int i = 0; i < kAttempts; ++i) {
      handles_.clear();
      status = rocksdb::DB::OpenForReadOnly(options, folder_, families(), &handles_, &opened);
      if (status.ok()) break;
    }
  } else {
    const bool creates = how_ == Open::kCreate;
    options.create_if_missing = creates;
    options.create_missing_column_families = creates;
    options.error_if_exists = creates;
    status = rocksdb::DB::Open(options, folder_, families(), &handles_, &opened);
  }
  db_.reset(opened);
  return status;
}

Database::~Database() {
  if (!db_) return;
  // What was written for good is safe in the log; tables are faster to open.
  if (written_for_good_) static_cast<void>(db_->Flush(rocksdb::FlushOptions(), handles_));
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    static_cast<void>(db_->DestroyColumnFamilyHandle(handle));
  }
  static_cast<void>(db_->Close());
}

Error Database::error(const rocksdb::Status& status) const {
  return rocksdb_error(status, folder_,
                       how_ == Open::kRead ? Error::Kind::kInput : Error::Kind::kOutput);
}

Error Database::damaged(const std::string& what) const {
  return rocksdb_error(rocksdb::Status::Corruption(what), folder_, Error::Kind::kInput);
}

Result<void> Database::checked(const rocksdb::Status& status) const {
  if (status.ok()) return {};
  return std::unexpected(error(status));
}

Result<std::optional<std::string>> Database::get(Family family, const std::string& key) const {
  if (const auto* known = held(family, key)) return *known;
  std::string value;
  const rocksdb::Status status = db_->Get(rocksdb::ReadOptions(), handles_[family], key, &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return std::unexpected(error(status));
  return std::optional(std::move(value));
}

Result<void> Database::get(Family family, std::span<const std::string> keys,
                           std::vector<rocksdb::PinnableSlice>& values) const {
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::Status> statuses(keys.size());
  values = std::vector<rocksdb::PinnableSlice>(keys.size());
  db_->MultiGet(rocksdb::ReadOptions(), handles_[family], slices.size(), slices.data(),
                values.data(), statuses.data());
  for (const rocksdb::Status& status : statuses) {
    if (!status.ok() && !status.IsNotFound()) return std::unexpected(error(status));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto* known = held(family, keys[i])) values[i].PinSelf(known->value_or(""));
  }
  return {};
}

std::unique_ptr<rocksdb::Iterator> Database::iterator(Family family) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, handles_[family]));
}

Result<void> Database::verify_checksums() const {
  return checked(db_->VerifyFileChecksums(rocksdb::ReadOptions()));
}

void Database::put(Family family, std::string key, std::string value) {
  hold(family, std::move(key), std::move(value));
}

void Database::erase(Family family, std::string key) { hold(family, std::move(key), std::nullopt); }

void Database::hold(Family family, std::string key, std::optional<std::string> value) {
  held_bytes_ += key.size() + (value ? value->size() : 0);
  held_[family].insert_or_assign(std::move(key), std::move(value));
}

const std::optional<std::string>* Database::held(Family family, const std::string& key) const {
  const auto found = held_[family].find(key);
  return found == held_[family].end() ? nullptr : &found->second;
}

Result<void> Database::write_much() { return held_bytes_ < kMuch ? Result<void>{} : write(); }

Result<void> Database::write_for_good() {
  if (Result<void> written = write(); !written) return written;
  written_for_good_ = true;
  return checked(db_->FlushWAL(true));
}

Result<void> Database::write() {
  rocksdb::WriteBatch batch;
  rocksdb::Status status;
  for (std::size_t family = 0; family < held_.size() && status.ok(); ++family) {
    std::vector<const Values::value_type*> sorted;
    sorted.reserve(held_[family].size());
    for (const auto& each : held_[family]) sorted.push_back(&each);
    std::ranges::sort(sorted, {}, [](const auto* each) { return std::string_view(each->first); });
    for (const auto* each : sorted) {
      const auto& [key, value] = *each;
      status =
          value ? batch.Put(handles_[family], key, *value) : batch.Delete(handles_[family], key);
      if (!status.ok()) break;
    }
  }
  if (status.ok()) status = db_->Write(rocksdb::WriteOptions(), &batch);
  if (!status.ok()) return checked(status);
  for (Values& values : held_) values.clear();
  held_bytes_ = 0;
  return {};
}

}  // namespace leitong
