// Format of a band key (part of the sketch format; docs/design.md section 5): XXH3-64 of the band's
// rows as little-endian 32-bit numbers; band i has the rows from i * plan.rows on. The index of
// near_leaders.cc tells buckets apart by the upper 32 bits of the key.
//
// The plan favours recall at the threshold itself. The usual optimum, equal areas of false
// positives and false negatives, puts the middle of the S-curve near the threshold and so finds 40
// % of the pairs that lie at it; since every candidate is verified here, false positives cost time
// only.
#include "leitong/bands.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <string_view>

#include "base/hash.h"

namespace leitong {

static_assert(std::endian::native == std::endian::little);

double candidate_probability(BandPlan plan, double j) {
  const double band = std::pow(j, static_cast<double>(plan.rows));
  return -std::expm1(static_cast<double>(plan.bands) * std::log1p(-band));
}

Result<BandPlan> plan_bands(std::size_t k, double threshold, double recall) {
  const bool threshold_has_meaning = threshold > 0 && threshold <= 1;  // not so for NaN
  if (!threshold_has_meaning) {
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "the threshold must be above 0 and at most 1"});
  }
  const bool recall_has_meaning = recall > 0 && recall < 1;
  if (!recall_has_meaning) {
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "the recall must be between 0 and 1"});
  }
  for (std::size_t rows = k; rows > 0; --rows) {
    const std::size_t most = k / rows;
    if (candidate_probability({.bands = most, .rows = rows}, threshold) < recall) continue;
    BandPlan plan{.bands = 1, .rows = rows};
    while (plan.bands < most && candidate_probability(plan, threshold) < recall) ++plan.bands;
    return plan;
  }
  return std::unexpected(Error{.kind = Error::Kind::kUsage,
                               .what = "no bands reach this recall at so low a threshold",
                               .advice = "raise the threshold or lower the recall"});
}

void band_keys(std::span<const std::uint32_t> sketch, BandPlan plan,
               std::span<std::uint64_t> keys) {
  assert(plan.bands * plan.rows <= sketch.size() && keys.size() == plan.bands);
  for (std::size_t band = 0; band < plan.bands; ++band) {
    const auto rows = std::as_bytes(sketch.subspan(band * plan.rows, plan.rows));
    keys[band] = hash64({reinterpret_cast<const char*>(rows.data()), rows.size()});
  }
}

}  // namespace leitong
