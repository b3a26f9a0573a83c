#include "match/near_digest.h"

#include <array>
#include <cassert>
#include <string>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

constexpr unsigned kFingerprintBits = 64;
constexpr std::size_t kMostBands = bins(SketchSize::k256);

// What a key of the table of equal records is the hash of.
enum class KeyKind : std::uint64_t { kList = 0, kSketch = 1, kSet = 2 };

Hash128 key_of(std::span<const std::uint64_t> numbers, KeyKind kind) {
  const auto bytes = std::as_bytes(numbers);
  Hash128 key = hash128({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  key.low ^= static_cast<std::uint64_t>(kind);
  return key;
}

// The tag of each block of a fingerprint. Up to 32 bits the multiplication keeps values apart and
// spreads them; wider blocks are hashed.
void block_tags(std::uint64_t fingerprint, std::span<std::uint32_t> tags) {
  const std::size_t blocks = tags.size();
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t from = NearDigester::first_bit(i, blocks);
    const std::size_t width = NearDigester::first_bit(i + 1, blocks) - from;
    const std::uint64_t value = fingerprint >> from & (~0ULL >> (kFingerprintBits - width));
    tags[i] = width <= 32 ? static_cast<std::uint32_t>(value) * 0x9E3779B1u
                          : static_cast<std::uint32_t>(mix64(value) >> 32);
  }
}

Error usage(std::string what) { return {.kind = Error::Kind::kUsage, .what = std::move(what)}; }

}  // namespace

NearDigester::NearDigester(const NearOptions& options, BandPlan plan)
    : method_(options.method),
      plan_(plan),
      tables_(method_ == NearMethod::kMinhash ? plan.bands
                                              : static_cast<std::size_t>(options.distance) + 1),
      sketch_words_(SketchFilter::words(options)) {}

Result<NearDigester> NearDigester::create(const NearOptions& options) {
  const bool has_meaning = options.threshold > 0 && options.threshold <= 1;  // not so for NaN
  if (!has_meaning) {
    return std::unexpected(usage("the threshold must be above 0 and at most 1"));
  }
  if (options.method == NearMethod::kMinhash) {
    const auto plan = plan_bands(bins(options.sketch), options.threshold, options.recall);
    if (!plan) return std::unexpected(plan.error());
    return NearDigester(options, *plan);
  }
  if (options.distance < 0 || options.distance > 16) {
    return std::unexpected(usage("the distance must be between 0 and 16"));
  }
  return NearDigester(options, {});
}

void NearDigester::digest(std::span<const std::uint64_t> shingles,
                          std::span<const std::uint32_t> sketch,
                          std::span<std::uint64_t> out) const {
  assert(!shingles.empty() && out.size() == words());
  std::array<std::uint32_t, kMostBands> tags;
  if (method_ == NearMethod::kSimhash) {
    block_tags(sketch[0] | std::uint64_t{sketch[1]} << 32, std::span(tags).first(tables_));
  } else {
    std::array<std::uint64_t, kMostBands> keys;
    band_keys(sketch, plan_, std::span(keys).first(tables_));
    for (std::size_t i = 0; i < tables_; ++i) tags[i] = static_cast<std::uint32_t>(keys[i] >> 32);
  }
  if (tables_ % 2 != 0) tags[tables_] = 0;

  const auto packed = out.subspan(NearDigest::kKeyWords);
  SketchFilter::pack(method_, sketch, packed.first(sketch_words_));
  for (std::size_t i = 0; i < tables_; i += 2) {
    packed[sketch_words_ + i / 2] = tags[i] | std::uint64_t{tags[i + 1]} << 32;
  }
  const Hash128 list = list_key(shingles);
  const Hash128 same = key_of(packed, KeyKind::kSketch);
  out[0] = list.low;
  out[1] = list.high;
  out[2] = same.low;
  out[3] = same.high;
}

Hash128 NearDigester::list_key(std::span<const std::uint64_t> shingles) {
  return key_of(shingles, KeyKind::kList);
}

Hash128 NearDigester::set_key(std::span<const std::uint64_t> sorted) {
  return key_of(sorted, KeyKind::kSet);
}

}  // namespace leitong
