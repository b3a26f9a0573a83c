// What the user asked for, from the words of the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "command.h"
#include "leitong/error.h"
#include "leitong/evaluation.h"
#include "leitong/explanation.h"
#include "leitong/filter.h"
#include "leitong/index.h"

namespace leitong::tool {

enum class IndexAction { kCreate, kAdd, kQuery, kInfo, kCheck };
enum class When { kAuto, kAlways, kNever };
// What packages install beside the program.
enum class Generated { kNothing, kManual, kBash, kZsh, kFish };

struct CommandLine {
  Command command = Command::kDedup;
  IndexAction index_action = IndexAction::kInfo;  // index; its folder is filter.index
  FilterOptions filter;                           // compare: its inputs are the two texts
  std::optional<RecordName> explain = {};
  std::string files_from;
  bool recursive = false;
  bool null = false;
  bool check = false;
  bool verify_segmenter = false;
  bool quiet = false;
  bool verbose = false;
  bool json = false;   // compare, passages, plan, eval, index
  bool ascii = false;  // plan
  When progress = When::kAuto;
  When color = When::kAuto;                 // compare, eval, --explain
  std::size_t top = 20;                     // passages
  IndexText index_text = IndexText::kCopy;  // index
  // plan: how much there is to read.
  std::optional<std::uint64_t> records = {};
  std::optional<std::uint64_t> bytes = {};
  EvaluationOptions trial = {};  // eval: its sample, seed and pairs
  bool short_help = false;
  bool help = false;
  bool version = false;
  Generated generate = Generated::kNothing;
  std::string configuration;         // the file that was read
  std::set<std::string> configured;  // long names of the options that it has
  std::set<std::string> given;       // long names of the options that were given

  // What --help, --version or --generate asked for; nothing else is to be done then.
  std::string answer = {};
};

// Errors are kUsage.
[[nodiscard]] Result<CommandLine> parse_command_line(Command command,
                                                     std::vector<std::string> words);

}  // namespace leitong::tool
