// What of a filter's options has no meaning, and why.
#pragma once

#include <optional>
#include <vector>

#include "engine/output/shared_output.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// All outputs but the result.
[[nodiscard]] std::vector<NamedOutput> other_outputs(const FilterOptions& options);

// Whatever the inputs are.
[[nodiscard]] std::optional<Error> check_options(const FilterOptions& options);
// For inputs of this format, read by this unit.
[[nodiscard]] std::optional<Error> check_format(const FilterOptions& options, Format format,
                                                Unit unit);

}  // namespace leitong
