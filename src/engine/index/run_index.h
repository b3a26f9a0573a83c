// The index of a run: one that it adds to, or one that it is only compared with.
#pragma once

#include <optional>
#include <string>
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

// The index among FilterOptions::against; empty: there is none.
[[nodiscard]] std::string reference_index(const FilterOptions& options);
// … and the others.
[[nodiscard]] std::vector<std::string> reference_paths(const FilterOptions& options);
// Of what was added while this is open nothing is seen.
[[nodiscard]] Result<IndexJudge> open_reference_index(const std::string& folder,
                                                      const Comparison& comparison);

}  // namespace leitong
