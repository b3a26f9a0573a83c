// What --help prints, made from the table of flags.
#pragma once

#include <string>

#include "command.h"
#include "flags/flag_table.h"

namespace leitong::tool {

[[nodiscard]] std::string help_text(Command command, const FlagTable& flags);

}  // namespace leitong::tool
