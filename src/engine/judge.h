// Says of one text after another, best rank first, whether it stays: the leader rule, whatever the
// method.
#pragma once

#include <cstddef>
#include <variant>

#include "engine/features.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/leaders.h"

namespace leitong {

// Not for use by two threads at once.
class Judge {
 public:
  // Fails (kUsage) on options without meaning.
  [[nodiscard]] static Result<Judge> create(const Comparison& comparison);

  // Numbers the texts 0, 1, 2, … in the order of the calls.
  Verdict judge(const FeatureList& features, std::size_t i);

  [[nodiscard]] MatchCounts counts() const;
  [[nodiscard]] BandPlan bands() const;
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  using Leaders = std::variant<ExactLeaders, NearLeaders>;
  explicit Judge(Leaders leaders) : leaders_(std::move(leaders)) {}
  Leaders leaders_;
};

}  // namespace leitong
