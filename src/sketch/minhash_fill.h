// The last round of the fill sketch: all shingles times the bins that are still empty.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace leitong {

// Vectors of up to this many lanes read and write whole, so the columns are padded by it.
inline constexpr std::size_t kFillPadding = 16;

// One column for each empty bin; what stands in the padding does not matter.
template <std::size_t kBins>
struct FillColumns {
  std::array<std::uint32_t, kBins + kFillPadding> flip{}, multiplier{}, least;
};

// least[i] = min over shingles of (lo ^ flip[i]) * multiplier[i] + hi, for i < count; also writes
// up to kFillPadding values beyond. The same values on every target.
void fill_columns(std::span<const std::uint64_t> shingles, std::span<const std::uint32_t> flip,
                  std::span<const std::uint32_t> multiplier, std::size_t count,
                  std::span<std::uint32_t> least);

}  // namespace leitong
