// From what the user named as inputs to the files that are read.
#pragma once

#include <optional>

#include "command_line.h"
#include "leitong/error.h"

namespace leitong::tool {

// Replaces the inputs by the files they stand for.
[[nodiscard]] std::optional<Error> list_named_inputs(CommandLine& line);

}  // namespace leitong::tool
