// Says of one text after another, best rank first, whether it stays: the leader rule, whatever the
// method.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <variant>

#include "engine/features.h"
#include "engine/record/record_texts.h"
#include "leitong/containment.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/leaders.h"

namespace leitong {

// Not for use by two threads at once.
class Judge {
 public:
  // Fails (kUsage) on options without meaning. Holds the shingles of all that is kept.
  [[nodiscard]] static Result<Judge> create(const Comparison& comparison);
  // Within options.memory_bytes; `options` outlives the judge. `exact_numbers`: as ExactLeaders has
  // them, if it is they who judge.
  [[nodiscard]] static Result<Judge> create(const Comparison& comparison,
                                            const FilterOptions& options,
                                            const RecordLayout& layout,
                                            ExactLeaders::Numbers exact_numbers = {});
  // Within `cache_bytes`; `source`, which outlives the judge, has the shingles of every text.
  [[nodiscard]] static Result<Judge> create(const Comparison& comparison, ShingleSource& source,
                                            std::size_t cache_bytes);

  // Numbers the texts 0, 1, 2, … in the order of the calls. `place`: where the text can be read
  // again, if it can; `met`: as NearLeaders::add_digested() has it.
  Verdict judge(const FeatureList& features, std::size_t i,
                const std::optional<TextPlace>& place = std::nullopt,
                std::span<std::uint32_t> met = {});
  // The same of a text that is not at hand: `compared` is its digest, or the two words of its key;
  // `shingles` may be empty, and `met` is what NearLeaders counts there. For a judge with a source.
  Verdict judge(std::span<const std::uint64_t> compared, std::span<const std::uint64_t> shingles,
                std::span<std::uint32_t> met);
  // From now on that judge keeps nothing more, and numbers nothing. Not for kContained.
  void close();
  // Fetches the memory that judge() will need, worth while so many texts ahead.
  void prefetch(const FeatureList& features, std::size_t i) const;
  [[nodiscard]] std::size_t prefetch_distance() const;

  // As NearLeaders::expect().
  void expect(double share);

  // Texts that could not be compared because of this were kept.
  [[nodiscard]] const std::optional<Error>& failure() const;

  [[nodiscard]] MatchCounts counts() const;
  [[nodiscard]] BandPlan bands() const;
  [[nodiscard]] std::size_t memory_bytes() const;
  [[nodiscard]] std::size_t cached_bytes() const;

 private:
  using Leaders = std::variant<ExactLeaders, NearLeaders, ContainmentLeaders>;
  Judge(Leaders leaders, std::unique_ptr<RecordTexts> texts)
      : texts_(std::move(texts)), leaders_(std::move(leaders)) {}
  [[nodiscard]] static Result<Judge> create(const Comparison& comparison, ShingleSource* source,
                                            std::unique_ptr<RecordTexts> texts,
                                            std::size_t cache_bytes,
                                            ExactLeaders::Numbers exact_numbers = {});

  RecordId next_ = 0;
  bool closed_ = false;
  std::unique_ptr<RecordTexts> texts_;  // outlives the leaders
  Leaders leaders_;
};

}  // namespace leitong
