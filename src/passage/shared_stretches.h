// What stands in one text and in another one too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "passage/repeat_finder.h"

namespace leitong {

// A text, and where its weight stands (text/weight_units.h). Of fewer than 2^32 units.
struct WeighedText {
  std::u16string_view units;
  std::span<const std::uint32_t> weights;
};

// The units [begin, end) of one text are those of the other from `place` on.
struct SharedStretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t place = 0;

  bool operator==(const SharedStretch&) const = default;
};

// The stretches of `text` that stand in `other` too, so that every window of `text` that does (from
// a unit with weight to the last of `min_weight`, beginning with a unit with weight there as well)
// lies in one of them. None can be made longer on either side where it stands in `other`. Each
// begins and ends behind the one before; they may overlap. Of several places of a window the
// earliest counts. Pure.
[[nodiscard]] std::vector<SharedStretch> find_shared_stretches(
    const WeighedText& text, const WeighedText& other, std::uint32_t min_weight,
    std::size_t many_places = RepeatFinder::kManyPlaces);

}  // namespace leitong
