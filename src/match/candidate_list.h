// The candidates of one newcomer, and which of them is its leader.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "leitong/hash.h"
#include "leitong/leaders.h"

namespace leitong {

// Kept records by number, which is their rank. Reused: clear() keeps the memory.
class CandidateList {
 public:
  // What became of a newcomer.
  struct Settled {
    std::optional<std::uint32_t> leader;
    double similarity = 0;
    // Of a newcomer that is kept: by which one with the same set of shingles finds it.
    Hash128 other_key;
  };

  void clear() { records_.clear(); }
  // What buckets hold, in any order and with repeats, until sort().
  [[nodiscard]] std::vector<std::uint32_t>& collected() { return records_; }
  // In rank order, without repeats.
  void sort() {
    std::ranges::sort(records_);
    records_.erase(std::ranges::unique(records_).begin(), records_.end());
  }
  [[nodiscard]] const std::vector<std::uint32_t>& sorted() const { return records_; }

  // After sort(). Whether it was one already.
  bool add(std::uint32_t record) {
    const auto place = std::ranges::lower_bound(records_, record);
    if (place != records_.end() && *place == record) return true;
    records_.insert(place, record);
    return false;
  }

  // Takes the candidates in rank order: one that the sketch does not reject is compared exactly,
  // and the first at or above the threshold leads. `same_sketch`: a kept record with the newcomer's
  // sketch, if there is one; where it is in none of the newcomer's buckets it leads only if both
  // have the same set. Why this finds every kept record with the same set: near_leaders.cc.
  //
  // `kept` has
  //   bool passes(record)                      the sketch does not reject it
  //   optional<double> similarity(record, t)   the exact one, if it reaches t
  //   Hash128 set_key()                        of the newcomer's set
  //   optional<uint32_t> find(Hash128)         the kept record with this key
  template <class Kept>
  [[nodiscard]] Settled settle(Kept& kept, Hash128 sketch_key,
                               std::optional<std::uint32_t> same_sketch, double threshold,
                               MatchCounts& counts) {
    const bool same_is_in_buckets = !same_sketch || add(*same_sketch);
    counts.candidates += records_.size();
    Settled settled;
    settled.other_key = sketch_key;
    for (const std::uint32_t candidate : records_) {
      const bool has_same_sketch = candidate == same_sketch;
      if (!has_same_sketch && !kept.passes(candidate)) {
        ++counts.rejected;
        continue;
      }
      ++counts.verified;
      const bool equal_only = has_same_sketch && !same_is_in_buckets;
      if (const auto similarity = kept.similarity(candidate, equal_only ? 1 : threshold)) {
        settled.leader = candidate;
        settled.similarity = *similarity;
        return settled;
      }
      if (!has_same_sketch) continue;
      settled.other_key = kept.set_key();
      if (const auto equal = kept.find(settled.other_key)) {
        settled.leader = equal;
        settled.similarity = 1;
        return settled;
      }
    }
    return settled;
  }

 private:
  std::vector<std::uint32_t> records_;
};

}  // namespace leitong
