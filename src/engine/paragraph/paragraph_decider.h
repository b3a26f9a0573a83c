// Which paragraphs are removed, and for which: classes by the leader rule, then repeated runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/judge.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/passages.h"

namespace leitong {

// Paragraphs are numbered 0, 1, 2, … in the order in which they are decided.
struct ParagraphDecision {
  bool removed = false;
  std::uint64_t leader = 0;  // if removed: the number of a kept paragraph that it repeats
  double similarity = 0;     // … and how similar the two are
};

// Takes paragraphs best rank first. Not for use by two threads at once.
class ParagraphDecider {
 public:
  // Fails (kUsage) on options without meaning.
  // `options` outlives the decider.
  [[nodiscard]] static Result<ParagraphDecider> create(const Comparison& comparison,
                                                       const FilterOptions& options);

  // `weigh` gives the weight of the paragraph's tokens; it is called at most once a class.
  void add(const FeatureList& features, std::size_t i, const std::function<std::uint64_t()>& weigh);
  // No run reaches across this place.
  void separate() { runs_.separate(); }
  // Nothing later repeats anything before this place.
  void forget();

  [[nodiscard]] bool has_decision() const { return runs_.decided() > 0; }
  // The next decision, in order of adding.
  ParagraphDecision take();

  // What kept paragraphs from being compared.
  [[nodiscard]] const std::optional<Error>& failure() const {
    return failure_ ? failure_ : judge_.failure();
  }
  [[nodiscard]] const Judge& judge() const { return judge_; }
  [[nodiscard]] std::size_t memory_bytes() const {
    return judge_.memory_bytes() + runs_.memory_bytes();
  }

 private:
  ParagraphDecider(const Comparison& comparison, const FilterOptions& options, Judge judge);

  struct Added {
    std::uint64_t first_of_class;
    double similarity;
  };

  Comparison comparison_;
  const FilterOptions* options_;
  Judge judge_;
  std::optional<Error> failure_;  // of earlier judges
  RepeatedRuns runs_;
  std::uint64_t judged_before_ = 0;  // paragraphs added before the judge was made
  std::uint64_t added_count_ = 0;
  std::deque<Added> added_;                                   // not taken yet
  std::unordered_map<std::uint32_t, std::uint64_t> weights_;  // of classes that occur again
  std::vector<bool> kept_;                                    // by number, of those taken
};

}  // namespace leitong
