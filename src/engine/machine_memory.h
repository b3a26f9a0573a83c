// How much memory a run may use to be faster.
#pragma once

#include <cstddef>

#include "leitong/filter.h"

namespace leitong {

// options.memory_bytes, or its default.
[[nodiscard]] std::size_t cache_budget(const FilterOptions& options);

}  // namespace leitong
