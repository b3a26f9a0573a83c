// The steps of a run (`--by record,passage`): each is a filter of what the one before kept.
#pragma once

#include <optional>
#include <vector>

#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// The options of each step, which has no further ones; one that has no meaning in a step, but in
// another, is left out there. `first`: the unit that was settled on.
[[nodiscard]] std::vector<FilterOptions> steps_of(const FilterOptions& options, Unit first);

// What steps can't do.
[[nodiscard]] std::optional<Error> check_steps(const FilterOptions& options);

// How often a step reads what there is.
[[nodiscard]] unsigned passes_of(const FilterOptions& step, Unit unit);

// One report of all steps, at least one.
[[nodiscard]] FilterReport join_reports(std::vector<FilterReport> steps);

}  // namespace leitong
