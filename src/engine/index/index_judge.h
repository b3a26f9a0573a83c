// Says of a text which stored records it repeats: the leader rule over an index.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/features.h"
#include "index/index_store.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/leaders.h"

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
  ~IndexJudge();
  IndexJudge(IndexJudge&&) noexcept;
  IndexJudge& operator=(IndexJudge&&) noexcept;

  [[nodiscard]] const Comparison& comparison() const;
  [[nodiscard]] IndexStore& store();
  [[nodiscard]] BandPlan bands() const;
  [[nodiscard]] const MatchCounts& counts() const;

  // The leader of a text whose features are those of comparison(); nothing: it repeats no record.
  [[nodiscard]] Result<std::optional<Match>> judge(const FeatureList& features, std::size_t i);
  // Stores the text that judge() said this of last.
  [[nodiscard]] Result<void> keep(const FeatureList& features, std::size_t i,
                                  const StoredRecord& record);
  // Every candidate that reaches the threshold, in rank order.
  [[nodiscard]] Result<std::vector<Match>> matches(const FeatureList& features, std::size_t i);
  // What is wrong with a stored record, by what its text says; nothing: it is as it should be.
  // `found_in`: counts the buckets that hold it.
  [[nodiscard]] Result<std::optional<std::string>> problem(StoredId id, std::uint64_t& found_in);
  // How many keys find a record.
  [[nodiscard]] std::uint64_t keys_a_record() const;

 private:
  class State;
  explicit IndexJudge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leitong
