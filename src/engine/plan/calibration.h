// What it costs to compare records, measured on this machine.
#pragma once

#include <cstdint>
#include <span>

#include "engine/record/record_layout.h"
#include "io/block_reader.h"
#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct Calibration {
  // Of the blocks.
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  std::uint64_t shingles = 0;
  // CPU time of one thread: to make of them what is compared, and to match that.
  double analysis_seconds = 0;
  double match_seconds = 0;
};

// Works on the blocks as a filter does, again and again for about so many seconds, and takes the
// quickest time: whatever else the machine does only makes it slower. `comparison` has the method.
[[nodiscard]] Result<Calibration> calibrate(std::span<Block> blocks, const FilterOptions& options,
                                            const RecordLayout& layout,
                                            const Comparison& comparison, double seconds);

}  // namespace leitong
