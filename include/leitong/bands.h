// Locality-sensitive hashing: rows of a sketch hashed together make band keys, and two records that
// share a band key are a candidate pair (Indyk and Motwani 1998; Leskovec, Rajaraman and Ullman,
// Mining of Massive Datasets, chapter 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leitong/error.h"

namespace leitong {

struct BandPlan {
  std::size_t bands = 0;
  std::size_t rows = 0;  // sketch values a band; bands * rows <= k

  bool operator==(const BandPlan&) const = default;
};

// The largest number of rows with which k values still give a pair of similarity `threshold` the
// chance `recall` to be a candidate, then the fewest bands that still do. 0 < threshold <= 1 and
// 0 < recall < 1; fails (kUsage) outside, and where even rows = 1 falls short. k = 128 and recall
// 0.99 give 17 x 4 (bands x rows) at 0.7, 16 x 6 at 0.8, 11 x 10 at 0.9, 1 x 128 at 1.
[[nodiscard]] Result<BandPlan> plan_bands(std::size_t k, double threshold, double recall);

// 1 - (1 - j^rows)^bands: the chance that a pair of similarity j is a candidate.
[[nodiscard]] double candidate_probability(BandPlan plan, double j);

// Writes plan.bands keys. Keys of different bands are never compared with each other. Pure.
void band_keys(std::span<const std::uint32_t> sketch, BandPlan plan, std::span<std::uint64_t> keys);

}  // namespace leitong
