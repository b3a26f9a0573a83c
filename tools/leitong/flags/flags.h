// The flags of all commands, one file a group, in the order in which help shows them. A flag's
// value goes to the command line it was made for, which must outlive the table.
#pragma once

#include "command_line.h"
#include "flags/flag_table.h"

namespace leitong::tool {

void add_reading(FlagTable& flags, CommandLine& line);
void add_trial(FlagTable& flags, CommandLine& line);  // plan, eval
void add_compared(FlagTable& flags, CommandLine& line);
void add_how(FlagTable& flags, CommandLine& line);
void add_stays(FlagTable& flags, CommandLine& line);
void add_writing(FlagTable& flags, CommandLine& line);
void add_running(FlagTable& flags, CommandLine& line);

// All that line.command takes.
[[nodiscard]] FlagTable flags_of(CommandLine& line);

// The same to be looked at, not to be given values.
[[nodiscard]] FlagTable shown_flags(Command command);

// What --no-config stands for.
inline constexpr const char* kNoConfiguration = "/dev/null";

}  // namespace leitong::tool
