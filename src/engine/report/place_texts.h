// What stands in inputs that were read already.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/report/audit.h"

namespace leitong {

// The bytes of each place, at most `most_bytes` of them; none where the input can't be read again
// (standard input, a pipe) or is no longer as it was. `paths`: of the inputs.
[[nodiscard]] std::vector<std::optional<std::string>> read_places(
    const std::vector<std::string>& paths, std::span<const Place> places, std::size_t most_bytes);

}  // namespace leitong
