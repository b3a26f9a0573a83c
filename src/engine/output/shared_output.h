// Two outputs into one file would destroy each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leitong/error.h"

namespace leitong {

struct NamedOutput {
  std::string path;  // "-" is standard output; empty: none
  std::string option;
};

// The first two of `outputs` that would write to one place, by whatever names. Terminals and
// devices (/dev/null) take several.
[[nodiscard]] std::optional<Error> find_shared_output(const std::vector<NamedOutput>& outputs);

}  // namespace leitong
