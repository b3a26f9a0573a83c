#include "command.h"

#include <algorithm>
#include <array>

namespace leitong::tool {
namespace {

constexpr std::array kDescriptions = {
    CommandDescription{
        Command::kDedup, "leitong",
        "Finds repeated text, keeps one copy, and writes the rest as it was.",
        "Exit: 0 done; 1 --check: yes; 2 error; 3 done, but some records could not be\n"
        "read and stayed. Also `leitong tokens --help`: see what is compared;\n"
        "`leitong compare --help`: what two texts share; `leitong passages --help`: what is\n"
        "repeated most often."},
    CommandDescription{
        Command::kTokens, "leitong tokens",
        "Prints what is compared: for each line of input its folded tokens.",
        "Exit: 0 done; 2 error; 3 done, but some records could not be read (empty lines)."},
    CommandDescription{
        Command::kCompare, "leitong compare",
        "Shows what two texts share: similarity, containment, and the passages that\n"
        "stand in both, wherever they begin.",
        "Exit: 0 both were read; 2 error."},
    CommandDescription{
        Command::kPassages, "leitong passages",
        "Lists the passages that are repeated most often, and where they stand first.",
        "Exit: 0 done; 2 error; 3 done, but some records could not be read."},
};

}  // namespace

const CommandDescription& describe(Command command) {
  return *std::ranges::find(kDescriptions, command, &CommandDescription::command);
}

Command take_command(std::vector<std::string>& words) {
  Command command = Command::kDedup;
  if (words.empty()) return command;
  if (words.front() == "tokens") command = Command::kTokens;
  if (words.front() == "compare") command = Command::kCompare;
  if (words.front() == "passages") command = Command::kPassages;
  if (command != Command::kDedup || words.front() == "dedup") words.erase(words.begin());
  return command;
}

}  // namespace leitong::tool
