#include "leitong/deduplicator.h"

#include <utility>

#include "engine/features.h"
#include "engine/judge.h"

namespace leitong {

class Deduplicator::State {
 public:
  State(Analyzer analyzer, Judge judge)
      : analyzer_(std::move(analyzer)), judge_(std::move(judge)) {}

  Verdict add(std::string_view utf8) {
    features_.clear();
    analyzer_.analyze(utf8, features_);
    const Verdict verdict = judge_.judge(features_, 0);
    counts_ = judge_.counts();
    return verdict;
  }

  [[nodiscard]] const MatchCounts& counts() const { return counts_; }

 private:
  Analyzer analyzer_;
  Judge judge_;
  FeatureList features_;
  MatchCounts counts_;
};

Deduplicator::Deduplicator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Deduplicator::~Deduplicator() = default;
Deduplicator::Deduplicator(Deduplicator&&) noexcept = default;
Deduplicator& Deduplicator::operator=(Deduplicator&&) noexcept = default;

Result<Deduplicator> Deduplicator::create(const Comparison& comparison) {
  Result<Judge> judge = Judge::create(comparison);
  if (!judge) return std::unexpected(std::move(judge.error()));
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  return Deduplicator(std::make_unique<State>(std::move(*analyzer), std::move(*judge)));
}

Verdict Deduplicator::add(std::string_view utf8) { return state_->add(utf8); }

const MatchCounts& Deduplicator::counts() const { return state_->counts(); }

}  // namespace leitong
