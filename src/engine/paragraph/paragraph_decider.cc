// A paragraph's class is the number of the first paragraph that it equals, or, in near mode, of its
// leader among the first paragraphs of all classes. A first paragraph never stands in a repeated
// run, so it is always kept: what is removed has a kept copy that it was compared with.
#include "engine/paragraph/paragraph_decider.h"

#include <utility>

namespace leitong {

ParagraphDecider::ParagraphDecider(const Comparison& comparison, const FilterOptions& options,
                                   Judge judge)
    : comparison_(comparison),
      options_(&options),
      judge_(std::move(judge)),
      runs_(options.min_passage) {}

Result<ParagraphDecider> ParagraphDecider::create(const Comparison& comparison,
                                                  const FilterOptions& options) {
  Result<Judge> judge = Judge::create(comparison, options, {.format = options.format});
  if (!judge) return std::unexpected(std::move(judge.error()));
  return ParagraphDecider(comparison, options, std::move(*judge));
}

void ParagraphDecider::add(const FeatureList& features, std::size_t i,
                           const std::function<std::uint64_t()>& weigh) {
  const Verdict verdict = judge_.judge(features, i);
  const auto own = static_cast<std::uint32_t>(added_count_ - judged_before_);
  ++added_count_;
  const std::uint32_t paragraph_class = verdict.leader.value_or(own);
  added_.push_back({judged_before_ + paragraph_class, verdict.similarity});
  std::uint64_t weight = 0;
  if (!verdict.kept()) {
    // In near mode members of a class may differ in weight; that of the one at hand is known.
    if (compares_shingles(comparison_.method)) {
      weight = features.weight(i);
    } else {
      const auto [entry, is_new] = weights_.try_emplace(paragraph_class, 0);
      if (is_new) entry->second = weigh();
      weight = entry->second;
    }
  }
  runs_.add(paragraph_class, weight);
}

void ParagraphDecider::forget() {
  runs_.separate();
  runs_.forget();
  judged_before_ = added_count_;
  if (!failure_) failure_ = judge_.failure();
  // The options were good enough for the first judge.
  judge_ = std::move(*Judge::create(comparison_, *options_, {.format = options_->format}));
  weights_.clear();
}

ParagraphDecision ParagraphDecider::take() {
  const ParagraphFate fate = runs_.take();
  const Added added = added_.front();
  added_.pop_front();
  kept_.push_back(!fate.removed);
  if (!fate.removed) return {};
  // Equal paragraphs are equal wherever they stand, so the run's own source can be named if it is
  // kept; a near one is known to resemble the first of its class only.
  const bool exact = comparison_.method == Method::kExact || comparison_.method == Method::kBytes;
  const std::uint64_t leader = exact && kept_[fate.source] ? fate.source : added.first_of_class;
  return {.removed = true, .leader = leader, .similarity = added.similarity};
}

}  // namespace leitong
