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
// reaches the threshold. E itself does, with similarity 1. In the same way a newcomer with the
// shingles of a dropped record D has D's leader: it meets D's candidates in D's order, and those
// that were kept since come behind the leader.
//
// So a 128-bit hash of the list of shingles finds copies at once: of kept records, and of dropped
// ones as long as the budget lasts. Records with the same set in another order have equal sketches,
// and the first kept one with this sketch is known; it is compared, in its turn, whatever the
// buckets hold. If it has another set after all (nearly equal texts, or equal fingerprints), those
// with the same sketch, which all come behind it, are told apart by the hash of their sorted sets.
//
// Leaders may be held in parts, one after another in rank order, each of which is closed before the
// next begins. A bucket of the whole is then the members that the parts hold, in order, of which
// the first `bucket_limit` count: so a record that a closed part does not lead takes along how many
// members of its buckets it met there (`met`), and the next parts compare it with so many fewer.
// All that come after a closed part have met the same in the same bucket, which is why a part can
// go on by the counts of the record at hand alone.
//
// Cost of a record: a look-up for its list, for its sketch and in each band, at most bands *
// bucket_limit sketch comparisons of 5-10 ns, and exact comparisons of what they leave. So a flood
// of equal records, or of records from one template, costs the same for each.
#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>
#include <vector>

#include "leitong/leaders.h"
#include "leitong/similarity.h"
#include "match/bucket_table.h"
#include "match/candidate_list.h"
#include "match/growing_array.h"
#include "match/hash_sort.h"
#include "match/key_table.h"
#include "match/near_digest.h"
#include "match/shingle_set.h"
#include "match/shingle_store.h"
#include "match/sketch_filter.h"

namespace leitong {
namespace {

constexpr std::size_t kFirstLines = 16;

// The share of the cache's budget that may go into knowing copies of dropped records.
constexpr std::size_t kRepeatsShare = 8;

}  // namespace

class NearLeaders::Index {
 public:
  Index(const NearOptions& options, const NearDigester& digester)
      : options_(options),
        digester_(digester),
        filter_(options),
        store_(options.source, options.cache_bytes - options.cache_bytes / kRepeatsShare),
        most_repeats_(options.cache_bytes / kRepeatsShare / kBytesARepeat) {
    // Tables of different sizes, so that they do not all grow at once.
    const std::size_t tables = digester_.tables();
    for (std::size_t i = 0; i < tables; ++i) {
      buckets_.emplace_back(kFirstLines + kFirstLines * i / (2 * tables));
    }
    places_.resize(tables);
    digest_.resize(digester_.words());
  }

  Verdict add(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> sketch) {
    digester_.digest(shingles, sketch, digest_);
    return add_digested(shingles, digest_, {});
  }

  Verdict add_digested(std::span<const std::uint64_t> shingles,
                       std::span<const std::uint64_t> words, std::span<std::uint32_t> met) {
    const NearDigest digest = digester_.read(words);
    id_ = closed_ ? next_ : next_++;
    shingles_ = shingles;
    set_is_made_ = false;
    if (const auto known = equals_.find(digest.list_key())) {
      ++counts_.candidates;
      ++counts_.verified;
      return is_kept(*known) ? equal_to(*known) : repeats_[kLastNumber - *known];
    }

    find_candidates(digest, met);
    sketch_ = digest.sketch();
    const CandidateList::Settled settled = candidates_.settle(
        *this, digest.sketch_key(), equals_.find(digest.sketch_key()), options_.threshold, counts_);
    if (settled.leader) {
      return repeat(digest.list_key(),
                    {.leader = ids_[*settled.leader], .similarity = settled.similarity});
    }
    if (closed_) {
      count_met(met);
    } else {
      keep(digest, settled.other_key, met);
    }
    return {};
  }

  void close() { closed_ = true; }

  void prefetch(std::span<const std::uint64_t> words) const {
    const NearDigest digest = digester_.read(words);
    equals_.prefetch(digest.list_key());
    equals_.prefetch(digest.sketch_key());
    for (std::size_t i = 0; i < buckets_.size(); ++i) buckets_[i].prefetch(digest.tag(i));
  }

  void expect(double share) {
    expected_ = static_cast<std::size_t>(static_cast<double>(ids_.size()) / share);
  }

  void skip() { ++next_; }

  [[nodiscard]] const MatchCounts& counts() const { return counts_; }
  [[nodiscard]] BandPlan bands() const { return digester_.bands(); }

  [[nodiscard]] std::size_t memory_bytes() const {
    std::size_t bytes = equals_.memory_bytes() + store_.memory_bytes() + filter_.memory_bytes() +
                        ids_.memory_bytes();
    for (const BucketTable& table : buckets_) bytes += table.memory_bytes();
    return bytes;
  }
  [[nodiscard]] std::size_t cached_bytes() const {
    return store_.cached_bytes() + repeats_.memory_bytes();
  }

  // What CandidateList::settle() asks.
  [[nodiscard]] bool passes(std::uint32_t record) const { return filter_.passes(sketch_, record); }
  [[nodiscard]] std::optional<std::uint32_t> find(const Hash128& key) const {
    return equals_.find(key);
  }
  Hash128 set_key() {
    if (!make_set()) return {};
    sorted_.assign(set_.list().begin(), set_.list().end());
    sorter_.make_set(sorted_);
    return NearDigester::set_key(sorted_);
  }

  std::optional<double> similarity(std::uint32_t record, double threshold) {
    if (!make_set()) return std::nullopt;
    const auto others = store_.shingles(record, ids_[record]);
    if (!others) return std::nullopt;
    const auto both = set_.overlap(*others, threshold);
    if (!both) return std::nullopt;
    return both->jaccard();
  }

