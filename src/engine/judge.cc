#include "engine/judge.h"

#include <limits>
#include <utility>

#include "engine/machine_memory.h"
#include "match/near_digest.h"

namespace leitong {

Result<Judge> Judge::create(const Comparison& comparison, ShingleSource* source,
                            std::unique_ptr<RecordTexts> texts, std::size_t cache_bytes,
                            ExactLeaders::Numbers exact_numbers) {
  if (comparison.shingle == 0) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "a shingle needs a weight of at least 1",
                                 .advice = "--shingle"});
  }
  if (comparison.method == Method::kExact || comparison.method == Method::kBytes) {
    return Judge(ExactLeaders(exact_numbers), nullptr);
  }
  if (comparison.method == Method::kContained) {
    Result<ContainmentLeaders> leaders = ContainmentLeaders::create(
        {.containment = comparison.containment, .cache_bytes = cache_bytes, .source = source});
    if (!leaders) return std::unexpected(std::move(leaders.error()));
    return Judge(std::move(*leaders), std::move(texts));
  }
  NearOptions options = near_options(comparison);
  options.cache_bytes = cache_bytes;
  options.source = source;
  Result<NearLeaders> leaders = NearLeaders::create(options);
  if (!leaders) return std::unexpected(std::move(leaders.error()));
  return Judge(std::move(*leaders), std::move(texts));
}

Result<Judge> Judge::create(const Comparison& comparison) {
  return create(comparison, nullptr, nullptr, std::numeric_limits<std::size_t>::max());
}

Result<Judge> Judge::create(const Comparison& comparison, const FilterOptions& options,
                            const RecordLayout& layout, ExactLeaders::Numbers exact_numbers) {
  auto texts = std::make_unique<RecordTexts>(options, layout, comparison);
  RecordTexts* source = texts.get();
  return create(comparison, source, std::move(texts), cache_budget(options), exact_numbers);
}

Result<Judge> Judge::create(const Comparison& comparison, ShingleSource& source,
                            std::size_t cache_bytes) {
  return create(comparison, &source, nullptr, cache_bytes);
}

Verdict Judge::judge(const FeatureList& features, std::size_t i,
                     const std::optional<TextPlace>& place, std::span<std::uint32_t> met) {
  const RecordId number = next_++;
  if (auto* exact = std::get_if<ExactLeaders>(&leaders_)) return exact->add(features.key(i));
  const auto digest = features.digest(i);
  if (texts_) texts_->add(number, place, NearDigest::list_key(digest));
  auto* near = std::get_if<NearLeaders>(&leaders_);
  const Verdict verdict = near != nullptr
                              ? near->add_digested(features.shingles(i), digest, met)
                              : std::get<ContainmentLeaders>(leaders_).add(features.shingles(i));
  if (texts_ && !verdict.kept()) texts_->remove_last();
  return verdict;
}

Verdict Judge::judge(std::span<const std::uint64_t> compared,
                     std::span<const std::uint64_t> shingles, std::span<std::uint32_t> met) {
  if (auto* exact = std::get_if<ExactLeaders>(&leaders_)) {
    const Hash128 key{.low = compared[0], .high = compared[1]};
    return closed_ ? exact->find(key) : exact->add(key);
  }
  auto* near = std::get_if<NearLeaders>(&leaders_);
  return near != nullptr ? near->add_digested(shingles, compared, met)
                         : std::get<ContainmentLeaders>(leaders_).add(shingles);
}

void Judge::close() {
  closed_ = true;
  if (auto* near = std::get_if<NearLeaders>(&leaders_)) near->close();
}

void Judge::prefetch(const FeatureList& features, std::size_t i) const {
  if (const auto* near = std::get_if<NearLeaders>(&leaders_)) {
    near->prefetch(features.digest(i));
  } else if (const auto* exact = std::get_if<ExactLeaders>(&leaders_)) {
    exact->prefetch(features.key(i));
  }
}

// A near text needs many places, an exact one very few.
std::size_t Judge::prefetch_distance() const {
  return std::holds_alternative<NearLeaders>(leaders_) ? 2 : 24;
}

void Judge::expect(double share) {
  if (auto* near = std::get_if<NearLeaders>(&leaders_)) near->expect(share);
}

const std::optional<Error>& Judge::failure() const {
  static const std::optional<Error> none;
  return texts_ ? texts_->failure() : none;
}

MatchCounts Judge::counts() const {
  return std::visit(
      []<class L>(const L& leaders) {
        if constexpr (requires { leaders.counts(); }) return leaders.counts();
        return MatchCounts{};
      },
      leaders_);
}

BandPlan Judge::bands() const {
  const auto* near = std::get_if<NearLeaders>(&leaders_);
  return near != nullptr ? near->bands() : BandPlan{};
}

std::size_t Judge::memory_bytes() const {
  return std::visit([](const auto& leaders) { return leaders.memory_bytes(); }, leaders_) +
         (texts_ ? texts_->memory_bytes() : 0);
}

std::size_t Judge::cached_bytes() const {
  return std::visit(
      []<class L>(const L& leaders) -> std::size_t {
        if constexpr (requires { leaders.cached_bytes(); }) return leaders.cached_bytes();
        return 0;
      },
      leaders_);
}

}  // namespace leitong
