// What the user asked for, from the words of the command line.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "command.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong::tool {

enum class When { kAuto, kAlways, kNever };

struct CommandLine {
  Command command = Command::kDedup;
  FilterOptions filter;  // compare: its inputs are the two texts
  bool recursive = false;
  std::string files_from;
  bool null = false;
  bool check = false;
  bool verify_segmenter = false;
  bool quiet = false;
  bool verbose = false;
  When progress = When::kAuto;
  bool json = false;         // compare, passages
  std::size_t top = 20;      // passages
  When color = When::kAuto;  // compare
  bool short_help = false;
  bool help = false;
  bool version = false;
  std::set<std::string> given;  // long names of the options that were given

  // What --help or --version printed; nothing else is to be done then.
  bool answered = false;
};

// Prints help and version to stdout itself. Errors are kUsage.
[[nodiscard]] Result<CommandLine> parse_command_line(Command command,
                                                     std::vector<std::string> words);

}  // namespace leitong::tool
