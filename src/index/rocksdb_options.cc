// Only what differs from RocksDB's own choice, and why.
//
// Texts are compressed, in larger blocks: they are most of the bytes, and each is read by itself
// only to verify a candidate. Sketches and hashes are noise, which does not compress; the members
// of buckets do a little, since keys stand in order. Buckets and keys are asked for far more often
// than they are there, so they have Bloom filters of 10 bits a key (a hundredth is looked for in
// vain). They are written in order of their keys, some thousand at once (database.cc), so each is
// put in beside the one before it.
#include "index/rocksdb_options.h"

#include <rocksdb/convenience.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <cstdarg>
#include <memory>

namespace leitong {
namespace {

constexpr std::size_t kWriteBuffer = std::size_t{32} << 20;
constexpr std::size_t kTextBlock = std::size_t{16} << 10;
constexpr double kBloomBits = 10;
constexpr std::size_t kTableBytes = 2;  // of a bucket's key, in front

// The library says nothing, and leaves no diary either.
class NoDiary final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::CompressionType supported(rocksdb::CompressionType wanted) {
  const std::vector<rocksdb::CompressionType> all = rocksdb::GetSupportedCompressions();
  return std::ranges::count(all, wanted) > 0 ? wanted : rocksdb::kNoCompression;
}

rocksdb::ColumnFamilyOptions family_options(std::size_t family) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kWriteBuffer;
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;  // the newest of RocksDB 7.8
  options.compression = rocksdb::kNoCompression;
  if (family == kRecords) {
    options.compression = supported(rocksdb::kZSTD);
    table.block_size = kTextBlock;
  }
  if (family == kBuckets) options.compression = supported(rocksdb::kLZ4Compression);
  if (family == kBuckets || family == kKeys) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBits));
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = 0.1;
    options.memtable_insert_with_hint_prefix_extractor.reset(
        rocksdb::NewFixedPrefixTransform(family == kBuckets ? kTableBytes : 0));
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

}  // namespace

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.info_log = std::make_shared<NoDiary>();
  // A killed writer leaves the last entry of its log unfinished, which is no damage; any other
  // broken entry is, and must not be passed over.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.allow_concurrent_memtable_write = false;  // there is one writer
  options.manual_wal_flush = true;  // what counts is flushed by IndexStore::commit()
  // Of whole files: a block's checksum says nothing of what stands between blocks, or is read by
  // nobody.
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  options.max_open_files = -1;  // readers go on with files that the writer has replaced
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families() {
  std::vector<rocksdb::ColumnFamilyDescriptor> all;
  all.reserve(kFamilyNames.size());
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    all.emplace_back(kFamilyNames[i], family_options(i));
  }
  return all;
}

}  // namespace leitong
