// Options that are always wanted, from a file.
#pragma once

#include <optional>
#include <string>

#include "command_line.h"
#include "flags/flag_table.h"
#include "leitong/error.h"

namespace leitong::tool {

// Gives the values in the file to the command line the flags were made for, and notes in it what
// they are. Errors are kUsage and name the file and the line.
[[nodiscard]] std::optional<Error> read_configuration(const std::string& path,
                                                      const FlagTable& flags, CommandLine& line);

}  // namespace leitong::tool
