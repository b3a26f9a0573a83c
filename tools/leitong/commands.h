// The commands. Each prints what it has to say and returns the exit code.
#pragma once

#include "command_line.h"

namespace leitong::tool {

int run_dedup(CommandLine line);
int run_tokens(const CommandLine& line);
int run_compare(const CommandLine& line);
int run_passages(const CommandLine& line);
int run_plan(const CommandLine& line);
int run_eval(const CommandLine& line);
int run_index(CommandLine line);
// dedup --verify-segmenter
int run_verify(const CommandLine& line);

}  // namespace leitong::tool
