// The leader rule by containment: a record is dropped if and only if a kept record of better rank,
// among its candidates, holds at least a given share of its shingles. The best of those by rank is
// its leader. The direction counts: an excerpt is dropped for the whole, never the whole for an
// excerpt.
//
// Candidates share at least one anchor: the least of each few consecutive shingles (Schleimer,
// Wilkerson and Aiken, "Winnowing", 2003). They are few enough that a record whose shared shingles
// stand in the leader in the same order is a candidate for certain, if it has some dozens of them;
// a shorter one is with good odds, and in its buckets' first 64 records only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

#include "leitong/error.h"
#include "leitong/leaders.h"

namespace leitong {

struct ContainmentOptions {
  double containment = 0.9;       // share of a record's shingles that its leader has, in (0, 1]
  std::size_t bucket_limit = 64;  // kept records with one anchor that are compared

  // For the shingles of kept records; no answer depends on it. Without a source it does not count.
  std::size_t cache_bytes = std::numeric_limits<std::size_t>::max();
  ShingleSource* source = nullptr;  // outlives the leaders
};

// Takes records as NearLeaders does. Not for use by two threads at once.
class ContainmentLeaders {
 public:
  // Fails (kUsage) on options without meaning.
  [[nodiscard]] static Result<ContainmentLeaders> create(const ContainmentOptions& options);
  ~ContainmentLeaders();
  ContainmentLeaders(ContainmentLeaders&&) noexcept;
  ContainmentLeaders& operator=(ContainmentLeaders&&) noexcept;

  // `shingles` in reading order, repeats allowed; none if the source has those of the record that
  // is added. The verdict's similarity is the share of its shingles that the leader has.
  Verdict add(std::span<const std::uint64_t> shingles);
  // Continues the numbering without a record.
  void skip();

  [[nodiscard]] const MatchCounts& counts() const;
  // What grows with the kept records, and what of the cache is in use.
  [[nodiscard]] std::size_t memory_bytes() const;
  [[nodiscard]] std::size_t cached_bytes() const;

 private:
  class Index;
  explicit ContainmentLeaders(std::unique_ptr<Index> index);
  std::unique_ptr<Index> index_;
};

}  // namespace leitong
