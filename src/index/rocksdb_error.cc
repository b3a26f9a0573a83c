#include "index/rocksdb_error.h"

#include <string_view>

namespace leitong {
namespace {

// RocksDB has no code for a lock that another holds, in this process or in another.
bool is_locked(std::string_view message) {
  return message.contains("While lock file") || message.contains("lock hold by current process");
}

}  // namespace

Error rocksdb_error(const rocksdb::Status& status, const std::string& folder, Error::Kind kind) {
  const std::string message = status.ToString();
  if (status.IsIOError() && is_locked(message)) {
    return {.kind = Error::Kind::kOutput,
            .what = "another process is adding to this index",
            .path = folder,
            .advice = "one at a time; any number may read meanwhile"};
  }
  if (status.IsNoSpace()) {
    return {.kind = Error::Kind::kOutput,
            .what = "no space is left on the device",
            .path = folder,
            .advice = "nothing of this run counts; make room and run it again"};
  }
  if (status.IsCorruption()) {
    return {.kind = kind,
            .what = "is damaged: " + message,
            .path = folder,
            .advice = "make it again from its sources"};
  }
  return {.kind = kind, .what = message, .path = folder};
}

}  // namespace leitong
