// The beginnings of some inputs, which stand for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/record/record_layout.h"
#include "io/block_reader.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct InputBeginnings {
  RecordLayout layout = {.format = Format::kAuto};
  std::vector<Block> blocks;
  // Of all inputs, decompressed; of compressed ones as far as the beginnings tell.
  std::uint64_t all_bytes = 0;
};

// Of options.inputs, regular files, in options.format. Fails (kUsage) on what can't be read twice.
[[nodiscard]] Result<InputBeginnings> read_beginnings(const FilterOptions& options);

}  // namespace leitong
