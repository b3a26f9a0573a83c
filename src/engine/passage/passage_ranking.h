// Which repeated passages are the most frequent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/passage/passage_source.h"
#include "engine/report/audit.h"
#include "leitong/passage_listing.h"
#include "passage/passage_counter.h"
#include "text/weight_units.h"

namespace leitong {

struct RankedPassage {
  std::uint64_t occurrences = 0;
  std::uint64_t records = 0;
  std::uint64_t weight = 0;
  Place place;  // the first one
};

// Used once.
class PassageRanking {
 public:
  // All outlive it; `counter` is finished.
  PassageRanking(const PassageListingOptions& options, Format format, const PassageCounter& counter,
                 PassageSource& source)
      : options_(options), format_(format), counter_(counter), source_(source) {}

  // Where something can't be read again, source.failure() says why.
  [[nodiscard]] std::vector<RankedPassage> rank();

 private:
  // By occurrences.
  using Groups = std::map<std::uint64_t, std::vector<WindowRun>, std::greater<>>;

  void sort_by_own_weight(std::vector<WindowRun>& runs);
  void consider(const WindowRun& run, std::uint64_t occurrences, Groups& groups);
  // Reads the passage whose windows begin in [begin, begin + size), up to the next unit with
  // weight.
  void load(std::uint64_t begin, std::uint64_t size);
  // How many of the units behind the loaded passage are the same in all places.
  [[nodiscard]] std::size_t same_behind(const std::vector<std::uint64_t>& places, std::size_t end);
  [[nodiscard]] std::uint64_t count_apart(const std::vector<std::uint64_t>& places,
                                          std::uint64_t size) const;
  [[nodiscard]] std::uint64_t count_records(const std::vector<std::uint64_t>& places);
  // The weight of the loaded passage that stands in no listed one; notes its windows if that is
  // enough.
  [[nodiscard]] bool says_enough_new(std::uint64_t begin);

  const PassageListingOptions& options_;
  Format format_;
  const PassageCounter& counter_;
  PassageSource& source_;
  std::vector<RankedPassage> ranked_;
  std::unordered_set<std::uint64_t> listed_windows_;  // by their first places

  WeightLister weight_lister_;
  // The passage at hand, from its begin on.
  std::u16string units_;
  std::vector<std::uint32_t> weights_;
  std::size_t windows_ = 0;
};

}  // namespace leitong
