// The leader rule: records are taken in rank order, and a record is dropped if and only if it has a
// kept record of better rank, among its candidates, at or above the threshold. Its leader is the
// best of those by rank. So everything that is dropped has a kept copy which it really resembles,
// and no chain A ~ B ~ C drops C for A's sake, as connected components do.
//
// Both classes take one record after another, best rank first, number them 0, 1, 2, …, and answer
// at once. Not for use by two threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "leitong/bands.h"
#include "leitong/error.h"
#include "leitong/hash.h"
#include "leitong/minhash.h"

namespace leitong {

using RecordId = std::uint32_t;  // order of adding, from 0: the rank

struct Verdict {
  std::optional<RecordId> leader;  // none: the record is kept
  double similarity = 0;           // exact similarity to the leader; 0 where there is none

  [[nodiscard]] bool kept() const { return !leader.has_value(); }
};

struct MatchCounts {
  std::uint64_t candidates = 0;       // pairs that shared a band key (or a fingerprint block)
  std::uint64_t rejected = 0;         // of these, by sketch alone
  std::uint64_t verified = 0;         // of these, by exact similarity
  std::uint64_t bucket_overflow = 0;  // members of full buckets that no one was compared with
};

// Where the shingles of records can be had again when memory is short (ShingleStore).
class ShingleSource {
 public:
  ShingleSource() = default;
  virtual ~ShingleSource() = default;
  ShingleSource(const ShingleSource&) = delete;
  ShingleSource& operator=(const ShingleSource&) = delete;

  // Overwrites `out` with the shingles of a record as they were added. False: they can't be had;
  // the source knows why, and the record then resembles nothing.
  [[nodiscard]] virtual bool shingles(RecordId record, std::vector<std::uint64_t>& out) = 0;
  // Whether shingles() has those of this record, the one that is being added, without
  // leaves_cache(): then they need not be held until someone asks for them.
  [[nodiscard]] virtual bool holds(RecordId /*record*/) const { return false; }
  // The last chance to store the shingles of a kept record; perhaps not the first.
  virtual void leaves_cache(RecordId record, std::span<const std::uint64_t> shingles) = 0;
};

// Equal keys are duplicates: the exact form's hash, or that of the bytes.
class ExactLeaders {
 public:
  // Without their numbers leaders take less memory (18 to 24 bytes each, not 22 to 26) and time.
  enum class Numbers { kKept, kLeftOut };

  explicit ExactLeaders(Numbers numbers = Numbers::kKept);
  ~ExactLeaders();
  ExactLeaders(ExactLeaders&&) noexcept;
  ExactLeaders& operator=(ExactLeaders&&) noexcept;

  // The leader is record 0 where numbers are left out, whichever it is.
  Verdict add(Hash128 key);
  // The same of many, and faster: which of them have a leader (1, else 0).
  void add(std::span<const Hash128> keys, std::span<std::uint8_t> repeated);
  // Fetches the memory that add() will need: worth while some dozen records ahead.
  void prefetch(Hash128 key) const;
  // What add() would say, of a key that does not enter.
  [[nodiscard]] Verdict find(Hash128 key) const;
  // Continues the numbering without a record: for what is never compared (a blank line).
  void skip();
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  class Table;
  std::unique_ptr<Table> table_;
};

enum class NearMethod { kMinhash, kSimhash };

struct NearOptions {
  NearMethod method = NearMethod::kMinhash;
  double threshold = 0.8;                // of exact Jaccard similarity, in (0, 1]
  double recall = 0.99;                  // minhash: chance that a pair at the threshold is found
  SketchSize sketch = SketchSize::k128;  // minhash
  int distance = 3;                      // simhash: bits, 0 to 16
  std::size_t bucket_limit = 64;         // kept records of a bucket that are compared

  // For the shingles of kept records, and to know again copies of dropped ones; no answer depends
  // on it. Without a source nothing that is needed can be left out, and it counts for copies only.
  std::size_t cache_bytes = std::numeric_limits<std::size_t>::max();
  ShingleSource* source = nullptr;  // outlives the leaders

  bool operator==(const NearOptions&) const = default;
};

// Near duplicates: candidates by MinHash bands or SimHash blocks, each verified by exact similarity
// before anything is dropped. A record whose shingles equal an earlier one's is always a candidate.
class NearLeaders {
 public:
  [[nodiscard]] static Result<NearLeaders> create(const NearOptions& options);
  ~NearLeaders();
  NearLeaders(NearLeaders&&) noexcept;
  NearLeaders& operator=(NearLeaders&&) noexcept;

  // `shingles` in reading order, repeats allowed, at least one; `sketch` is minhash() of them, or
  // one pair of values, the low and the high half of their simhash(). Copies what it needs.
  Verdict add(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> sketch);

  // The same with the digest that a NearDigester of the same options made, by any thread.
  // `shingles` may then be empty if the source has those of the record that is added.
  Verdict add_digested(std::span<const std::uint64_t> shingles,
                       std::span<const std::uint64_t> digest);
  // The same of a record that earlier leaders, which are not here any more, did not lead: `met`
  // says how many kept records of each of its buckets it met there (NearDigester::tables()
  // numbers). Together they then answer as one that held all of them.
  Verdict add_digested(std::span<const std::uint64_t> shingles,
                       std::span<const std::uint64_t> digest, std::span<std::uint32_t> met);
  // From now on nothing is kept and nothing numbered: a record that repeats nothing here is counted
  // in its `met`, for leaders that come later. Its own number is the next.
  void close();
  // Fetches the memory that add_digested() will need: worth while some records ahead.
  void prefetch(std::span<const std::uint64_t> digest) const;

  // Says that what was added so far is this share of all that will come, above 0 and at most 1. A
  // guess does: tables then grow to the size that they will need, not step by step.
  void expect(double share);

  // Continues the numbering without a record.
  void skip();

  [[nodiscard]] const MatchCounts& counts() const;
  // Empty plan for simhash.
  [[nodiscard]] BandPlan bands() const;
  // What grows with the kept records, and what of the cache is in use.
  [[nodiscard]] std::size_t memory_bytes() const;
  [[nodiscard]] std::size_t cached_bytes() const;

 private:
  class Index;
  explicit NearLeaders(std::unique_ptr<Index> index);
  std::unique_ptr<Index> index_;
};

}  // namespace leitong
