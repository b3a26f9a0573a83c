// How the index has RocksDB work.
#pragma once

#include <rocksdb/options.h>

#include <array>
#include <cstddef>
#include <vector>

#include <rocksdb/db.h>

namespace leitong {

// Column families, in the order in which their handles come.
enum Family : std::size_t { kProperties, kSources, kRecords, kSketches, kBuckets, kKeys };
inline constexpr std::array kFamilyNames = {"default",  "sources", "records",
                                            "sketches", "buckets", "keys"};

[[nodiscard]] rocksdb::DBOptions database_options();
[[nodiscard]] std::vector<rocksdb::ColumnFamilyDescriptor> families();

}  // namespace leitong
