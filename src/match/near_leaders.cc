// The leader rule for near duplicates, one record after another.
//
// A record's candidates are
// * the kept records that share a bucket with it, of those that the bucket holds: the first
//   `bucket_limit` kept ones (MinHash: a bucket is the upper 32 bits of one band's key; SimHash:
//   the value of one of distance + 1 blocks of the fingerprint, since of two fingerprints that
//   differ in `distance` bits one block at least is equal);
// * a kept record with the same set of shingles, whatever the buckets hold.
// They are taken in rank order. One that the sketch does not reject (sketch_filter.cc) is compared
// exactly, and the first at or above the threshold is the leader. If there is none, the record is
// kept and enters its buckets.
//
// Equal records need no buckets. Claim: if a kept record E has the same shingles as the newcomer, E
// is the leader. Both have the same sketch, so the same buckets, and these only ever grow at the
// end: the newcomer's candidates before E are those that E had, and E was kept, so none of them
// reaches the threshold. E itself does, with similarity 1. There are two ways to E, both by 128-bit
// hashes: that of the list of shingles finds copies at once; that of the sketch finds records with
// the same set in another order, since equal sets have equal sketches. Where the kept record with
// this sketch has another set after all (nearly equal texts at a threshold near 1, or equal
// fingerprints), those with the same sketch are told apart by the hash of their sorted sets.
//
// Cost of a record: a hash of its list, the sketch's hash, a look-up a band, at most bands *
// bucket_limit sketch comparisons of 5-10 ns, and exact comparisons of what they leave. So a flood
// of equal records, or of records from one template, costs the same for each.
#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "leitong/leaders.h"
#include "leitong/similarity.h"
#include "match/bucket_table.h"
#include "match/hash_sort.h"
#include "match/key_table.h"
#include "match/shingle_store.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

constexpr unsigned kFingerprintBits = 64;
constexpr std::size_t kFirstLines = 8;

// What a key of the table of equal records is the hash of.
enum class KeyKind : std::uint64_t { kList = 0, kSketch = 1, kSet = 2 };

template <class T>
Hash128 key_of(std::span<const T> numbers, KeyKind kind) {
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
    const std::size_t from = kFingerprintBits * i / blocks;
    const std::size_t width = kFingerprintBits * (i + 1) / blocks - from;
    const std::uint64_t value = fingerprint >> from & (~0ULL >> (kFingerprintBits - width));
    tags[i] = width <= 32 ? static_cast<std::uint32_t>(value) * 0x9E3779B1u
                          : static_cast<std::uint32_t>(mix64(value) >> 32);
  }
}

Error usage(std::string what) { return {.kind = Error::Kind::kUsage, .what = std::move(what)}; }

}  // namespace

class NearLeaders::Index {
 public:
  Index(const NearOptions& options, BandPlan plan)
      : options_(options), plan_(plan), filter_(options) {
    const std::size_t tables = options.method == NearMethod::kMinhash
                                   ? plan.bands
                                   : static_cast<std::size_t>(options.distance) + 1;
    for (std::size_t i = 0; i < tables; ++i) {
      buckets_.emplace_back(kFirstLines + kFirstLines * i / tables);
    }
    keys_.resize(plan.bands);
    tags_.resize(tables);
    places_.resize(tables);
  }

  Verdict add(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> sketch) {
    assert(!shingles.empty());
    newcomer_ = shingles;
    set_is_made_ = false;
    const RecordId id = next_++;

    const Hash128 list_key = key_of(shingles, KeyKind::kList);
    Hash128 other_key = key_of(sketch, KeyKind::kSketch);
    auto equal = equals_.find(list_key);
    if (!equal) {
      if (const auto same_sketch = equals_.find(other_key)) {
        ++counts_.candidates;
        ++counts_.verified;
        if (std::ranges::equal(store_.set(*same_sketch), newcomer_set())) {
          return {.leader = ids_[*same_sketch], .similarity = 1};
        }
        other_key = key_of(newcomer_set(), KeyKind::kSet);
        equal = equals_.find(other_key);
      }
    }
    if (equal) {
      ++counts_.candidates;
      ++counts_.verified;
      return {.leader = ids_[*equal], .similarity = 1};
    }

    find_candidates(sketch);
    filter_.set_newcomer(sketch);
    for (const std::uint32_t candidate : candidates_) {
      if (!filter_.passes(candidate)) {
        ++counts_.rejected;
        continue;
      }
      ++counts_.verified;
      const Overlap both = overlap(newcomer_set(), store_.set(candidate));
      if (reaches(both, options_.threshold)) {
        return {.leader = ids_[candidate], .similarity = both.jaccard()};
      }
    }
    keep(id, list_key, other_key);
    return {};
  }

