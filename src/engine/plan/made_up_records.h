// Records to measure with, where there are none yet.
#pragma once

#include <cstddef>

#include "io/block_reader.h"

namespace leitong {

// JSONL with the field "text", of about so many bytes a record and together: sentences of common
// Chinese words at random, the same each time.
[[nodiscard]] Block make_up_records(std::size_t record_bytes, std::size_t all_bytes);

}  // namespace leitong
