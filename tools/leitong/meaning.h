// Options that mean nothing together with others.
#pragma once

#include <optional>
#include <span>

#include "command_line.h"
#include "leitong/error.h"

namespace leitong::tool {

struct MeaningRule {
  const char* option;  // long name
  bool has_meaning;
  const char* needs;
};

// An option that means nothing here is a misunderstanding, so it is not ignored.
[[nodiscard]] std::optional<Error> find_meaningless_option(const CommandLine& line,
                                                           std::span<const MeaningRule> rules);

}  // namespace leitong::tool
