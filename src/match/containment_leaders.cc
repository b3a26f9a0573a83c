// Which anchors. Of every w consecutive shingles the least is an anchor, so two records that share
// w in a row share an anchor. Let a record of N shingles have the share c of them in its leader, in
// the same order. Each of the (1 - c) N others breaks at most w of the N - w + 1 runs of w, so
// 1 - (1 - c) w of the runs are whole, and their anchors are the leader's too. With w at half of
// c / (1 - c), which is the length of the longest run at least, half of the runs are. So a
// candidate needs half as many of the record's anchors as that would be on average, and all others,
// who have but a turn of phrase in common with it, are rejected without a look at their shingles.
//
// A record of few shingles may lie between the leader's anchors, so it asks for each of its
// shingles; of those the leader has 2 in w + 1 as anchors, on average.
//
// Cost of a record: a look-up an anchor, at most bucket_limit records counted for each, and exact
// comparisons of what they leave.
#include <algorithm>
#include <utility>
#include <vector>

#include "leitong/containment.h"
#include "match/bucket_table.h"
#include "match/growing_array.h"
#include "match/shingle_set.h"
#include "match/shingle_store.h"

namespace leitong {
namespace {

constexpr std::size_t kFirstLines = 64;
constexpr std::size_t kLongestRun = 8;
// Runs of w that a record has at least if it is to be found by its anchors alone.
constexpr std::size_t kManyRuns = 16;

// w for this containment.
std::size_t anchor_run(double containment) {
  const double least_run = containment / (1 - containment);  // infinite for 1
  if (least_run >= 2.0 * kLongestRun) return kLongestRun;
  return std::max<std::size_t>(1, static_cast<std::size_t>(least_run / 2));
}

}  // namespace

class ContainmentLeaders::Index {
 public:
  explicit Index(const ContainmentOptions& options)
      : options_(options),
        run_(anchor_run(options.containment)),
        store_(options.source, options.cache_bytes),
        buckets_(kFirstLines) {}

  Verdict add(std::span<const std::uint64_t> shingles) {
    const RecordId id = next_++;
    if (shingles.empty()) {
      if (!options_.source->shingles(id, fetched_)) return {};
      shingles = fetched_;
    }
    select_anchors(shingles);
    find_candidates(shingles);
    if (!candidates_.empty()) set_.assign(shingles);
    for (const std::uint32_t candidate : candidates_) {
      ++counts_.verified;
      const auto others = store_.shingles(candidate, ids_[candidate]);
      if (!others) continue;
      if (const auto inside = set_.count_inside(*others, options_.containment)) {
        const auto size = static_cast<double>(set_.list().size());
        return {.leader = ids_[candidate], .similarity = static_cast<double>(*inside) / size};
      }
    }
    keep(id, shingles);
    return {};
  }

  void skip() { ++next_; }

  [[nodiscard]] const MatchCounts& counts() const { return counts_; }
  [[nodiscard]] std::size_t memory_bytes() const {
    return buckets_.memory_bytes() + store_.memory_bytes() + ids_.memory_bytes() +
           hits_.capacity() * sizeof(hits_[0]);
  }
  [[nodiscard]] std::size_t cached_bytes() const { return store_.cached_bytes(); }

 private:
  // The least of many hashes is small: only its lower half is spread evenly.
  static std::uint32_t tag(std::uint64_t shingle) { return static_cast<std::uint32_t>(shingle); }

  // Fills anchors_ with the tags of the leftmost least of every run; of a record that is shorter
  // than one, of the whole.
  void select_anchors(std::span<const std::uint64_t> shingles) {
    anchors_.clear();
    const std::size_t run = std::min(run_, shingles.size());
    std::size_t least = 0;
    for (std::size_t end = run; end <= shingles.size(); ++end) {
      const std::size_t begin = end - run;
      if (end > run && least >= begin) {
        if (shingles[end - 1] >= shingles[least]) continue;
        least = end - 1;
      } else {
        least = begin;
        for (std::size_t i = begin + 1; i < end; ++i) {
          if (shingles[i] < shingles[least]) least = i;
        }
      }
      anchors_.push_back(tag(shingles[least]));
    }
  }

  // Fills candidates_, in rank order.
  void find_candidates(std::span<const std::uint64_t> shingles) {
    asked_.clear();
    double least_hits = 1;
    if (shingles.size() < kManyRuns * run_) {
      for (const std::uint64_t shingle : shingles) asked_.push_back(tag(shingle));
    } else {
      asked_ = anchors_;
      const double whole = 1 - (1 - options_.containment) * static_cast<double>(run_);
      least_hits = std::max(1.0, whole / 2 * static_cast<double>(asked_.size()) - 1);
    }
    for (const std::uint32_t anchor : asked_) buckets_.prefetch(anchor);
    members_.clear();
    for (const std::uint32_t anchor : asked_) buckets_.collect(anchor, members_);
    candidates_.clear();
    for (const std::uint32_t member : members_) {
      if (hits_[member]++ == 0) candidates_.push_back(member);
    }
    counts_.candidates += candidates_.size();
    counts_.rejected += std::erase_if(candidates_, [&](std::uint32_t candidate) {
      return std::exchange(hits_[candidate], 0) < least_hits;
    });
    std::ranges::sort(candidates_);
  }

  void keep(RecordId id, std::span<const std::uint64_t> shingles) {
    const auto record = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id);
    hits_.push_back(0);
    store_.push(id, shingles);
    for (const std::uint32_t anchor : anchors_) {
      members_.clear();
      const BucketTable::Place place = buckets_.collect(anchor, members_);
      if (!members_.empty() && members_.back() == record) continue;
      if (place.members < options_.bucket_limit) {
        buckets_.insert(anchor, record, place, 0);
      } else {
        ++counts_.bucket_overflow;
      }
    }
  }

  ContainmentOptions options_;
  std::size_t run_;  // w
  MatchCounts counts_;
  RecordId next_ = 0;

  // Kept records are numbered from 0 in order of rank.
  GrowingArray<RecordId> ids_;
  ShingleStore store_;
  BucketTable buckets_;              // by anchor
  std::vector<std::uint32_t> hits_;  // by record; all 0 between calls

  // Of the newcomer.
  std::vector<std::uint64_t> fetched_;
  std::vector<std::uint32_t> anchors_;
  std::vector<std::uint32_t> asked_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> candidates_;
  ShingleSet set_;
};

Result<ContainmentLeaders> ContainmentLeaders::create(const ContainmentOptions& options) {
  const bool has_meaning = options.containment > 0 && options.containment <= 1;  // not so for NaN
  if (!has_meaning) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "the containment must be above 0 and at most 1",
                                 .advice = "--contained"});
  }
  return ContainmentLeaders(std::make_unique<Index>(options));
}

ContainmentLeaders::ContainmentLeaders(std::unique_ptr<Index> index) : index_(std::move(index)) {}
ContainmentLeaders::~ContainmentLeaders() = default;
ContainmentLeaders::ContainmentLeaders(ContainmentLeaders&&) noexcept = default;
ContainmentLeaders& ContainmentLeaders::operator=(ContainmentLeaders&&) noexcept = default;

Verdict ContainmentLeaders::add(std::span<const std::uint64_t> shingles) {
  return index_->add(shingles);
}
void ContainmentLeaders::skip() { index_->skip(); }
const MatchCounts& ContainmentLeaders::counts() const { return index_->counts(); }
std::size_t ContainmentLeaders::memory_bytes() const { return index_->memory_bytes(); }
std::size_t ContainmentLeaders::cached_bytes() const { return index_->cached_bytes(); }

}  // namespace leitong
