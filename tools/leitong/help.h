// What -h and --help print, made from the table of flags.
#pragma once

#include <string>

#include "command.h"
#include "flags/flag_table.h"

namespace leitong::tool {

enum class HelpExtent { kScreen, kAll };

// No line has more than 100 columns. A screen has at most 45 lines: where all options do not fit,
// those that most people need.
[[nodiscard]] std::string help_text(Command command, const FlagTable& flags, HelpExtent extent);

}  // namespace leitong::tool