  void skip() { ++next_; }

  [[nodiscard]] const MatchCounts& counts() const { return counts_; }
  [[nodiscard]] BandPlan bands() const { return plan_; }

  [[nodiscard]] std::size_t memory_bytes() const {
    std::size_t bytes = equals_.memory_bytes() + store_.memory_bytes() + filter_.memory_bytes() +
                        ids_.capacity() * sizeof(RecordId);
    for (const BucketTable& table : buckets_) bytes += table.memory_bytes();
    return bytes;
  }

 private:
  // Sorted, without repeats; made when it is first needed.
  std::span<const std::uint64_t> newcomer_set() {
    if (!set_is_made_) {
      newcomer_set_.assign(newcomer_.begin(), newcomer_.end());
      newcomer_set_.resize(sorter_.make_set(newcomer_set_));
      set_is_made_ = true;
    }
    return newcomer_set_;
  }

  void make_tags(std::span<const std::uint32_t> sketch) {
    if (options_.method == NearMethod::kSimhash) {
      block_tags(sketch[0] | std::uint64_t{sketch[1]} << 32, tags_);
      return;
    }
    band_keys(sketch, plan_, keys_);
    std::ranges::transform(keys_, tags_.begin(),
                           [](std::uint64_t key) { return static_cast<std::uint32_t>(key >> 32); });
  }

  // Fills candidates_, in rank order, and places_.
  void find_candidates(std::span<const std::uint32_t> sketch) {
    make_tags(sketch);
    candidates_.clear();
    for (std::size_t i = 0; i < buckets_.size(); ++i) buckets_[i].prefetch(tags_[i]);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      places_[i] = buckets_[i].collect(tags_[i], candidates_);
    }
    std::ranges::sort(candidates_);
    candidates_.erase(std::ranges::unique(candidates_).begin(), candidates_.end());
    counts_.candidates += candidates_.size();
  }

  void keep(RecordId id, const Hash128& list_key, const Hash128& other_key) {
    const auto record = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id);
    store_.push(newcomer_);
    filter_.keep_newcomer();
    equals_.find_or_insert(list_key, record);
    equals_.find_or_insert(other_key, record);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      if (places_[i].members < options_.bucket_limit) {
        buckets_[i].insert(tags_[i], record, places_[i]);
      } else {
        ++counts_.bucket_overflow;
      }
    }
  }

  NearOptions options_;
  BandPlan plan_;
  MatchCounts counts_;
  RecordId next_ = 0;

  // Kept records are numbered from 0 in order of rank.
  std::vector<RecordId> ids_;
  SketchFilter filter_;
  ShingleStore store_;
  KeyTable equals_;
  std::vector<BucketTable> buckets_;  // by band or block

  // Of the newcomer.
  std::span<const std::uint64_t> newcomer_;
  HashSorter sorter_;
  std::vector<std::uint64_t> newcomer_set_;
  bool set_is_made_ = false;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> tags_;
  std::vector<BucketTable::Place> places_;
  std::vector<std::uint32_t> candidates_;
};

Result<NearLeaders> NearLeaders::create(const NearOptions& options) {
  const bool has_meaning = options.threshold > 0 && options.threshold <= 1;  // not so for NaN
  if (!has_meaning) {
    return std::unexpected(usage("the threshold must be above 0 and at most 1"));
  }
  BandPlan plan;
  if (options.method == NearMethod::kMinhash) {
    const auto planned = plan_bands(bins(options.sketch), options.threshold, options.recall);
    if (!planned) return std::unexpected(planned.error());
    plan = *planned;
  } else if (options.distance < 0 || options.distance > 16) {
    return std::unexpected(usage("the distance must be between 0 and 16"));
  }
  return NearLeaders(std::make_unique<Index>(options, plan));
}

NearLeaders::NearLeaders(std::unique_ptr<Index> index) : index_(std::move(index)) {}
NearLeaders::~NearLeaders() = default;
NearLeaders::NearLeaders(NearLeaders&&) noexcept = default;
NearLeaders& NearLeaders::operator=(NearLeaders&&) noexcept = default;

Verdict NearLeaders::add(std::span<const std::uint64_t> shingles,
                         std::span<const std::uint32_t> sketch) {
  return index_->add(shingles, sketch);
}
void NearLeaders::skip() { index_->skip(); }
const MatchCounts& NearLeaders::counts() const { return index_->counts(); }
BandPlan NearLeaders::bands() const { return index_->bands(); }
std::size_t NearLeaders::memory_bytes() const { return index_->memory_bytes(); }

}  // namespace leitong
