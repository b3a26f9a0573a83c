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

std::uint64_t tables(const NearOptions& options, BandPlan plan) {
  return options.method == NearMethod::kMinhash ? plan.bands
                                                : static_cast<std::uint64_t>(options.distance) + 1;
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
