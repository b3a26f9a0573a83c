// What RocksDB says, as errors of ours.
#pragma once

#include <rocksdb/status.h>

#include <string>

#include "leitong/error.h"

namespace leitong {

// `folder`: of the index.
[[nodiscard]] Error rocksdb_error(const rocksdb::Status& status, const std::string& folder,
                                  Error::Kind kind);

}  // namespace leitong
