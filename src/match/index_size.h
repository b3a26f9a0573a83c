// How much memory leaders will take, before there are any.
#pragma once

#include <cstdint>

#include "leitong/leaders.h"

namespace leitong {

// Of a filter whose inputs tell their size: tables then grow to the size that they need.
enum class Growth { kForetold, kByHalf };

// About NearLeaders::memory_bytes() with so many kept records, which are alike in nothing.
[[nodiscard]] std::uint64_t near_index_bytes(const NearOptions& options, BandPlan plan,
                                             std::uint64_t records, Growth growth);
// What is there besides, for a moment, while a table grows.
[[nodiscard]] std::uint64_t near_growth_bytes(std::uint64_t records, Growth growth);
// About ExactLeaders::memory_bytes() with so many different keys, without their numbers.
[[nodiscard]] std::uint64_t exact_index_bytes(std::uint64_t keys);

}  // namespace leitong