 private:
  // Numbers in the table of equal records: kept ones from 0 up, copies of dropped ones from here
  // down. There are no more of both than there are RecordIds, so they never meet.
  static constexpr std::uint32_t kLastNumber = std::numeric_limits<std::uint32_t>::max() - 1;
  static constexpr std::size_t kBytesARepeat = sizeof(Verdict) + 25;  // and its key

  [[nodiscard]] bool is_kept(std::uint32_t number) const { return number < ids_.size(); }
  [[nodiscard]] Verdict equal_to(std::uint32_t record) const {
    return {.leader = ids_[record], .similarity = 1};
  }

  // A dropped record, that copies of it may come.
  Verdict repeat(const Hash128& list_key, const Verdict& verdict) {
    if (repeats_.size() < most_repeats_) {
      equals_.find_or_insert(list_key, kLastNumber - static_cast<std::uint32_t>(repeats_.size()));
      repeats_.push_back(verdict);
    }
    return verdict;
  }

  // The newcomer's; made when it is first needed. False: its shingles can't be had.
  bool make_set() {
    if (set_is_made_) return true;
    if (shingles_.empty()) {
      if (!options_.source->shingles(id_, fetched_)) return false;
      shingles_ = fetched_;
    }
    set_.assign(shingles_);
    set_is_made_ = true;
    return true;
  }

  // Fills candidates_, in rank order, and places_.
  void find_candidates(const NearDigest& digest, std::span<const std::uint32_t> met) {
    candidates_.clear();
    std::vector<std::uint32_t>& collected = candidates_.collected();
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      places_[i] = buckets_[i].collect(digest.tag(i), collected);
      if (met.empty()) continue;
      const std::size_t members = places_[i].members;
      const std::size_t compared = std::min(members, options_.bucket_limit - met[i]);
      collected.resize(collected.size() - (members - compared));
    }
    for (const std::uint32_t candidate : collected) filter_.prefetch(candidate);
    candidates_.sort();
  }

  // Of a bucket no more is met than what is compared.
  void count_met(std::span<std::uint32_t> met) const {
    for (std::size_t i = 0; i < met.size(); ++i) {
      const std::size_t sum = met[i] + places_[i].members;
      met[i] = static_cast<std::uint32_t>(std::min(sum, options_.bucket_limit));
    }
  }

  void keep(const NearDigest& digest, const Hash128& other_key,
            std::span<const std::uint32_t> met) {
    const auto record = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id_);
    store_.push(id_, shingles_);
    filter_.push(digest.sketch());
    equals_.find_or_insert(digest.list_key(), record);
    equals_.find_or_insert(other_key, record);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      if (places_[i].members + (met.empty() ? 0 : met[i]) < options_.bucket_limit) {
        buckets_[i].insert(digest.tag(i), record, places_[i], expected_);
      } else {
        ++counts_.bucket_overflow;
      }
    }
  }

  NearOptions options_;
  NearDigester digester_;
  MatchCounts counts_;
  RecordId next_ = 0;
  bool closed_ = false;

  // Kept records are numbered from 0 in order of rank.
  GrowingArray<RecordId> ids_;
  SketchFilter filter_;
  ShingleStore store_;
  KeyTable equals_;
  std::vector<BucketTable> buckets_;  // by band or block

  std::size_t expected_ = 0;  // kept records in the end; 0: unknown

  GrowingArray<Verdict> repeats_;  // of dropped records
  std::size_t most_repeats_;

  // Of the newcomer.
  RecordId id_ = 0;
  std::span<const std::uint64_t> shingles_;
  std::vector<std::uint64_t> fetched_;
  std::span<const std::uint64_t> sketch_;
  ShingleSet set_;
  bool set_is_made_ = false;
  HashSorter sorter_;
  std::vector<std::uint64_t> sorted_;
  std::vector<std::uint64_t> digest_;
  std::vector<BucketTable::Place> places_;
  CandidateList candidates_;
};

Result<NearLeaders> NearLeaders::create(const NearOptions& options) {
  Result<NearDigester> digester = NearDigester::create(options);
  if (!digester) return std::unexpected(std::move(digester.error()));
  return NearLeaders(std::make_unique<Index>(options, *digester));
}

NearLeaders::NearLeaders(std::unique_ptr<Index> index) : index_(std::move(index)) {}
NearLeaders::~NearLeaders() = default;
NearLeaders::NearLeaders(NearLeaders&&) noexcept = default;
NearLeaders& NearLeaders::operator=(NearLeaders&&) noexcept = default;

Verdict NearLeaders::add(std::span<const std::uint64_t> shingles,
                         std::span<const std::uint32_t> sketch) {
  return index_->add(shingles, sketch);
}
Verdict NearLeaders::add_digested(std::span<const std::uint64_t> shingles,
                                  std::span<const std::uint64_t> digest) {
  return index_->add_digested(shingles, digest, {});
}
Verdict NearLeaders::add_digested(std::span<const std::uint64_t> shingles,
                                  std::span<const std::uint64_t> digest,
                                  std::span<std::uint32_t> met) {
  return index_->add_digested(shingles, digest, met);
}
void NearLeaders::close() { index_->close(); }
void NearLeaders::prefetch(std::span<const std::uint64_t> digest) const {
  index_->prefetch(digest);
}
void NearLeaders::expect(double share) { index_->expect(share); }
void NearLeaders::skip() { index_->skip(); }
const MatchCounts& NearLeaders::counts() const { return index_->counts(); }
BandPlan NearLeaders::bands() const { return index_->bands(); }
std::size_t NearLeaders::memory_bytes() const { return index_->memory_bytes(); }
std::size_t NearLeaders::cached_bytes() const { return index_->cached_bytes(); }

}  // namespace leitong
