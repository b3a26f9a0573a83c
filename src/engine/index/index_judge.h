// Says of a text which stored records it repeats: the leader rule over an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/features.h"
#include "engine/index/referenced_texts.h"
#include "index/index_store.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/leaders.h"
#include "match/candidate_list.h"
#include "match/hash_sort.h"
#include "match/near_digest.h"
#include "match/shingle_set.h"
#include "match/sketch_filter.h"

namespace leitong {

// Not for use by two threads at once.
class IndexJudge {
 public:
  struct Match {
    StoredId record = 0;
    double similarity = 0;
  };

  // Refuses an index of other versions. A writer takes back what an add left that did not end.
  [[nodiscard]] static Result<IndexJudge> open(const std::string& folder,
                                               IndexStore::Access access);

  [[nodiscard]] const Comparison& comparison() const { return comparison_; }
  [[nodiscard]] IndexStore& store() { return store_; }
  // Of a stored record, wherever it stands.
  [[nodiscard]] Result<std::string> text(StoredRecord record);
  [[nodiscard]] BandPlan bands() const { return digester_.bands(); }
  [[nodiscard]] const MatchCounts& counts() const { return counts_; }

  // The leader of a text whose features are those of comparison(); nothing: it repeats no record.
  [[nodiscard]] Result<std::optional<Match>> judge(const FeatureList& features, std::size_t i);
  // Of the text that judge() said this of last, how many members its buckets have in the index, as
  // NearLeaders::add_digested() asks for it.
  [[nodiscard]] std::span<std::uint32_t> met() { return met_; }
  // Stores the text that judge() said this of last.
  [[nodiscard]] Result<void> keep(const FeatureList& features, std::size_t i,
                                  const StoredRecord& record);
  // Every candidate that reaches the threshold, in rank order.
  [[nodiscard]] Result<std::vector<Match>> matches(const FeatureList& features, std::size_t i);

  // What is wrong with a stored record, by what its text says; nothing: it is as it should be.
  // Counts in `found_in` the buckets that hold it.
  [[nodiscard]] Result<std::optional<std::string>> problem(StoredId id, std::uint64_t& found_in);
  // How many keys find a record.
  [[nodiscard]] std::uint64_t keys_a_record() const {
    return compares_shingles(comparison_.method) ? 2 : 1;
  }

  // What CandidateList::settle() asks; failures are kept for the end.
  [[nodiscard]] bool passes(StoredId id);
  [[nodiscard]] std::optional<double> similarity(StoredId id, double threshold);
  [[nodiscard]] Hash128 set_key();
  [[nodiscard]] std::optional<StoredId> find(const Hash128& key);

 private:
  IndexJudge(IndexStore store, const Comparison& comparison, Analyzer analyzer,
             NearDigester digester);
  // Records that do not count.
  [[nodiscard]] Result<void> take_back();
  void start(const FeatureList& features, std::size_t i);
  void make_set();
  void name_buckets(const NearDigest& digest);
  void find_candidates(const NearDigest& digest);
  // As if it were new; names its buckets.
  void analyze(const std::string& text);
  // All that may find what was analyzed: the set where its sketch is another's too.
  [[nodiscard]] std::vector<Hash128> stored_keys();
  bool check(const Result<void>& result);

  IndexStore store_;
  Comparison comparison_;
  NearOptions options_;
  Analyzer analyzer_;
  NearDigester digester_;
  SketchFilter filter_;
  MatchCounts counts_;

  // Of the text at hand.
  std::optional<Error> failure_;
  std::span<const std::uint64_t> shingles_;
  std::span<const std::uint64_t> sketch_;
  ShingleSet set_;
  bool set_is_made_ = false;
  HashSorter sorter_;
  std::vector<std::uint64_t> sorted_;
  std::vector<Bucket> buckets_;
  std::vector<std::uint32_t> met_;  // by bucket: members
  CandidateList candidates_;
  Hash128 other_key_;

  // Of a stored one.
  ReferencedTexts texts_;
  FeatureList analyzed_;
  std::vector<std::uint64_t> other_sketch_;
};

}  // namespace leitong
