#include "engine/judge.h"

#include <utility>

namespace leitong {

Result<Judge> Judge::create(const Comparison& comparison) {
  if (comparison.shingle == 0) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "a shingle needs a weight of at least 1",
                                 .advice = "--shingle"});
  }
  if (comparison.method == Method::kExact || comparison.method == Method::kBytes) {
    return Judge(ExactLeaders());
  }
  Result<NearLeaders> leaders = NearLeaders::create({
      .method = comparison.method == Method::kMinhash ? NearMethod::kMinhash : NearMethod::kSimhash,
      .threshold = comparison.threshold,
      .recall = comparison.recall,
      .sketch = comparison.sketch,
      .distance = comparison.distance,
  });
  if (!leaders) return std::unexpected(std::move(leaders.error()));
  return Judge(std::move(*leaders));
}

Verdict Judge::judge(const FeatureList& features, std::size_t i) {
  if (auto* exact = std::get_if<ExactLeaders>(&leaders_)) return exact->add(features.key(i));
  return std::get<NearLeaders>(leaders_).add(features.shingles(i), features.sketch(i));
}

MatchCounts Judge::counts() const {
  const auto* near = std::get_if<NearLeaders>(&leaders_);
  return near != nullptr ? near->counts() : MatchCounts{};
}

BandPlan Judge::bands() const {
  const auto* near = std::get_if<NearLeaders>(&leaders_);
  return near != nullptr ? near->bands() : BandPlan{};
}

std::size_t Judge::memory_bytes() const {
  return std::visit([](const auto& leaders) { return leaders.memory_bytes(); }, leaders_);
}

}  // namespace leitong
