// Sums of what the structures of near_leaders.cc take by their own descriptions: bucket tables
// (bucket_table.cc), two keys in the table of equal records (key_table.cc), a packed sketch, a
// number and a place in growing arrays (growing_array.h). Where a table is between two sizes the
// mean is taken.
#include "match/index_size.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "match/near_digest.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

constexpr double kBytesAMemberForetold = 10;  // 8 in tables that are filled to 80 %
constexpr double kBytesAMemberByHalf = 11.7;
constexpr std::uint64_t kBytesANumberedKey = 24;
constexpr std::uint64_t kBytesAKey = 21;
constexpr std::uint64_t kBytesAPlace = 8;  // in the shingle store

// The first chunk of a growing array doubles, the others come whole.
std::uint64_t growing_array_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kChunk = std::uint64_t{2} << 20;
  return bytes <= kChunk ? std::bit_ceil(bytes) : (bytes + kChunk - 1) / kChunk * kChunk;
}

std::uint64_t bucket_table_bytes(std::uint64_t records, Growth growth) {
  const double each = growth == Growth::kForetold ? kBytesAMemberForetold : kBytesAMemberByHalf;
  return static_cast<std::uint64_t>(static_cast<double>(records) * each);
}

// A block of a fingerprint has few values, and their buckets are full one day.
std::uint64_t all_bucket_tables_bytes(const NearOptions& options, BandPlan plan,
                                      std::uint64_t records, Growth growth) {
  if (options.method == NearMethod::kMinhash) {
    return plan.bands * bucket_table_bytes(records, growth);
  }
  const auto blocks = static_cast<std::size_t>(options.distance) + 1;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t bits =
        NearDigester::first_bit(i + 1, blocks) - NearDigester::first_bit(i, blocks);
    const std::uint64_t most = bits < 48 ? std::uint64_t{options.bucket_limit} << bits : records;
    sum += bucket_table_bytes(std::min(records, most), growth);
  }
  return sum;
}

}  // namespace

std::uint64_t near_index_bytes(const NearOptions& options, BandPlan plan, std::uint64_t records,
                               Growth growth) {
  return all_bucket_tables_bytes(options, plan, records, growth) +
         2 * kBytesANumberedKey * records +
         growing_array_bytes(records * SketchFilter::words(options) * sizeof(std::uint64_t)) +
         growing_array_bytes(records * sizeof(RecordId)) +
         growing_array_bytes(records * kBytesAPlace);
}

std::uint64_t near_growth_bytes(std::uint64_t records, Growth growth) {
  return bucket_table_bytes(records, growth);
}

std::uint64_t exact_index_bytes(std::uint64_t keys) { return kBytesAKey * keys; }

}  // namespace leitong
