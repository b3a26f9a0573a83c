// The index of a run that adds to one.
#pragma once

#include <optional>
#include <vector>

#include "engine/index/index_judge.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// What has no meaning with an index.
[[nodiscard]] std::optional<Error> check_index_options(const FilterOptions& options, Unit unit);

// Opens FilterOptions::index to add what is kept by this comparison, which must be its own. It
// knows all inputs by name then.
[[nodiscard]] Result<IndexJudge> open_run_index(const FilterOptions& options,
                                                const Comparison& comparison);

}  // namespace leitong
